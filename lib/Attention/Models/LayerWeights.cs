using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>The parameters of one layer; matrices are [out, in].</summary>
public sealed record LayerWeights
{
    /// <summary>RMSNorm before attention, [D].</summary>
    public required Tensor InputNorm { get; init; }

    /// <summary>Query, key and value matrices one below the other, [(H + 2 KV) hd, D].</summary>
    public required Tensor Qkv { get; init; }

    /// <summary>Output matrix of attention, [D, H hd].</summary>
    public required Tensor Output { get; init; }

    /// <summary>RMSNorm before the MLP, [D]; null in an attention-only transformer, like the two below.</summary>
    public Tensor? PostAttentionNorm { get; init; }

    /// <summary>Gate and up matrices of the MLP one below the other, [2 F, D].</summary>
    public Tensor? GateUp { get; init; }

    /// <summary>Down matrix of the MLP, [D, F].</summary>
    public Tensor? Down { get; init; }

    /// <summary>Every parameter that there is, under the name of its property.</summary>
    /// <returns>Name and tensor, in the order of the forward pass.</returns>
    public IEnumerable<(string Name, Tensor Tensor)> Named()
    {
        yield return (nameof(InputNorm), InputNorm);
        yield return (nameof(Qkv), Qkv);
        yield return (nameof(Output), Output);
        if (PostAttentionNorm is not null) yield return (nameof(PostAttentionNorm), PostAttentionNorm);
        if (GateUp is not null) yield return (nameof(GateUp), GateUp);
        if (Down is not null) yield return (nameof(Down), Down);
    }

    /// <summary>The same layer with every parameter replaced.</summary>
    /// <param name="change">Gives the new tensor for a name and an old one.</param>
    /// <returns>New weights; the old ones are left alone.</returns>
    public LayerWeights Select(Func<string, Tensor, Tensor> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new()
        {
            InputNorm = change(nameof(InputNorm), InputNorm),
            Qkv = change(nameof(Qkv), Qkv),
            Output = change(nameof(Output), Output),
            PostAttentionNorm = PostAttentionNorm is null ? null : change(nameof(PostAttentionNorm), PostAttentionNorm),
            GateUp = GateUp is null ? null : change(nameof(GateUp), GateUp),
            Down = Down is null ? null : change(nameof(Down), Down),
        };
    }
}
