using System.Diagnostics;
using System.Text;
using Attention.Models;

namespace Attention.Tests.Models.Gguf;

/// <summary>Files of up to two gigabytes (of holes) whose header claims large texts and lists: refused at once, with a few megabytes of
/// memory.</summary>
public sealed class LargeClaimTests : IDisposable
{
    private const uint String = 8, Array = 9, Byte = 0, Int64 = 11;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Byte, 100_000_000, 100_000_000, "general.architecture")]
    [InlineData(Byte, 1_500_000_000, 1_600_000_000, "general.architecture")]
    [InlineData(Int64, 12_000_000, 100_000_000, "general.architecture")]
    [InlineData(String, 12_000_000, 100_000_000, "general.architecture")]
    [InlineData(Int64, 1_500_000_000, 1_600_000_000, "it announces 1,500,000,000 elements of 'a'")]
    public void A_long_list_is_passed_over(uint elements, long count, long length, string due) => Refused(due, length, writer =>
    {
        writer.Write(Array);
        writer.Write(elements);
        writer.Write(count);
    });

    [Fact]
    public void A_long_text_is_refused() => Refused("2,100,000,000 bytes in the text of 'a'; at most 1,048,576 are read", 2_200_000_000,
        writer =>
    {
        writer.Write(String);
        writer.Write(2_100_000_000L);
    });

    [Fact]
    public void A_list_that_is_asked_for_has_a_limit()
    {
        var tokens = new Tiny.TinyLlama().Gguf().Set("tokenizer.ggml.tokens", new string[2_000_000].Select(_ => "").ToArray());
        tokens.Write(folder["m.gguf"]);
        using var file = Attention.Models.Gguf.GgufFile.Open(folder["m.gguf"]);
        var error = Assert.Throws<ModelFileException>(() => file.Metadata.Texts("tokenizer.ggml.tokens"));
        Assert.Contains("has 2,000,000 elements, and at most 1,048,576 are read", error.Message, StringComparison.Ordinal);
    }

    private void Refused(string due, long length, Action<BinaryWriter> value)
    {
        using (var writer = new BinaryWriter(File.Create(folder["m.gguf"])))
        {
            writer.Write("GGUF"u8);
            writer.Write(3);
            writer.Write(0L);
            writer.Write(1L);
            writer.Write(1L);
            writer.Write(Encoding.ASCII.GetBytes("a"));
            value(writer);
            writer.BaseStream.SetLength(length + 64);
        }
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        var error = Assert.Throws<ModelFileException>(() => LanguageModel.Load(folder["m.gguf"]));
        Assert.Contains(due, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10 * Math.Max(.5, length / 1e9));
    }
}
