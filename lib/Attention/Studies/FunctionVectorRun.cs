using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Course.Files;

namespace Attention.Studies;

/// <summary>The measurement of one task, in two steps, since a task is also tried with the vectors of the others.</summary>
internal sealed class FunctionVectorRun
{
    private const int Heads = 5, Prompts = 8, RandomDraws = 8;

    private readonly LanguageModel model;
    private readonly FewShotTask task;
    private readonly int[] dev, test;
    private readonly int shots, seed;
    private readonly FewShotPrompts clean;
    private HeadScoreSample? effects;
    private HeadIndex[] chosen = [];
    private float[] vector = [];
    private int layer;

    public FunctionVectorRun(LanguageModel model, FewShotTask task, int shots, int seed)
    {
        (this.model, this.task, this.shots, this.seed) = (model, task.In(model.Tokenizer), shots, seed);
        int[] places = [.. Enumerable.Range(0, this.task.Pairs.Count)];
        if (places.Length < 2 * Prompts)
            throw new WrongUseException(
                $"{model.Title} has only {places.Length} of the word pairs of {task.Name} as single tokens; {2 * Prompts} are needed.");
        new Random(seed).Shuffle(places);
        (dev, test) = (places[..(places.Length / 2)], places[(places.Length / 2)..]);
        clean = this.task.Prompts(model.Tokenizer, dev, shots, seed, from: dev);
    }

    /// <summary>Finds heads and layer on the first half of the words.</summary>
    public void Choose(IProgress<double>? progress, CancellationToken cancellation)
    {
        effects = Effects(null, progress, cancellation);
        chosen = [.. effects.Mean.Top(Heads).Select(score => score.Head)];
        vector = FunctionVectors.Of(model, clean, chosen);
        var bare = task.Prompts(model.Tokenizer, dev, 0);
        layer = Enumerable.Range(0, model.Config.NumHiddenLayers)
            .MaxBy(l => model.AnswerProbabilities(bare, FunctionVectors.Add(vector, l)).Average());
    }

    /// <summary>The indirect effects on the first half of the words.</summary>
    public HeadScoreSample Effects(IEnumerable<HeadIndex>? heads, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        var shuffled = task.Prompts(model.Tokenizer, dev[..Prompts], shots, seed + 1, shuffled: true, from: dev);
        return FunctionVectors.IndirectEffects(model, clean, shuffled, heads, progress, cancellation);
    }

    /// <summary>Measures every condition on the second half.</summary>
    public FunctionVectorTask Result(IReadOnlyList<FunctionVectorRun> all, CancellationToken cancellation)
    {
        var shown = task.Prompts(model.Tokenizer, test, shots, seed + 2, from: dev);
        var shuffled = task.Prompts(model.Tokenizer, test, shots, seed + 2, shuffled: true, from: dev);
        var bare = task.Prompts(model.Tokenizer, test, 0);
        var induction = InductionHeads();
        var random = Enumerable.Range(1, RandomDraws)
            .Select(draw => model.Config.RandomHeads(Heads, seed + draw, [.. chosen, .. induction])).ToArray();
        PromptResults Measure(string name, FewShotPrompts prompts, HeadIndex[] heads, Hook? hook = null)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(name, heads, [.. model.AnswerProbabilities(prompts, hook).Select(p => Math.Round(p, 5))]);
        }
        PromptResults With(string name, HeadIndex[] heads) =>
            Measure(name, bare, heads, FunctionVectors.Add(FunctionVectors.Of(model, clean, heads), layer));
        PromptResults Without(string name, HeadIndex[] heads) => Measure(name, shown, heads, Ablation.Zero(model.Config, heads));
        return new(task.Name, test.Length, [.. effects!.Each.Select(StudyTables.Rows)], chosen, layer,
        [
            Measure(FunctionVectorTask.FewShot, shown, []), Measure(FunctionVectorTask.Shuffled, shuffled, []),
            Measure(FunctionVectorTask.Bare, bare, []),
            With(FunctionVectorTask.WithVector, chosen), With(FunctionVectorTask.WithInduction, induction),
            .. random.Select((heads, draw) => With($"no examples, random {draw + 1}", heads)),
            .. all.Where(other => other != this).Select(other =>
                Measure($"no examples, vector of {other.task.Name}", bare, other.chosen, FunctionVectors.Add(other.vector, other.layer))),
            Without(FunctionVectorTask.WithoutHeads, chosen), Without(FunctionVectorTask.WithoutInduction, induction),
            .. random.Select((heads, draw) => Without($"examples, without random {draw + 1}", heads)),
        ]);
    }

    private HeadIndex[] InductionHeads()
    {
        var repeated = StandardInput.Repeated(model);
        return [.. model.Score(repeated, HeadScores.Induction(repeated)).Top(Heads).Select(score => score.Head)];
    }
}
