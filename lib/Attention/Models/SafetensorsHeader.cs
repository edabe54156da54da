// The header of a safetensors file: 8 bytes of length, then JSON {name: {dtype, shape, data_offsets}, "__metadata__": {...}}.
// A file may come from anywhere, so nothing it claims is believed: everything is checked here before a tensor is allocated.
using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Attention.Models;

internal sealed class SafetensorsHeader
{
    public const int MaxLength = 1 << 23;       // some 80,000 tensors; what is read of it takes several times as much

    public static readonly IReadOnlyDictionary<string, (ScalarType Type, int Size)> Types = new Dictionary<string, (ScalarType, int)>
    {
        ["F64"] = (ScalarType.Float64, 8),
        ["F32"] = (ScalarType.Float32, 4),
        ["F16"] = (ScalarType.Float16, 2),
        ["BF16"] = (ScalarType.BFloat16, 2),
        ["I64"] = (ScalarType.Int64, 8),
        ["I32"] = (ScalarType.Int32, 4),
        ["I16"] = (ScalarType.Int16, 2),
        ["I8"] = (ScalarType.Int8, 1),
        ["U8"] = (ScalarType.Byte, 1),
        ["BOOL"] = (ScalarType.Bool, 1),
    };

    private readonly string path;
    private readonly Dictionary<string, SafetensorsEntry> entries = [];
    private readonly Dictionary<string, string> metadata = [];

    private SafetensorsHeader(string path) => this.path = path;

    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => entries;

    public IReadOnlyDictionary<string, string> Metadata => metadata;

    public long DataStart { get; private set; }

    public static SafetensorsHeader Read(Stream file, string path)
    {
        var header = new SafetensorsHeader(path);
        var json = header.ReadJson(file);
        header.DataStart = 8 + json.Length;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            foreach (var property in document.RootElement.EnumerateObject())
                if (property.NameEquals("__metadata__")) header.AddMetadata(property.Value);
                else header.entries.Add(property.Name, header.Entry(property));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ModelFileException(path, "its header is not the JSON it should be; get the file again.", e);
        }
        header.CheckLayout(file.Length - header.DataStart);
        return header;
    }

    private byte[] ReadJson(Stream file)
    {
        if (file.Length < 8) throw Invalid($"it has {file.Length} bytes; a safetensors file begins with the 8-byte length of its header");
        Span<byte> prefix = stackalloc byte[8];
        file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxLength) throw Invalid($"the header claims {length} bytes; at most {MaxLength} are allowed");
        if ((long)length > file.Length - 8) throw Invalid($"the header claims {length} bytes, but the file ends after {file.Length - 8}");
        var json = new byte[length];
        file.ReadExactly(json);
        return json;
    }

    private void AddMetadata(JsonElement values)
    {
        foreach (var property in values.EnumerateObject()) metadata.Add(property.Name, property.Value.GetString() ?? "");
    }

    private SafetensorsEntry Entry(JsonProperty property)
    {
        var name = property.Name;
        var dtype = Member(property, "dtype").GetString();
        if (dtype is null || !Types.TryGetValue(dtype, out var type))
            throw new ModelFileException(path, $"tensor '{name}' is stored as '{dtype}', and read are "
                + $"{string.Join(", ", Types.Keys)}; choose another file of the model.");
        var shape = Member(property, "shape").EnumerateArray().Select(size => Integer(size, name, "shape")).ToArray();
        var offsets = Member(property, "data_offsets").EnumerateArray().Select(offset => Integer(offset, name, "data_offsets")).ToArray();
        if (offsets.Length != 2 || offsets[0] > offsets[1])
            throw Invalid($"tensor '{name}': data_offsets [{string.Join(", ", offsets)}] are not a beginning and an end");
        var entry = new SafetensorsEntry(name, type.Type, shape, offsets[0], offsets[1] - offsets[0]);
        var expected = shape.Aggregate((UInt128)type.Size, (product, size) => size == 0 ? 0 : Saturated(product, (ulong)size));
        if (expected != (UInt128)entry.Length)
            throw Invalid($"tensor '{name}': {entry} does not take the {entry.Length} bytes that data_offsets give it");
        return entry;
    }

    private JsonElement Member(JsonProperty tensor, string key) =>
        tensor.Value.TryGetProperty(key, out var member) ? member : throw Invalid($"tensor '{tensor.Name}' has no {key}");

    private long Integer(JsonElement element, string tensor, string key) =>
        element.TryGetInt64(out var value) && value >= 0 ? value : throw Invalid($"tensor '{tensor}': {element} in {key} is not a size");

    /// <summary>A product that stays at the largest number instead of wrapping to a small one.</summary>
    private static UInt128 Saturated(UInt128 product, ulong size) => product > ulong.MaxValue ? UInt128.MaxValue : product * size;

    /// <summary>The tensors must fill the rest of the file exactly: no overlap, no hole, no surplus.</summary>
    private void CheckLayout(long dataLength)
    {
        long end = 0;
        foreach (var entry in entries.Values.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length))
        {
            if (entry.Offset != end)
                throw Invalid($"tensor '{entry.Name}' begins at {entry.Offset}, "
                    + $"{(entry.Offset < end ? "inside the tensor before it" : "after a hole")}; expected {end}");
            end += entry.Length;
            if (end > dataLength) throw Invalid($"tensor '{entry.Name}' ends at {end}, but the file has only {dataLength} bytes of data");
        }
        if (end != dataLength) throw Invalid($"its tensors end at {end}, but the file has {dataLength} bytes of data");
    }

    private ModelFileException Invalid(string what) => new(path, $"it is not a valid safetensors file: {what}; get the file again.");
}
