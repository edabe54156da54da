using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;
using Attention.Treebanks;
using Course.Files;

namespace Attention.Tests.Measures;

/// <summary>Many sentences at once give what each gives by itself.</summary>
public sealed class TreebankReaderTests : IDisposable
{
    private static readonly Treebank Sentences =
        Shortened(Treebank.Read(Path.Combine(Catalogue.DataFolder(), "arcs", "english-dev.conllu")), 60);

    private readonly LanguageModel model = LanguageModel.Load("stories-6l", new() { Device = "cpu" });

    public void Dispose() => model.Dispose();

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    public void Counts_are_those_of_traces_one_by_one(bool bos, bool causal, bool subtypes)
    {
        var batched = new TreebankReader(model) { Bos = bos, Causal = causal, Subtypes = subtypes }.Count(Sentences);
        var single = SyntacticAccuracy.Count(Sentences, text => model.Trace(text, new() { Bos = bos }), causal, subtypes);
        Assert.True(single.Count > 20);
        Assert.Equal(single.Select(Name).Order(), batched.Select(Name).Order());
        foreach (var one in single)
        {
            var other = Assert.Single(batched, counts => Name(counts) == Name(one));
            Assert.Equal((one.N, one.BestOffset, one.BestRule), (other.N, other.BestOffset, other.BestRule));
            Assert.Equal(one.Accuracies().Values.Cast<float>(), other.Accuracies().Values.Cast<float>());
        }
    }

    [Fact]
    public void What_is_longer_than_the_context_is_left_out_and_every_sentence_is_told_of()
    {
        using var small = LanguageModel.Load("induction-1l", new() { Device = "cpu" });
        var tooLong = Sentences.Sentences.Count(sentence =>
            small.Tokenizer.Encode(sentence.Text).Tokens.Count > small.Config.MaxPositionEmbeddings);
        var told = 0;
        var reader = new TreebankReader(small) { Progress = count => told += count };
        reader.Count(Sentences);
        Assert.Equal((Sentences.Sentences.Count, tooLong), (told, reader.LeftOut));
    }

    [Fact]
    public void A_run_that_was_ended_goes_on_where_it_was_and_counts_the_same()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var batches = 0;
        var ended = new TreebankReader(model)
        {
            Notes = folder.Path,
            NoteEvery = TimeSpan.Zero,
            Cancellation = stop.Token,
            Progress = _ => EndAfterFive()
        };
        Assert.Throws<OperationCanceledException>(() => ended.Count(Sentences));
        Assert.Contains("\"batches\":5,", File.ReadAllText(Assert.Single(Directory.GetFiles(folder.Path))), StringComparison.Ordinal);
        Assert.Equal(HitsOf(new TreebankReader(model).Count(Sentences)),
            HitsOf(new TreebankReader(model) { Notes = folder.Path }.Count(Sentences)));

        void EndAfterFive()
        {
            if (++batches == 5) stop.Cancel();
        }
    }

    [Fact]
    public void What_was_counted_is_not_counted_again_and_notes_of_another_shape_are_refused()
    {
        using var folder = new TemporaryFolder();
        var reader = new TreebankReader(model) { Notes = folder.Path };
        var first = reader.Count(Sentences)[0];
        var file = Assert.Single(Directory.GetFiles(folder.Path));
        var written = File.ReadAllText(file);
        var hits = string.Join(',', first.Hits);
        File.WriteAllText(file,
            written.Replace($"[{hits}]", $"[{string.Join(',', first.Hits.Select(_ => first.N))}]", StringComparison.Ordinal));
        Assert.All(reader.Count(Sentences)[0].Hits, count => Assert.Equal(first.N, count));
        File.WriteAllText(file, written.Replace($"[{hits}]", $"[{hits},1]", StringComparison.Ordinal));
        Assert.Throws<DamagedFileException>(() => reader.Count(Sentences));
    }

    private static IEnumerable<string> HitsOf(IReadOnlyList<SyntacticCounts> counts) =>
        counts.Select(count => $"{Name(count)} {count.N}: {string.Join(' ', count.Hits)}");

    [Fact]
    public void It_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var reader = new TreebankReader(model) { Progress = _ => stop.Cancel(), Cancellation = stop.Token };
        Assert.Throws<OperationCanceledException>(() => reader.Count(Sentences));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1024)]
    public void Texts_of_equal_length_run_together_each_once(int tokens)
    {
        TokenizedText[] texts = [.. Sentences.Sentences.Select(sentence => model.Tokenizer.Encode(sentence.Text))];
        var batches = TokenBatch.ByLength(texts, _ => tokens).ToArray();
        Assert.Equal(Enumerable.Range(0, texts.Length), batches.SelectMany(batch => batch.Places).Order());
        foreach (var (places, batch) in batches)
        {
            Assert.True(places.Count == 1 || places.Count * batch.Length <= tokens);
            foreach (var (b, place) in places.Index())
                Assert.Equal(texts[place].Ids, Enumerable.Range(0, batch.Length).Select(t => batch.Ids[b, t]));
        }
    }

    private static string Name(SyntacticCounts counts) => $"{counts.Relation} {counts.Direction}";

    private static Treebank Shortened(Treebank treebank, int sentences) =>
        treebank with { Sentences = [.. treebank.Sentences.Take(sentences)] };
}
