using Attention.Models.Gguf;
using Attention.Models.HuggingFace;
using Attention.Tokens;

namespace Attention.Models;

/// <summary>What a model is, read without its weights.</summary>
/// <param name="Path">Its file or folder.</param>
/// <param name="Family">What its file calls its family, such as <c>gpt2</c>.</param>
/// <param name="Config">Its shape.</param>
/// <param name="Vocabulary">How many tokens its tokenizer has.</param>
/// <param name="Front">The text of the token put in front by default; null for none.</param>
public sealed record ModelInfo(string Path, string Family, TransformerConfig Config, int Vocabulary, string? Front)
{
    /// <summary>Reads a model's configuration and tokenizer.</summary>
    /// <param name="model">A name or path, as <see cref="LanguageModel.Load"/> takes it.</param>
    /// <returns>What it is.</returns>
    /// <exception cref="UnknownModelException">There is no such model here.</exception>
    /// <exception cref="ModelFileException">Its files are damaged, or ask for what is not computed.</exception>
    public static ModelInfo Of(string model)
    {
        var path = ModelPath.Of(model);
        if (Directory.Exists(path))
        {
            var json = ConfigJson.Read(System.IO.Path.Combine(path, "config.json"));
            return Of(path, json.Text("model_type")!, ModelFamilies.Of(json).ReadConfig(json), TextTokenizer.FromFolder(path));
        }
        SafetensorsFiles.RefuseAsModel(path);
        using var file = GgufFile.Open(path);
        return Of(path, file.Metadata.Text("general.architecture")!, ModelFamilies.Of(file).ReadConfig(file),
            TextTokenizer.FromGguf(file.Metadata));
    }

    /// <summary>What of the course does not apply to it, a sentence each.</summary>
    public IReadOnlyList<string> DoesNotApply => [.. Limits()];

    private static ModelInfo Of(string path, string family, TransformerConfig config, TextTokenizer tokenizer) =>
        new(path, family, config, tokenizer.Vocabulary.Tokens.Count(token => token.Length > 0), tokenizer.BosText);

    private IEnumerable<string> Limits()
    {
        if (!Config.HasHead) yield return "It predicts no next token: no losses, logits, generated text, logit lens or attributions.";
        if (!Config.Causal)
            yield return "Every token sees every other: measures that count earlier tokens alone read a part of its attention.";
        if (Config.NormPlacement == NormPlacement.AfterSum)
            yield return "Its stream is normed after every sum: paths between heads cannot be cut.";
        if (Config.Positions != PositionKind.Rotary) yield return "Positions are learned: the phase of a score by distance is 0.";
        if (Config.UnturnedEvery is { } every)
            yield return $"Every layer {every} knows no positions: its heads look by content alone, and their phase by distance is 0.";
        if (Config.IntermediateSize == 0) yield return "It has no MLP: hooks and patches of one are refused.";
        if (Config.ParallelResidual) yield return "Attention and MLP read the same stream: there is none between them to hook or patch.";
        if (Config.NumKeyValueHeads < Config.NumAttentionHeads)
            yield return $"{Config.NumAttentionHeads / Config.NumKeyValueHeads} heads share keys and values: "
                + "a patch of K or V is a patch of all of them.";
        if (Front is null) yield return "No token goes in front of texts: scores of the first token are those of the first word.";
    }
}
