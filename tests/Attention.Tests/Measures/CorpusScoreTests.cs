using System.Diagnostics;
using Attention.Interventions;
using Attention.Measures;
using Attention.Tokens;
using Attention.Traces;

namespace Attention.Tests.Measures;

/// <summary>Measures of many texts at once.</summary>
public class CorpusScoreTests(SmolLm smolLm)
{
    private const int OneOf = 8;        // texts that are measured one by one

    private static readonly string[] Texts = ["The cat sat on the mat", "No", "The dog near the old gate chased the cat",
        "A cat sat on a mat", "Yes"];

    [Fact]
    public void Each_text_has_the_scores_that_it_has_by_itself()
    {
        var model = smolLm.Model;
        HeadMeasure[] measures = [HeadScores.PreviousToken, HeadScores.Entropy, HeadScores.Offset(3)];
        var samples = HeadScoreSample.Of(model, [.. Texts.Select(text => model.Tokenizer.Encode(text))], measures);
        foreach (var (m, measure) in measures.Index())
            foreach (var (t, text) in Texts.Index())
            {
                using var trace = model.Trace(text);
                var (alone, together) = (measure.Score(trace).Values, samples[m].Each[t].Values);
                for (var l = 0; l < alone.GetLength(0); l++)
                    for (var h = 0; h < alone.GetLength(1); h++) Assert.Equal(alone[l, h], together[l, h], 1e-4f);
            }
    }

    [Fact]
    public void A_change_of_the_run_reaches_each_text_as_it_does_alone()
    {
        var model = smolLm.Model;
        var forbidden = Hooks.Forbid([0]);
        var sample = HeadScoreSample.Of(model, [.. Texts.Select(text => model.Tokenizer.Encode(text))], [HeadScores.Entropy], forbidden)[0];
        foreach (var (t, text) in Texts.Index())
        {
            var alone = model.Score(TokenBatch.Of(model.Tokenizer.Encode(text)), HeadScores.Entropy, forbidden);
            foreach (var head in model.Config.AllHeads()) Assert.Equal(alone[head], sample.Each[t][head], 1e-3);
        }
        Assert.NotEqual(model.Score(Texts[0], HeadScores.Entropy)[(16, 0)], sample.Each[0][(16, 0)], .01);
    }

    [Fact]
    public void Sequences_side_by_side_have_the_scores_that_each_has_alone()
    {
        var model = smolLm.Model;
        var input = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, n: 20, sequences: 3);
        var sample = HeadScoreSample.Of(model, input, HeadScores.Induction(input));
        foreach (var (b, one) in input.Each().Index())
        {
            var alone = model.Score(one, HeadScores.Induction(input));
            foreach (var head in model.Config.AllHeads()) Assert.Equal(alone[head], sample.Each[b][head], 1e-3);
        }
    }

    [Fact]
    public void A_text_too_short_for_a_measure_is_left_out_of_its_mean()
    {
        var model = smolLm.Model;
        var sample = HeadScoreSample.Of(model, [.. Texts.Select(text => model.Tokenizer.Encode(text))], [HeadScores.Offset(3)])[0];
        double[] scores = [.. sample.Each.Select(table => table[(16, 0)])];
        Assert.Equal(2, scores.Count(double.IsNaN));                // one word and the token in front
        Assert.Equal(scores.Where(score => !double.IsNaN(score)).Average(), sample.Mean[(16, 0)], 1e-6);
        Assert.Equal(sample.Mean[(16, 0)], sample[(16, 0)].Mean, 1e-6);
    }

    /// <summary>A ratio of processor times.</summary>
    [Fact, Trait("Speed", "slow")]
    public void A_corpus_costs_at_most_half_of_its_texts_one_by_one()
    {
        var model = smolLm.Model;
        var random = new Random(1);
        int[] ordinary = [.. model.Tokenizer.Vocabulary.Ordinary];
        // as many of a length as ten thousand sentences have
        TokenizedText[] texts = [.. Enumerable.Range(0, 400)
            .Select(_ => model.Tokenizer.FromIds(random.GetItems(ordinary, 6 * random.Next(1, 5))))];
        HeadScoreSample.Of(model, [texts[0]], HeadScores.OfAnyText);
        (double Together, double Alone) Seconds() => (ProcessorSeconds(() => HeadScoreSample.Of(model, texts, HeadScores.OfAnyText)),
            OneOf * ProcessorSeconds(() =>
            {
                foreach (var text in texts.Where((_, i) => i % OneOf == 0)) model.Score(TokenBatch.Of(text), HeadScores.OfAnyText);
            }));
        // other work takes caches and memory away, so that a time is only ever too long
        var under = Enumerable.Range(0, 3).Select(_ => Seconds()).Where(time =>
        {
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"400 texts of four lengths up to 25 tokens: {time.Together:0.0} s together, {time.Alone:0.0} s one by one");
            return time.Together * 2 < time.Alone;
        });
        Assert.True(under.Any(), "Three times over they cost more than half.");
    }

    private static double ProcessorSeconds(Action work)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        work();
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }
}
