using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Interventions;

/// <summary>What a model predicts for a text, with the hooks that were given.</summary>
public sealed class ModelRun : IDisposable
{
    private readonly TextTokenizer tokenizer;

    internal ModelRun(TextTokenizer tokenizer, TokenizedText text, Tensor logits) => (this.tokenizer, Text, Logits) = (tokenizer, text, logits);

    /// <summary>The text and its tokens.</summary>
    public TokenizedText Text { get; }

    /// <summary>Logits, [T, V] of Float32 on the CPU; row i predicts token i + 1.</summary>
    public Tensor Logits { get; }

    /// <summary>The likeliest next tokens.</summary>
    /// <param name="count">How many.</param>
    /// <param name="position">After which token; by default the last.</param>
    /// <returns>Text and probability, likeliest first.</returns>
    public IReadOnlyList<(string Token, double Probability)> Top(int count = 5, Index? position = null)
    {
        using var scope = NewDisposeScope();
        var row = Logits[(position ?? ^1).GetOffset(Text.Tokens.Count)].softmax(-1);
        var (values, ids) = row.topk(Math.Min(count, (int)row.shape[0]));
        return [.. ids.data<long>().ToArray().Zip(values.data<float>().ToArray(), (id, p) => (tokenizer.TextOf((int)id), (double)p))];
    }

    /// <summary>Frees the logits.</summary>
    public void Dispose() => Logits.Dispose();
}
