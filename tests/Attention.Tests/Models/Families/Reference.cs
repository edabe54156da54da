using Attention.Models;
using Attention.Models.HuggingFace;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Families;

/// <summary>A small model of a family with random weights, and what transformers computes with it.</summary>
internal sealed class Reference : IDisposable
{
    private readonly TransformerWeights weights;

    public Reference(string family)
    {
        Folder = Fixture.Path($"families/{family}");
        var json = ConfigJson.Read(Path.Combine(Folder, "config.json"));
        var read = ModelFamilies.Of(json);
        var config = read.ReadConfig(json);
        using var files = SafetensorsFiles.Open(Folder);
        weights = read.ReadWeights(files, config, ScalarType.Float32);
        Transformer = new Transformer(config, weights) { Name = family };
    }

    public string Folder { get; }

    public Transformer Transformer { get; }

    public TransformerConfig Config => Transformer.Config;

    /// <summary>What the reference computed, by its name.</summary>
    public Tensor Expected(string name) => Fixture.Read($"families/{Path.GetFileName(Folder)}/expected.safetensors", name);

    /// <summary>The stream of a run, and every attention weight, [L, B, H, T, T].</summary>
    public (Tensor Stream, Tensor Attention) Run(Tensor ids, IReadOnlyList<int>? lengths = null)
    {
        List<Tensor> patterns = [];
        var x = Transformer.Forward(ids, (point, _, value) =>
        {
            if (point == HookPoint.Pattern) patterns.Add(value.clone().MoveToOuterDisposeScope().MoveToOuterDisposeScope());
            return value;
        }, lengths);
        return (x, stack([.. patterns]));
    }

    public void Dispose()
    {
        Transformer.Dispose();
        weights.Dispose();
    }
}
