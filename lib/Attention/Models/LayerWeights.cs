using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>The parameters of one layer; matrices are [out, in]. What a family does not have is null.</summary>
public sealed record LayerWeights
{
    /// <summary>Norm before attention, [D]; null where the stream is read as it is.</summary>
    public Tensor? InputNorm { get; init; }

    /// <summary>Its bias, [D].</summary>
    public Tensor? InputNormBias { get; init; }

    /// <summary>Query, key and value matrices one below the other, [(H + 2 KV) hd, D].</summary>
    public required Tensor Qkv { get; init; }

    /// <summary>Their biases, [(H + 2 KV) hd].</summary>
    public Tensor? QkvBias { get; init; }

    /// <summary>Norm of queries, [hd] for each head by itself or [H hd] for all together.</summary>
    public Tensor? QueryNorm { get; init; }

    /// <summary>Norm of keys, [hd] or [KV hd].</summary>
    public Tensor? KeyNorm { get; init; }

    /// <summary>Output matrix of attention, [D, H hd].</summary>
    public required Tensor Output { get; init; }

    /// <summary>Its bias, [D].</summary>
    public Tensor? OutputBias { get; init; }

    /// <summary>Norm of what attention gives, or of the stream after it (<see cref="NormPlacement"/>), [D].</summary>
    public Tensor? AttnOutNorm { get; init; }

    /// <summary>Its bias, [D].</summary>
    public Tensor? AttnOutNormBias { get; init; }

    /// <summary>Norm before the MLP, [D]; null in an attention-only transformer, like all below.</summary>
    public Tensor? PostAttentionNorm { get; init; }

    /// <summary>Its bias, [D].</summary>
    public Tensor? PostAttentionNormBias { get; init; }

    /// <summary>Gate and up matrices of the MLP one below the other, [2 F, D]; the up matrix alone, [F, D], where there is no
    /// gate.</summary>
    public Tensor? GateUp { get; init; }

    /// <summary>Their biases, [2 F] or [F].</summary>
    public Tensor? GateUpBias { get; init; }

    /// <summary>Down matrix of the MLP, [D, F].</summary>
    public Tensor? Down { get; init; }

    /// <summary>Its bias, [D].</summary>
    public Tensor? DownBias { get; init; }

    /// <summary>Norm of what the MLP gives, or of the stream after it, [D].</summary>
    public Tensor? MlpOutNorm { get; init; }

    /// <summary>Its bias, [D].</summary>
    public Tensor? MlpOutNormBias { get; init; }

    /// <summary>Every parameter that there is, under the name of its property.</summary>
    /// <returns>Name and tensor, in the order of the forward pass.</returns>
    public IEnumerable<(string Name, Tensor Tensor)> Named()
    {
        (string Name, Tensor? Tensor)[] all =
        [
            (nameof(InputNorm), InputNorm), (nameof(InputNormBias), InputNormBias), (nameof(Qkv), Qkv), (nameof(QkvBias), QkvBias),
            (nameof(QueryNorm), QueryNorm), (nameof(KeyNorm), KeyNorm), (nameof(Output), Output), (nameof(OutputBias), OutputBias),
            (nameof(AttnOutNorm), AttnOutNorm), (nameof(AttnOutNormBias), AttnOutNormBias),
            (nameof(PostAttentionNorm), PostAttentionNorm), (nameof(PostAttentionNormBias), PostAttentionNormBias),
            (nameof(GateUp), GateUp), (nameof(GateUpBias), GateUpBias), (nameof(Down), Down), (nameof(DownBias), DownBias),
            (nameof(MlpOutNorm), MlpOutNorm), (nameof(MlpOutNormBias), MlpOutNormBias),
        ];
        return from parameter in all where parameter.Tensor is not null select (parameter.Name, parameter.Tensor!);
    }

    /// <summary>The same layer with every parameter replaced.</summary>
    /// <param name="change">Gives the new tensor for a name and an old one.</param>
    /// <returns>New weights; the old ones are left alone.</returns>
    public LayerWeights Select(Func<string, Tensor, Tensor> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Tensor? New(string name, Tensor? tensor) => tensor is null ? null : change(name, tensor);
        return new()
        {
            InputNorm = New(nameof(InputNorm), InputNorm),
            InputNormBias = New(nameof(InputNormBias), InputNormBias),
            Qkv = change(nameof(Qkv), Qkv),
            QkvBias = New(nameof(QkvBias), QkvBias),
            QueryNorm = New(nameof(QueryNorm), QueryNorm),
            KeyNorm = New(nameof(KeyNorm), KeyNorm),
            Output = change(nameof(Output), Output),
            OutputBias = New(nameof(OutputBias), OutputBias),
            AttnOutNorm = New(nameof(AttnOutNorm), AttnOutNorm),
            AttnOutNormBias = New(nameof(AttnOutNormBias), AttnOutNormBias),
            PostAttentionNorm = New(nameof(PostAttentionNorm), PostAttentionNorm),
            PostAttentionNormBias = New(nameof(PostAttentionNormBias), PostAttentionNormBias),
            GateUp = New(nameof(GateUp), GateUp),
            GateUpBias = New(nameof(GateUpBias), GateUpBias),
            Down = New(nameof(Down), Down),
            DownBias = New(nameof(DownBias), DownBias),
            MlpOutNorm = New(nameof(MlpOutNorm), MlpOutNorm),
            MlpOutNormBias = New(nameof(MlpOutNormBias), MlpOutNormBias),
        };
    }
}
