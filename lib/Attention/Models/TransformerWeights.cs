using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>All parameters of a transformer.</summary>
public sealed class TransformerWeights : IDisposable
{
    /// <summary>Token embedding, [V, D].</summary>
    public required Tensor Embedding { get; init; }

    /// <summary>Learned positions, [context, D]; null with rotary positions.</summary>
    public Tensor? Positions { get; init; }

    /// <summary>Norm of the embedding, [D]; null where the first layer reads it as it is.</summary>
    public Tensor? EmbeddingNorm { get; init; }

    /// <summary>Its bias, [D].</summary>
    public Tensor? EmbeddingNormBias { get; init; }

    /// <summary>One entry a layer.</summary>
    public required IReadOnlyList<LayerWeights> Layers { get; init; }

    /// <summary>The last norm, [D]; null where each layer ends with one.</summary>
    public required Tensor? Norm { get; init; }

    /// <summary>Its bias, [D].</summary>
    public Tensor? NormBias { get; init; }

    /// <summary>Unembedding, [V, D]; the same tensor as <see cref="Embedding"/> where they are tied, or where there is no head.</summary>
    public required Tensor Unembedding { get; init; }

    /// <summary>Random parameters: matrices from a normal distribution, norms all ones, biases 0.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="seed">Same seed, same weights.</param>
    /// <param name="std">Standard deviation of the matrices (Radford et al. 2019 use .02).</param>
    /// <returns>New fp32 weights on the CPU.</returns>
    public static TransformerWeights Random(TransformerConfig config, int seed, double std = .02)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        NativeTorch.Load();
        using var generator = new Generator((ulong)seed);
        using var deviation = tensor((float)std);
        return new WeightShapes(config, (rows, columns) => randn(rows, columns, generator: generator).mul_(deviation), width => ones(width),
            width => zeros(width)).Make();
    }

    /// <summary>Parameters whose numbers are still to be written.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="type">Float32 or BFloat16.</param>
    /// <returns>New weights on the CPU.</returns>
    internal static TransformerWeights Empty(TransformerConfig config, ScalarType type)
    {
        NativeTorch.Load();
        return new WeightShapes(config, (rows, columns) => empty(rows, columns, dtype: type), width => empty(width, dtype: type),
            width => empty(width, dtype: type)).Make();
    }

    /// <summary>Every parameter, under names such as <c>Layers.3.Qkv</c>; a tied unembedding is not listed twice.</summary>
    /// <returns>Name and tensor, in the order of the forward pass.</returns>
    public IEnumerable<(string Name, Tensor Tensor)> Named()
    {
        yield return (nameof(Embedding), Embedding);
        if (Positions is not null) yield return (nameof(Positions), Positions);
        if (EmbeddingNorm is not null) yield return (nameof(EmbeddingNorm), EmbeddingNorm);
        if (EmbeddingNormBias is not null) yield return (nameof(EmbeddingNormBias), EmbeddingNormBias);
        for (var l = 0; l < Layers.Count; l++)
            foreach (var (name, tensor) in Layers[l].Named())
                yield return ($"{nameof(Layers)}.{l}.{name}", tensor);
        if (Norm is not null) yield return (nameof(Norm), Norm);
        if (NormBias is not null) yield return (nameof(NormBias), NormBias);
        if (!ReferenceEquals(Unembedding, Embedding)) yield return (nameof(Unembedding), Unembedding);
    }

    /// <summary>The same transformer with every parameter replaced.</summary>
    /// <param name="change">Gives the new tensor for a name (as in <see cref="Named"/>) and an old one.</param>
    /// <returns>New weights; the old ones are left alone.</returns>
    public TransformerWeights Select(Func<string, Tensor, Tensor> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Tensor? New(string name, Tensor? tensor) => tensor is null ? null : change(name, tensor);
        var embedding = change(nameof(Embedding), Embedding);
        return new()
        {
            Embedding = embedding,
            Positions = New(nameof(Positions), Positions),
            EmbeddingNorm = New(nameof(EmbeddingNorm), EmbeddingNorm),
            EmbeddingNormBias = New(nameof(EmbeddingNormBias), EmbeddingNormBias),
            Layers = [.. Layers.Select((layer, l) => layer.Select((name, tensor) => change($"{nameof(Layers)}.{l}.{name}", tensor)))],
            Norm = New(nameof(Norm), Norm),
            NormBias = New(nameof(NormBias), NormBias),
            Unembedding = ReferenceEquals(Unembedding, Embedding) ? embedding : change(nameof(Unembedding), Unembedding),
        };
    }

    /// <summary>The same weights in another type or on another device.</summary>
    /// <param name="dtype">Float32 or BFloat16.</param>
    /// <param name="device">Where they are to lie.</param>
    /// <returns>New weights that own their tensors.</returns>
    public TransformerWeights To(ScalarType dtype, Device device) => Select((_, t) => t.to(dtype, device, copy: true)).Kept();

    /// <summary>Takes the tensors out of the dispose scope they were made in; they live until <see cref="Dispose"/>.</summary>
    /// <returns>These weights.</returns>
    public TransformerWeights Kept()
    {
        foreach (var (_, tensor) in Named()) tensor.DetachFromDisposeScope();
        return this;
    }

    /// <summary>Frees all tensors.</summary>
    public void Dispose()
    {
        foreach (var (_, tensor) in Named()) tensor.Dispose();
    }
}
