using System.Diagnostics;
using Attention.Models;
using Attention.Models.Layers;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Peers;

/// <summary>A Llama in onnxruntime, as its users export one: grouped-query attention with the rotary turn in it, and the attention weights
/// of every head as further outputs (<c>qk_output</c>).</summary>
internal sealed class OnnxRuntime : IDisposable
{
    private const int Block = 32;       // numbers that share a scale in four bits
    private readonly InferenceSession session;
    private readonly string[] outputs;

    /// <summary>Exports a model and opens it.</summary>
    /// <param name="model">RMSNorm, rotary positions, a gated MLP and no biases.</param>
    /// <param name="threads">How many threads compute.</param>
    /// <param name="fourBit">Whether the matrices of the layers are rounded to four bits.</param>
    public OnnxRuntime(LanguageModel model, int threads, bool fourBit)
    {
        var graph = new OnnxGraph();
        outputs = Write(model, graph, fourBit);
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        session = new InferenceSession(graph.Model(), options);
    }

    /// <summary>The attention of a text, layer by layer in one piece, H T T numbers each.</summary>
    public float[][] Attention(long[] ids)
    {
        using var results = Run(ids);
        return [.. results.Take(outputs.Length - 1).Select(layer => layer.GetTensorDataAsSpan<float>().ToArray())];
    }

    /// <summary>Median of nine passes over random tokens, after three that warm up; the attention of all heads stays in onnxruntime's own
    /// memory.</summary>
    public double Median(int tokens, int vocabulary)
    {
        var random = new Random(1);
        long[] ids = [.. Enumerable.Range(0, tokens).Select(_ => (long)random.Next(vocabulary))];
        double Seconds()
        {
            var started = Stopwatch.GetTimestamp();
            Run(ids).Dispose();
            return Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        for (var i = 0; i < 3; i++) Seconds();
        return Enumerable.Range(0, 9).Select(_ => Seconds()).Order().ElementAt(4);
    }

    public void Dispose() => session.Dispose();

    private IDisposableReadOnlyCollection<OrtValue> Run(long[] ids)
    {
        using var run = new RunOptions();
        using var text = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
        using var last = OrtValue.CreateTensorValueFromMemory(new[] { ids.Length - 1 }, [1]);
        using var total = OrtValue.CreateTensorValueFromMemory(new[] { ids.Length }, []);
        return session.Run(run, ["ids", "last", "total"], [text, last, total], outputs);
    }

    /// <summary>Writes the network down; the names of what it gives, the attention of each layer and the last stream.</summary>
    private static string[] Write(LanguageModel model, OnnxGraph graph, bool fourBit)
    {
        using var use = model.Use();
        var (c, weights) = (model.Config, model.Transformer.Weights);
        var (ids, last, total) = (graph.Input("ids", true, 1, -1), graph.Input("last", false, 1), graph.Input("total", false));
        var (cos, sin) = Turns(c, graph);
        var x = graph.Node("Gather", [graph.Weight("embedding", weights.Embedding), ids])[0];
        List<string> given = [];
        foreach (var (l, w) in weights.Layers.Index())
        {
            string Linear(string from, string name, Tensor matrix) => Product(graph, from, $"{l}.{name}", matrix, fourBit);
            var read = Norm(graph, x, $"{l}.norm", w.InputNorm!, c);
            var attention = graph.Node("GroupQueryAttention", [Linear(read, "qkv", w.Qkv), "", "", "", "", last, total, cos, sin], 4,
                "com.microsoft", ("num_heads", c.NumAttentionHeads), ("kv_num_heads", c.NumKeyValueHeads), ("do_rotary", 1),
                ("scale", (float)c.ScoreScale), ("qk_output", 2));
            given.Add(attention[3]);
            x = graph.Node("Add", [x, Linear(attention[0], "output", w.Output)])[0];
            read = Norm(graph, x, $"{l}.mlpnorm", w.PostAttentionNorm!, c);
            var gate = Linear(read, "gate", w.GateUp!.narrow(0, 0, c.IntermediateSize));
            var up = Linear(read, "up", w.GateUp!.narrow(0, c.IntermediateSize, c.IntermediateSize));
            var silu = graph.Node("Mul", [gate, graph.Node("Sigmoid", [gate])[0]])[0];
            x = graph.Node("Add", [x, Linear(graph.Node("Mul", [silu, up])[0], "down", w.Down!)])[0];
        }
        foreach (var pattern in given) graph.Output(pattern, 1, c.NumAttentionHeads, -1, -2);
        graph.Output(x, 1, -1, c.HiddenSize);
        return [.. given, x];
    }

    private static string Norm(OnnxGraph graph, string x, string name, Tensor weight, TransformerConfig c) =>
        graph.Node("SimplifiedLayerNormalization", [x, graph.Weight(name, weight)], 1, "", ("axis", -1),
            ("epsilon", (float)c.RmsNormEps))[0];

    private static (string Cos, string Sin) Turns(TransformerConfig c, OnnxGraph graph)
    {
        var positions = arange(c.MaxPositionEmbeddings, dtype: ScalarType.Float32).unsqueeze(1);
        var angles = positions.mul(tensor([.. Rotary.FrequenciesOf(c).Select(frequency => (float)frequency)]));     // [context, hd / 2]
        return (graph.Weight("cos", angles.cos()), graph.Weight("sin", angles.sin()));
    }

    private static string Product(OnnxGraph graph, string x, string name, Tensor matrix, bool fourBit)
    {
        var (rows, columns) = (matrix.shape[0], matrix.shape[1]);
        if (!fourBit) return graph.Node("MatMul", [x, graph.Weight(name, matrix.t())])[0];
        var (pairs, scales) = Rounded(matrix.Floats());
        return graph.Node("MatMulNBits", [x, graph.Weight(name, pairs, rows, columns / Block, Block / 2),
            graph.Weight($"{name}.scales", scales, scales.Length)], 1, "com.microsoft", ("K", columns), ("N", rows), ("bits", 4),
            ("block_size", Block), ("accuracy_level", 4))[0];
    }

    /// <summary>Numbers in four bits, two a byte, the first in the lower half; each block has a scale, and 8 stands for 0.</summary>
    private static (byte[] Pairs, float[] Scales) Rounded(float[] numbers)
    {
        float[] scales = [.. numbers.Chunk(Block).Select(block => block.Max(MathF.Abs) / 7)];
        int Four(int i) => (int)MathF.Round(numbers[i] / scales[i / Block]) + 8;
        var pairs = new byte[numbers.Length / 2];
        for (var i = 0; i < pairs.Length; i++) pairs[i] = (byte)(Four(2 * i) | Four(2 * i + 1) << 4);
        return (pairs, scales);
    }
}
