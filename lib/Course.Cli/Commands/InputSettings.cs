using System.ComponentModel;
using Attention.Models;
using Attention.Tokens;
using Course.Files;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary>The options of commands that measure on a text or on random tokens given twice.</summary>
public abstract class InputSettings : ModelSettings
{
    /// <summary>The text.</summary>
    [CommandOption("--text <TEXT>"), Description("The text to measure on.")]
    public string? Text { get; init; }

    /// <summary>Tokens in one copy of the repeated input.</summary>
    [CommandOption("--repeat <N>"), Description("Measure on N random tokens given twice (mean of 8 sequences); as many as the "
        + "context holds.")]
    public int? Repeat { get; init; }

    /// <summary>The seed of the random tokens.</summary>
    [CommandOption("--seed <S>"), Description("Seed of the random tokens."), DefaultValue(1)]
    public int Seed { get; init; }

    /// <summary>Whether the result is JSON on standard output.</summary>
    [CommandOption("--json"), Description("Write JSON, and nothing else, on standard output.")]
    public bool Json { get; init; }

    /// <summary>The text as a batch of one.</summary>
    /// <param name="model">The model that will run.</param>
    /// <returns>The tokens, or null if there is no text.</returns>
    public TokenBatch? TextInput(LanguageModel model) => Text is null ? null : TokenBatch.Of(model.Tokenizer.Encode(Text, !NoBos));

    /// <summary>The random tokens given twice, as many as the context holds; standard error is told if that is fewer than were asked
    /// for.</summary>
    /// <param name="model">The model that will run.</param>
    /// <returns>The sequences, or null if they were not asked for.</returns>
    public RepeatedTokens? RepeatedInput(LanguageModel model)
    {
        if (Repeat is not { } asked) return null;
        if (asked < 2) throw new WrongUseException($"--repeat {asked}: give at least 2 tokens.");
        var (context, n) = (model.Config.MaxPositionEmbeddings, Math.Min(asked, RepeatedTokens.MostIn(model.Config.MaxPositionEmbeddings)));
        if (n < asked)
            Console.Error.WriteLine($"--repeat {asked} is cut to {n}: {model.Title} takes {context} tokens, and the copies come twice.");
        return RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n, seed: Seed, bos: !NoBos);
    }
}
