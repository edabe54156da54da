using System.Buffers.Binary;
using System.Text;
using Attention.Models;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_written_by_hand_reads_as_the_numbers_in_it()
    {
        var path = Hand(
            """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"I64","shape":[1,1],"""
                + """ "data_offsets":[8,16]},"__metadata__":{"made":"by hand"}}""",
            [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0, 7, 0, 0, 0, 0, 0, 0, 0]);
        using var scope = NewDisposeScope();
        using var reader = new SafetensorsReader(path);
        Assert.Equal([1f, -2.5f], reader.Read("a").data<float>().ToArray());
        Assert.Equal([1L, 1L], reader.Read("b").shape);
        Assert.Equal(7, reader.Read("b").item<long>());
        Assert.Equal("by hand", reader.Metadata["made"]);
    }

    [Fact]
    public void The_writer_makes_the_bytes_the_format_prescribes()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(folder["w.safetensors"], [("x", tensor(new[] { 1f, -2f }).to(ScalarType.BFloat16))]);
        var expected = """{"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}""";
        expected = expected.PadRight((expected.Length + 7) / 8 * 8);
        Assert.Equal([(byte)expected.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(expected), 0x80, 0x3F, 0x00, 0xC0],
            File.ReadAllBytes(folder["w.safetensors"]));
    }

    [Fact]
    public void Every_type_comes_back_as_it_was()
    {
        using var scope = NewDisposeScope();
        ScalarType[] types = [ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64,
            ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool];
        var tensors = types.Select(type => (type.ToString(), Tensor: randint(0, 2, [3, 5, 2], ScalarType.Float32).to(type).transpose(0, 2)))
            .ToList();
        SafetensorsWriter.Write(folder["t.safetensors"], tensors);
        using var reader = new SafetensorsReader(folder["t.safetensors"]);
        foreach (var (name, written) in tensors)
        {
            var read = reader.Read(name, 2, 5, 3);
            Assert.Equal(written.dtype, read.dtype);
            Assert.True(read.Equals(written));
        }
    }

    [Fact]
    public void Empty_and_zero_dimensional_tensors_are_allowed()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(folder["e.safetensors"], [("none", zeros(0, 4)), ("one", tensor(3f)), ("nothing", zeros(2, 0))]);
        using var reader = new SafetensorsReader(folder["e.safetensors"]);
        Assert.Equal([0L, 4L], reader.Read("none").shape);
        Assert.Equal(3f, reader.Read("one").item<float>());
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "does not take the 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "-4 in data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "not a beginning and an end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "-1 in shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}}""", 4, "does not take")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "does not take")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1000000000000],"data_offsets":[0,4000000000000]}}""", 4, "has only 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6,
        "inside the tensor before it")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12,
        "after a hole")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 9, "has 9 bytes of data")]
    [InlineData("""{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,4]}}""", 4, "stored as 'F4'")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "has no dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", 4, "not the JSON it should be")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8,
        "not the JSON it should be")]
    [InlineData("""[1]""", 0, "not the JSON it should be")]
    [InlineData("""{"a":""", 0, "not the JSON it should be")]
    public void A_header_that_lies_is_refused_with_the_reason(string header, int dataLength, string reason)
    {
        var path = Hand(header, new byte[dataLength]);
        var error = Assert.Throws<ModelFileException>(() => new SafetensorsReader(path));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "it has 3 bytes")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, "at most")]
    [InlineData(new byte[] { 100, 0, 0, 0, 0, 0, 0, 0, 32, 32 }, "ends after 2")]
    public void A_length_that_lies_is_refused_with_the_reason(byte[] content, string reason)
    {
        File.WriteAllBytes(folder["bad.safetensors"], content);
        Assert.Contains(reason, Assert.Throws<ModelFileException>(() => new SafetensorsReader(folder["bad.safetensors"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_tensor_and_a_wrong_shape_are_named()
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(folder["m.safetensors"], [("here", zeros(2, 3))]);
        using var reader = new SafetensorsReader(folder["m.safetensors"]);
        Assert.Contains("has no tensor 'there'; it has 1: here", Assert.Throws<ModelFileException>(() => reader.Read("there")).Message,
            StringComparison.Ordinal);
        Assert.Contains("'here' is Float32 [2, 3]; the configuration asks for [3, 2]",
            Assert.Throws<ModelFileException>(() => reader.Read("here", 3, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tensors_of_one_name_are_not_written()
    {
        using var scope = NewDisposeScope();
        var x = zeros(1);
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder["d.safetensors"], [("x", x), ("x", x)]));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_disk_that_fills_up_leaves_the_file_that_was_there()
    {
        File.WriteAllText(folder["kept"], "the old content");
        var error = Assert.Throws<FileNotWrittenException>(() => WholeFile.Write(folder["kept"], stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Equal("the old content", File.ReadAllText(folder["kept"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private string Hand(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var content = new byte[8 + text.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(content, text.Length);
        text.CopyTo(content, 8);
        data.CopyTo(content, 8 + text.Length);
        File.WriteAllBytes(folder["hand.safetensors"], content);
        return folder["hand.safetensors"];
    }
}
