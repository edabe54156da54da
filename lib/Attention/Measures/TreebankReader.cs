using System.Security.Cryptography;
using System.Text;
using Attention.Models;
using Attention.Tokens;
using Attention.Treebanks;
using static TorchSharp.torch;

namespace Attention.Measures;

/// <summary>
/// Counts for every head of a model how often its most attended word is the right one, as <see cref="SyntacticAccuracy.Count"/> does of
/// traces, but many sentences at once: patterns are merged to words and compared where the model computes, and no pattern is kept.
/// </summary>
/// <param name="model">The model.</param>
public sealed class TreebankReader(LanguageModel model)
{
    private const int SentencesTogether = 8192;
    private readonly KeptHeads all = new(model.Title, [.. Enumerable.Range(0, model.Config.NumHiddenLayers)],
        [.. Enumerable.Range(0, model.Config.NumAttentionHeads)]);

    /// <summary>Whether the model's default token goes in front of each sentence.</summary>
    public bool Bos { get; init; } = true;

    /// <summary>Whether only pairs count in which the attending word is the later one; by default where the model sees earlier words
    /// only.</summary>
    public bool Causal { get; init; } = model.Config.Causal;

    /// <summary>Whether <c>nsubj:pass</c> is a relation of its own instead of an <c>nsubj</c>.</summary>
    public bool Subtypes { get; init; }

    /// <summary>A folder in which counts are kept while they grow, so that the same work goes on there after it was ended; null keeps
    /// none.</summary>
    public string? Notes { get; init; }

    /// <summary>How long counts may go unwritten.</summary>
    internal TimeSpan NoteEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Told after each batch how many sentences it had.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>Ends the work between two batches.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Sentences left out so far, since they have more tokens than the model's context.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Reads a treebank.</summary>
    /// <param name="treebank">The sentences.</param>
    /// <returns>The counts for each relation and direction that occurs.</returns>
    /// <exception cref="OperationCanceledException">It was asked to end.</exception>
    /// <exception cref="Course.Files.CourseException">The notes of an earlier run are damaged, or cannot be written.</exception>
    public IReadOnlyList<SyntacticCounts> Count(Treebank treebank)
    {
        ArgumentNullException.ThrowIfNull(treebank);
        var found = new SyntacticCases(Causal, Subtypes);
        var notes = Notes is null ? null : new TreebankNotes(Notes, WorkOn(treebank), NoteEvery);
        var done = 0;
        foreach (var (sentences, texts, batch) in Batches(treebank))
        {
            Cancellation.ThrowIfCancellationRequested();
            if (batch.Length > model.Config.MaxPositionEmbeddings) LeftOut += sentences.Length;
            else
            {
                // cases cost little and are counted anew
                var cases = sentences.Zip(texts, (sentence, text) => SentenceOf(sentence, text, found)).ToArray();
                if (notes is null || done >= notes.Batches) CountHits(batch, cases);
            }
            if (++done == notes?.Batches) notes.Restore(found.Counts);
            if (done > notes?.Batches) notes.Write(done, found.Counts);
            Progress?.Invoke(sentences.Length);
        }
        notes?.Write(done, found.Counts, last: true);
        return found.Counts;
    }

    /// <summary>Sentences of equal length together, some thousand sentences at a time, so that of a large treebank only these are cut into
    /// tokens at once.</summary>
    private IEnumerable<(Sentence[] Sentences, TokenizedText[] Texts, TokenBatch Batch)> Batches(Treebank treebank)
    {
        foreach (var sentences in treebank.Sentences.Chunk(SentencesTogether))
        {
            TokenizedText[] texts = [.. sentences.Select(sentence => model.Tokenizer.Encode(sentence.Text, Bos))];
            foreach (var (places, batch) in TokenBatch.ByLength(texts, length => TokensTogether.For(model, length)))
                yield return ([.. places.Select(place => sentences[place])], [.. places.Select(place => texts[place])], batch);
        }
    }

    /// <summary>A name for all that the counts depend on.</summary>
    private string WorkOn(Treebank treebank)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
        Add(string.Join('|', model.WeightsSha256, model.Title, model.RandomSeed, model.Transformer.Weights.Embedding.dtype, Bos, Causal,
            Subtypes, SentencesTogether, model.Device.type));
        foreach (var sentence in treebank.Sentences)
        {
            Add($"\n{sentence.Text}");
            foreach (var word in sentence.Words) Add($"\t{word}");
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private (WordPieces Pieces, int Words, IReadOnlyList<SyntacticCase> Cases) SentenceOf(Sentence sentence, TokenizedText text,
        SyntacticCases found)
    {
        var pieces = new WordPieces(sentence, text.Tokens);
        return (pieces, sentence.Words.Count, found.Of(sentence, pieces, all));
    }

    private void CountHits(TokenBatch batch, (WordPieces Pieces, int Words, IReadOnlyList<SyntacticCase> Cases)[] sentences)
    {
        SyntacticCounts[] groups = [.. sentences.SelectMany(sentence => sentence.Cases).Select(one => one.Counts).Distinct()];
        if (groups.Length == 0) return;
        using var use = model.Use();
        var words = sentences.Max(sentence => sentence.Words);
        var (mean, sum) = Matrices(batch, [.. sentences.Select(sentence => sentence.Pieces)], words);
        var places = groups.Index().ToDictionary(group => group.Item, group => (long)group.Index);
        long Row(int b, int word) => b * words + word;
        var cases =
            sentences.SelectMany((sentence, b) => sentence.Cases
                .Select(one => (Row: Row(b, one.Attending), one.Gold, Group: places[one.Counts]))).ToArray();
        // [C], of all rows of all sentences
        var rows = tensor(cases.Select(one => one.Row).ToArray(), device: model.Device);
        var gold = tensor(cases.Select(one => (long)one.Gold).ToArray(), device: model.Device).unsqueeze(1);
        var group = tensor(cases.Select(one => one.Group).ToArray(), device: model.Device);
        var hits = zeros([all.Layers.Count, groups.Length, all.Heads.Count], ScalarType.Float32, model.Device);
        var others = ones([words, words], ScalarType.Float32, model.Device).sub(eye(words, words, ScalarType.Float32, model.Device));
        use.Forward(batch, (point, layer, value) =>
        {
            if (point != HookPoint.Pattern) return value;
            // [B, H, W, W], 0 for the word itself
            var merged = mean.matmul(value.to_type(ScalarType.Float32)).matmul(sum).mul(others);
            var chosen = Chosen(merged).permute(0, 2, 1).reshape(-1, all.Heads.Count);                      // [B W, H]
            hits[layer].index_add_(0, group, chosen.index_select(0, rows).eq(gold).to_type(ScalarType.Float32), Scalars.One);
            return value;
        });
        Add(groups, hits.Floats());
    }

    /// <summary>The place of the largest weight; -1 in a row without any.</summary>
    private static Tensor Chosen(Tensor words)
    {
        var (weight, place) = words.max(-1);
        return place.where(weight.gt(zeros_like(weight)), full_like(place, Scalars.MinusOne));
    }

    private (Tensor Mean, Tensor Sum) Matrices(TokenBatch batch, WordPieces[] pieces, int words)
    {
        var size = batch.Length * words;
        var (mean, sum) = (new float[pieces.Length * size], new float[pieces.Length * size]);
        for (var b = 0; b < pieces.Length; b++) pieces[b].FillMatrices(mean.AsSpan(b * size, size), sum.AsSpan(b * size, size), words);
        return (tensor(mean, [pieces.Length, 1, words, batch.Length], device: model.Device),
            tensor(sum, [pieces.Length, 1, batch.Length, words], device: model.Device));
    }

    private void Add(SyntacticCounts[] groups, float[] hits)
    {
        var heads = all.Heads.Count;
        for (var l = 0; l < all.Layers.Count; l++)
            for (var g = 0; g < groups.Length; g++)
                for (var h = 0; h < heads; h++) groups[g].AddHits(l, h, (int)hits[(l * groups.Length + g) * heads + h]);
    }
}
