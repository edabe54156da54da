using System.Text;
using Attention.Models.Gguf;

namespace Attention.Tests.Models.Tiny;

/// <summary>Writes a GGUF file from keys and tensors, whole or as broken as a test wants it.</summary>
internal sealed class TinyGguf
{
    private const int Alignment = 32;

    /// <summary>Keys in order; a value is a uint, int, float, bool, string, string[], int[], byte[] or ulong.</summary>
    public List<(string Key, object Value)> Keys { get; } = [];

    /// <summary>Tensors in order.</summary>
    public List<Entry> Tensors { get; } = [];

    public uint Version { get; set; } = 3;

    /// <summary>Replaces a key, or takes it out.</summary>
    public TinyGguf Set(string key, object? value)
    {
        var at = Keys.FindIndex(pair => pair.Key == key);
        if (at >= 0) Keys.RemoveAt(at);
        if (value is not null) Keys.Insert(at >= 0 ? at : Keys.Count, (key, value));
        return this;
    }

    /// <summary>Adds a tensor, or replaces the one of its name.</summary>
    public TinyGguf Put(string name, TinyTensor tensor, GgufType type = GgufType.F32) =>
        Put(name, tensor.Shape, (uint)type, tensor.Stored(type));

    public TinyGguf Put(string name, long[] shape, uint type, byte[] bytes)
    {
        var at = Tensors.FindIndex(tensor => tensor.Name == name);
        if (at >= 0) Tensors.RemoveAt(at);
        Tensors.Insert(at >= 0 ? at : Tensors.Count, new(name, shape, type, bytes));
        return this;
    }

    /// <summary>Changes one tensor's entry, such as its place.</summary>
    public TinyGguf Change(string name, Func<Entry, Entry> change)
    {
        var at = Tensors.FindIndex(tensor => tensor.Name == name);
        Tensors[at] = change(Tensors[at]);
        return this;
    }

    public string Write(string path)
    {
        File.WriteAllBytes(path, Bytes());
        return path;
    }

    public byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GGUF"u8);
        writer.Write(Version);
        writer.Write((ulong)Tensors.Count);
        writer.Write((ulong)Keys.Count);
        foreach (var (key, value) in Keys)
        {
            Text(writer, key);
            writer.Write(TypeOf(value));
            Value(writer, value);
        }
        WriteDirectory(writer);
        Pad(writer);
        foreach (var tensor in Tensors)
        {
            writer.Write(tensor.Bytes);
            Pad(writer);
        }
        return stream.ToArray();
    }

    private void WriteDirectory(BinaryWriter writer)
    {
        var offset = 0L;
        foreach (var tensor in Tensors)
        {
            Text(writer, tensor.Name);
            writer.Write((uint)tensor.Shape.Length);
            foreach (var size in tensor.Shape.Reverse()) writer.Write(size);
            writer.Write(tensor.Type);
            writer.Write(tensor.Offset ?? offset);
            offset += (tensor.Bytes.Length + Alignment - 1) / Alignment * Alignment;
        }
    }

    private static void Value(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case string text: Text(writer, text); break;
            case Array items:
                writer.Write(TypeOf(items is byte[]? (byte)0 : items.Length > 0 ? items.GetValue(0)! : ""));
                writer.Write((ulong)items.Length);
                foreach (var item in items) Value(writer, item);
                break;
            case byte number: writer.Write(number); break;
            case uint number: writer.Write(number); break;
            case int number: writer.Write(number); break;
            case float number: writer.Write(number); break;
            case bool flag: writer.Write(flag); break;
            case ulong number: writer.Write(number); break;
            default: throw new NotSupportedException(value.GetType().Name);
        }
    }

    private static uint TypeOf(object value) => value switch
    {
        byte => 0,
        uint => 4,
        int => 5,
        float => 6,
        bool => 7,
        string => 8,
        Array => 9,
        ulong => 10,
        _ =>
            throw new NotSupportedException(value.GetType().Name),
    };

    private static void Text(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    private static void Pad(BinaryWriter writer)
    {
        while (writer.BaseStream.Position % Alignment != 0) writer.Write((byte)0);
    }

    /// <summary>A tensor as the directory describes it; its place is that after the one before it unless it is said otherwise.</summary>
    public sealed record Entry(string Name, long[] Shape, uint Type, byte[] Bytes, long? Offset = null);
}
