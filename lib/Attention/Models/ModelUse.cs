using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>
/// The door to a model's weights: everything that runs a model or reads its weights does so inside one of these. It owns inference mode,
/// the dispose scope that keeps every tensor in between alive, and the device, and as long as one is open no weights are freed.
/// </summary>
internal sealed class ModelUse : IDisposable
{
    private readonly LanguageModel model;
    private readonly IDisposable inference, scope;

    internal ModelUse(LanguageModel model) => (this.model, inference, scope) = (model, inference_mode(), NewDisposeScope());

    /// <summary>The network.</summary>
    public Transformer Transformer => model.Transformer;

    /// <summary>Token ids where the model computes.</summary>
    /// <param name="text">The tokens.</param>
    /// <returns>[1, T].</returns>
    public Tensor Ids(TokenizedText text) => Ids(TokenBatch.Of(text));

    /// <summary>Token ids where the model computes.</summary>
    /// <param name="input">The sequences.</param>
    /// <returns>[B, T].</returns>
    public Tensor Ids(TokenBatch input) => tensor(input.Ids, device: model.Device);

    /// <summary>The whole pass up to the last norm.</summary>
    /// <param name="text">The tokens.</param>
    /// <param name="hook">Looks at or changes what passes by; null for a plain run.</param>
    /// <returns>The residual stream after the last layer, [1, T, D].</returns>
    public Tensor Forward(TokenizedText text, Hook? hook = null) => Transformer.Forward(Ids(text), hook);

    /// <summary>The whole pass up to the last norm.</summary>
    /// <param name="input">The sequences.</param>
    /// <param name="hook">Looks at or changes what passes by; null for a plain run.</param>
    /// <returns>The residual stream after the last layer, [B, T, D].</returns>
    public Tensor Forward(TokenBatch input, Hook? hook = null) => Transformer.Forward(Ids(input), hook);

    /// <summary>The whole pass up to the last norm for texts of different lengths.</summary>
    /// <param name="batch">The texts; what comes of their padding is of no use.</param>
    /// <param name="hook">Looks at or changes what passes by; null for a plain run.</param>
    /// <returns>The residual stream after the last layer, [B, T, D].</returns>
    public Tensor Forward(PaddedBatch batch, Hook? hook = null) =>
        Transformer.Forward(tensor(batch.Ids, device: model.Device), hook, batch.Lengths);

    /// <summary>Frees what was computed.</summary>
    public void Dispose()
    {
        scope.Dispose();
        inference.Dispose();
        model.Leave();
    }
}
