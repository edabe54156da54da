using Attention.Models;
using Attention.Tests.Models.Tiny;
using static TorchSharp.torch;

namespace Peers;

/// <summary>What llama.cpp computes with a small random model of every family: the fixture of FamilyTests.</summary>
internal static class FamilyLogits
{
    /// <summary>Writes the last rows of logits, a tensor a family, [rows, V].</summary>
    public static void Write(string path)
    {
        using var scope = NewDisposeScope();
        List<(string, Tensor)> tensors = [];
        foreach (var family in TinyFamily.Names)
        {
            var file = Path.Combine(Path.GetTempPath(), $"tiny-{family}.gguf");
            try
            {
                TinyFamily.Gguf(family).Write(file);
                using var llama = new LlamaCpp(file, threads: 1, most: 64, exact: true);
                var logits = llama.Logits(TinyFamily.Ids);
                Console.WriteLine($"{family}: logits from {logits.Min(row => row.Min()):0.00} to {logits.Max(row => row.Max()):0.00}");
                tensors.Add((family, logits[^TinyFamily.Rows..].ToTensor()));
            }
            finally
            {
                File.Delete(file);
            }
        }
        SafetensorsWriter.Write(path, tensors,
            new Dictionary<string, string> { ["origin"] = "llama.cpp by LLamaSharp 0.30.0, keys and values in fp32" });
    }
}
