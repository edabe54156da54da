// ONNX files that torch exports keep most weights under their own names. Matrices were transposed and lost theirs, and are found by
// the node that multiplies with them: /encoder/layer.0/attention/self/query/MatMul.
using System.Text;
using Course.Files;

namespace Course.Cli.Conversion;

/// <summary>The fp32 weights of an ONNX file.</summary>
internal sealed class OnnxWeights
{
    private const int Graph = 7, Node = 1, Initializer = 5;
    private const ulong Float = 1;
    private readonly Dictionary<string, (long[] Shape, ReadOnlyMemory<byte> Bytes)> tensors = [];
    private readonly Dictionary<string, string> multiplied = [];       // node to the second factor

    /// <summary>Reads the file.</summary>
    /// <param name="model">Its bytes, which must live as long.</param>
    /// <exception cref="DamagedFileException">It is no such file.</exception>
    public OnnxWeights(ReadOnlyMemory<byte> model)
    {
        var fields = new ProtobufFields(model);
        while (fields.Next())
            if (fields.Number == Graph) ReadGraph(fields.Bytes);
    }

    /// <summary>The numbers of every tensor, where they lie in the file.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> All => tensors.Values.Select(tensor => tensor.Bytes);

    /// <summary>A tensor by its own name.</summary>
    public (long[] Shape, ReadOnlyMemory<byte> Bytes) this[string name] => tensors.TryGetValue(name, out var tensor) ? tensor
        : throw new DamagedFileException("model.onnx", null, $"it has no tensor {name}.");

    /// <summary>The matrix, [in, out], that a node multiplies with.</summary>
    public (long[] Shape, ReadOnlyMemory<byte> Bytes) FactorOf(string node) => multiplied.TryGetValue(node, out var name) ? this[name]
        : throw new DamagedFileException("model.onnx", null, $"it has no node {node}.");

    private void ReadGraph(ReadOnlyMemory<byte> graph)
    {
        var fields = new ProtobufFields(graph);
        while (fields.Next())
            if (fields.Number == Initializer) ReadTensor(fields.Bytes);
            else if (fields.Number == Node) ReadNode(fields.Bytes);
    }

    private void ReadTensor(ReadOnlyMemory<byte> tensor)
    {
        const int dims = 1, type = 2, named = 8, raw = 9;
        var (shape, name, bytes, isFloat) = (new List<long>(), "", default(ReadOnlyMemory<byte>), false);
        var fields = new ProtobufFields(tensor);
        while (fields.Next())
            switch (fields.Number)
            {
                case dims: shape.Add((long)fields.Integer); break;
                case type: isFloat = fields.Integer == Float; break;
                case named: name = Text(fields.Bytes); break;
                case raw: bytes = fields.Bytes; break;
            }
        if (isFloat && bytes.Length == shape.Aggregate(4L, (product, size) => product * size)) tensors[name] = ([.. shape], bytes);
    }

    private void ReadNode(ReadOnlyMemory<byte> node)
    {
        const int input = 1, named = 3;
        var (inputs, name) = (new List<string>(), "");
        var fields = new ProtobufFields(node);
        while (fields.Next())
            if (fields.Number == input) inputs.Add(Text(fields.Bytes));
            else if (fields.Number == named) name = Text(fields.Bytes);
        if (inputs.Count == 2 && name.EndsWith("/MatMul", StringComparison.Ordinal)) multiplied[name] = inputs[1];
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
