using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Attention.Models;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

public sealed partial class PreparedWeightsTests : IDisposable
{
    private const string Sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32), InlineData(ScalarType.BFloat16)]
    public void What_is_mapped_is_bit_for_bit_what_was_written(ScalarType type)
    {
        using var model = LanguageModel.Load("stories-2l", new() { Device = "cpu", DType = type });
        using var mapped = Prepared(model).Map(model.Config)!;
        var expected = model.Transformer.Weights.Named().ToList();
        Assert.Equal(expected.Select(weight => weight.Name), mapped.Named().Select(weight => weight.Name));
        foreach (var (read, shared) in expected.Zip(mapped.Named()))
        {
            Assert.Equal(read.Tensor.shape, shared.Tensor.shape);
            Assert.Equal(type, shared.Tensor.dtype);
            Assert.Equal(read.Tensor.Floats(), shared.Tensor.Floats());
        }
    }

    [Fact]
    public void A_pass_over_mapped_weights_makes_no_page_of_them_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says whose a page is.");
        using var model = LanguageModel.Load("stories-6l", new() { Device = "cpu" });
        var prepared = Prepared(model);
        using var shared = LanguageModel.From("mapped", model.Tokenizer, model.Config, prepared.Map(model.Config)!);
        using (var trace = shared.Trace("the cat sat on the mat")) Assert.NotEmpty(trace.Row((0, 0), 2).ToArray());
        var (resident, own) = PagesOf(prepared.Path);
        Assert.InRange(resident, new FileInfo(prepared.Path).Length / 1024 / 2, long.MaxValue);
        Assert.Equal(0, own);
    }

    [Fact]
    public void Weights_that_are_changed_in_place_leave_the_file_as_it_was()
    {
        using var model = LanguageModel.Load("induction-2l", new() { Device = "cpu" });
        var prepared = Prepared(model);
        var before = File.ReadAllBytes(prepared.Path);
        using var mapped = prepared.Map(model.Config)!;
        mapped.Layers[0].Qkv.zero_();
        Assert.Equal(0, mapped.Layers[0].Qkv.abs().max().Number());
        Assert.Equal(before, File.ReadAllBytes(prepared.Path));
    }

    [Fact]
    public void A_file_that_is_replaced_stays_what_it_was_to_who_has_mapped_it()
    {
        using var model = LanguageModel.Load("induction-2l", new() { Device = "cpu" });
        var prepared = Prepared(model);
        using var mapped = prepared.Map(model.Config)!;
        using var other = model.WithRandomWeights(seed: 3);
        prepared.Write(other.Transformer.Weights);
        Assert.Equal(model.Transformer.Weights.Embedding.Floats(), mapped.Embedding.Floats());
    }

    [Fact]
    public void There_is_nothing_to_map_where_nothing_was_prepared()
    {
        using var model = LanguageModel.Load("induction-2l", new() { Device = "cpu" });
        Assert.Null(new PreparedWeights(folder.Path, Sha256, ScalarType.Float32).Map(model.Config));
    }

    [Fact]
    public void A_file_that_was_cut_is_refused_by_name_and_not_mapped()
    {
        using var model = LanguageModel.Load("induction-2l", new() { Device = "cpu" });
        var prepared = Prepared(model);
        using (var file = File.OpenWrite(prepared.Path)) file.SetLength(file.Length - 4096);
        var refusal = Assert.Throws<ModelFileException>(() => prepared.Map(model.Config));
        Assert.StartsWith(prepared.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_model_is_refused_with_what_to_do()
    {
        using var model = LanguageModel.Load("induction-2l", new() { Device = "cpu" });
        using var other = LanguageModel.Load("stories-1l", new() { Device = "cpu" });
        var prepared = Prepared(model);
        Assert.Contains("course models prepare", Assert.Throws<ModelFileException>(() => prepared.Map(other.Config)).Message,
            StringComparison.Ordinal);
        var strange = new PreparedWeights(folder.Path, new string('f', 64), ScalarType.Float32);
        File.Copy(prepared.Path, strange.Path);
        Assert.Contains("not made of this model's weights", Assert.Throws<ModelFileException>(() => strange.Map(model.Config)).Message,
            StringComparison.Ordinal);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void A_file_that_others_may_write_to_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There a mapped file cannot be cut.");
        using var model = LanguageModel.Load("induction-2l", new() { Device = "cpu" });
        var prepared = Prepared(model);
        File.SetUnixFileMode(prepared.Path, File.GetUnixFileMode(prepared.Path) | UnixFileMode.GroupWrite);
        Assert.Contains("chmod go-w", Assert.Throws<ModelFileException>(() => prepared.Map(model.Config)).Message,
            StringComparison.Ordinal);
    }

    private PreparedWeights Prepared(LanguageModel model)
    {
        var prepared = new PreparedWeights(folder.Path, Sha256, model.Transformer.Weights.Embedding.dtype);
        prepared.Write(model.Transformer.Weights);
        return prepared;
    }

    /// <summary>Kilobytes of a mapped file that are in memory, and those that only this process has.</summary>
    private static (long Resident, long Own) PagesOf(string path)
    {
        var (resident, own, ours) = (0L, 0L, false);
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (AreaLine().IsMatch(line)) ours = line.EndsWith(path, StringComparison.Ordinal);
            else if (ours && line.StartsWith("Rss:", StringComparison.Ordinal)) resident += Kilobytes(line);
            else if (ours && line.StartsWith("Private_Dirty:", StringComparison.Ordinal)) own += Kilobytes(line);
        }
        return (resident, own);
    }

    private static long Kilobytes(string line) => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);

    [GeneratedRegex("^[0-9a-f]+-[0-9a-f]+ ")]
    private static partial Regex AreaLine();
}
