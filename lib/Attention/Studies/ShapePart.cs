using System.Globalization;
using Attention.Models;

namespace Attention.Studies;

/// <summary>The size and make of a model.</summary>
internal static class ShapePart
{
    public static ReportPart Of(LanguageModel model)
    {
        var (config, vocabulary) = (model.Config, model.Tokenizer.Vocabulary);
        string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
        return ReportPart.Of("What the model is", ["property", "value"], () =>
        [
            ["layers", Count(config.NumHiddenLayers)],
            ["heads in a layer", Count(config.NumAttentionHeads)],
            ["heads that share a key", Count(config.NumAttentionHeads / config.NumKeyValueHeads)],
            ["width of the residual stream", Count(config.HiddenSize)],
            ["width of the MLPs", config.IntermediateSize == 0 ? "none: attention only" : Count(config.IntermediateSize)],
            ["positions", config.Positions.ToString().ToLowerInvariant()],
            ["vocabulary", Count(config.VocabSize)],
            ["context, tokens", Count(config.MaxPositionEmbeddings)],
            ["token in front of a text", vocabulary.Bos is { } bos ? vocabulary.Tokens[bos] : "none"],
            ["parameters", Count(config.Parameters)],
            ["weights", model.WeightsSha256 is { } hash
                ? $"SHA-256 {hash[..12]}"
                : model.RandomSeed is { } seed ? $"random, seed {seed}" : "of an unknown file"],
        ]);
    }
}
