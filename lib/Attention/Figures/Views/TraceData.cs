using Attention.Traces;

namespace Attention.Figures.Views;

/// <summary>A trace as a page gets it.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Tokens">The tokens that are drawn.</param>
/// <param name="Layers">The layers that are there.</param>
/// <param name="Heads">The heads that are there.</param>
/// <param name="Weights">See <see cref="PackedWeights"/>.</param>
/// <param name="Note">What was put in front, and how many tokens are left away.</param>
internal sealed record TraceData(string Model, IReadOnlyList<string> Tokens, IReadOnlyList<int> Layers, IReadOnlyList<int> Heads,
    string Weights, string Note)
{
    /// <summary>More bytes than this are not put into an output; a model with many heads gets fewer tokens.</summary>
    private const int MaxBytes = 570_000;

    /// <summary>Whether the first token is to be left out at first: where it is not in the text, it hides the rest.</summary>
    public bool HideFirst { get; private init; }

    /// <summary>Whether the first token was put in front of the text.</summary>
    public bool HasBos { get; private init; }

    /// <summary>All heads of a trace.</summary>
    public static TraceData Of(AttentionTrace trace)
    {
        var T = Math.Min(trace.Tokens.Count, Figures.MaxTokens);
        while (T > 1 && (long)trace.Layers.Count * trace.Heads.Count * PackedWeights.Triangle(T) > MaxBytes) T--;
        var inFront = trace.HasBos ? $"{trace.Tokens[0].Text} was put in front of the text." : "Nothing was put in front of the text.";
        var cut = T < trace.Tokens.Count ? $" The first {T} of {trace.Tokens.Count} tokens are drawn." : "";
        string[] words = [.. TokenWords.Of(trace.Tokens, trace.Text).Take(T)];
        return new TraceData(trace.ModelName, words, trace.Layers, trace.Heads, PackedWeights.Pack(trace.Patterns, T), inFront + cut)
        {
            HideFirst = trace.HasBos && T > 2,
            HasBos = trace.HasBos,
        };
    }
}
