using Attention.Models;
using Attention.Tokens;
using Attention.Treebanks;

namespace Attention.Studies;

/// <summary>Ordinary English written for this course, so that no model was trained on it: the sentences of <c>data/arcs</c>, one after the
/// other.</summary>
public static class CourseText
{
    /// <summary>Passages of one half of the sentences, in their order, none twice.</summary>
    /// <param name="model">The model whose tokenizer and context they fit.</param>
    /// <param name="half"><c>dev</c> to choose heads on, <c>test</c> to measure what was chosen.</param>
    /// <param name="sequences">At most so many passages.</param>
    /// <param name="length">At most so many tokens in each, the one put in front included; the context may hold fewer.</param>
    /// <returns>[passages, tokens].</returns>
    /// <exception cref="IOException">The course's sentences are not there.</exception>
    public static TokenBatch English(LanguageModel model, string half, int sequences = 4, int length = 128)
    {
        ArgumentNullException.ThrowIfNull(model);
        var treebank = Treebank.Read(Path.Combine(Catalogue.DataFolder(), "arcs", $"english-{half}.conllu"));
        var tokens = model.Tokenizer.EncodeToIds(string.Join(' ', treebank.Sentences.Select(sentence => sentence.Text)));
        var bos = model.Tokenizer.Vocabulary.Bos;
        var T = Math.Min(length, model.Config.MaxPositionEmbeddings);
        var own = bos is null ? T : T - 1;
        var ids = new long[Math.Min(sequences, tokens.Count / own), T];
        for (var b = 0; b < ids.GetLength(0); b++)
        {
            if (bos is { } first) ids[b, 0] = first;
            for (var t = 0; t < own; t++) ids[b, T - own + t] = tokens[b * own + t];
        }
        return new TokenBatch(ids, bos is not null);
    }

    /// <summary>The same passages one by one, for what is measured on each text by itself.</summary>
    /// <inheritdoc cref="English"/>
    /// <returns>The passages, each with the token that is put in front.</returns>
    public static IReadOnlyList<TokenizedText> Passages(LanguageModel model, string half, int sequences = 4, int length = 128)
    {
        var batch = English(model, half, sequences, length);
        var first = batch.HasBos ? 1 : 0;
        return [.. Enumerable.Range(0, batch.Sequences).Select(b =>
            model.Tokenizer.FromIds(Enumerable.Range(first, batch.Length - first).Select(t => (int)batch.Ids[b, t]), batch.HasBos))];
    }
}
