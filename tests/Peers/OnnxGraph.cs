using System.Runtime.InteropServices;
using Attention.Models;
using static TorchSharp.torch;

namespace Peers;

/// <summary>A graph in ONNX's format, node by node; the numbers of its messages are those of onnx.proto.</summary>
internal sealed class OnnxGraph
{
    private const int Float = 1, Bytes = 2, Int32 = 6, Int64 = 7;
    private readonly ProtobufMessage graph = new();
    private int nodes;

    /// <summary>Declares a matrix or vector of the model.</summary>
    public string Weight(string name, Tensor tensor) => Weight(name, tensor.Floats(), tensor.shape);

    /// <summary>Declares numbers.</summary>
    public string Weight(string name, float[] numbers, params long[] shape) =>
        Initializer(name, Float, MemoryMarshal.AsBytes(numbers.AsSpan()), shape);

    /// <summary>Declares bytes.</summary>
    public string Weight(string name, ReadOnlySpan<byte> bytes, params long[] shape) => Initializer(name, Bytes, bytes, shape);

    /// <summary>Declares what is given at each run; a dimension below 0 is left open.</summary>
    public string Input(string name, bool wide, params long[] shape)
    {
        graph.Add(11, Value(name, wide ? Int64 : Int32, shape));
        return name;
    }

    /// <summary>Declares what a run gives back, floats.</summary>
    public void Output(string name, params long[] shape) => graph.Add(12, Value(name, Float, shape));

    /// <summary>Adds a node.</summary>
    /// <param name="type">What it computes.</param>
    /// <param name="inputs">Names; empty for one that is left out.</param>
    /// <param name="outputs">How many values it gives.</param>
    /// <param name="domain">Whose operator it is; empty for ONNX's own.</param>
    /// <param name="numbers">Its attributes.</param>
    /// <returns>The names of its values.</returns>
    public string[] Node(string type, string[] inputs, int outputs = 1, string domain = "", params (string Name, object Value)[] numbers)
    {
        var name = $"{type}.{nodes++}";
        string[] given = [.. Enumerable.Range(0, outputs).Select(i => $"{name}.{i}")];
        var node = new ProtobufMessage();
        foreach (var input in inputs) node.Add(1, input);
        foreach (var output in given) node.Add(2, output);
        node.Add(3, name).Add(4, type);
        foreach (var (key, value) in numbers)
            node.Add(5, value is float real
                ? new ProtobufMessage().Add(1, key).Add(2, real).Add(20, 1)
                : new ProtobufMessage().Add(1, key).Add(3, Convert.ToInt64(value)).Add(20, 2));
        graph.Add(1, node.Add(7, domain));
        return given;
    }

    /// <summary>The whole model.</summary>
    public byte[] Model() => new ProtobufMessage()
        .Add(1, 10L)
        .Add(8, new ProtobufMessage().Add(1, "").Add(2, 21L))
        .Add(8, new ProtobufMessage().Add(1, "com.microsoft").Add(2, 1L))
        .Add(7, graph.Add(2, "transformer")).Bytes.ToArray();

    private string Initializer(string name, int type, ReadOnlySpan<byte> bytes, long[] shape)
    {
        var tensor = new ProtobufMessage();
        foreach (var size in shape) tensor.Add(1, size);
        graph.Add(5, tensor.Add(2, (long)type).Add(8, name).Add(9, bytes));
        return name;
    }

    private static ProtobufMessage Value(string name, int type, long[] shape)
    {
        var sizes = new ProtobufMessage();
        foreach (var size in shape)
            sizes.Add(1, size < 0 ? new ProtobufMessage().Add(2, $"n{-size}") : new ProtobufMessage().Add(1, size));
        var tensor = new ProtobufMessage().Add(1, (long)type).Add(2, sizes);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }
}
