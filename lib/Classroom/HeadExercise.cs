using Attention.Models;

namespace Classroom;

/// <summary>An answer is one head or several, judged by what they do in the model; any head that does it is right.</summary>
internal abstract class HeadExercise : Exercise<HeadIndex[]>
{
    public const string CountsFromOne = "These look like heads counted from 1. The course counts layers and heads from 0.";
    public const string Swapped = "It looks as if layer and head have changed places. The layer comes first.";

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Says)> KnownMistakes =>
        [("1-based head", CountsFromOne), ("layer and head swapped", Swapped), .. Others];

    /// <summary>The mistakes beside those of counting.</summary>
    private protected abstract IReadOnlyList<(string Name, string Says)> Others { get; }

    /// <summary>What is wrong with a head of the model; null if nothing is.</summary>
    private protected abstract string? Wrong(int place, HeadIndex head, Setting setting);

    private protected override Evidence Gather(HeadIndex[] answer, Setting setting) =>
        answer.Length == 0 || answer.Any(head => head.Layer < 0 || head.Head < 0) ? Evidence.None
            : new Evidence { Numbers = [.. answer.Select(head => new double[] { head.Layer, head.Head })] };

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        if (evidence.Numbers.Any(numbers => numbers.Length != 2 || numbers.Any(value => !double.IsInteger(value) || Math.Abs(value) > 1e6)))
            return Say(Outcome.NotYet, looksLike: "A head is two whole numbers: its layer and its place in the layer.");
        HeadIndex[] heads = [.. evidence.Numbers.Select(numbers => new HeadIndex((int)numbers[0], (int)numbers[1]))];
        string? Problem(Func<HeadIndex, HeadIndex> seen) =>
            heads.Select((head, place) => Check(place, seen(head), setting)).FirstOrDefault(problem => problem is not null);
        if (Problem(head => head) is not { } problem) return Say(Outcome.Passed);
        if (Problem(head => (head.Layer - 1, head.Head - 1)) is null || Problem(head => (head.Layer, head.Head - 1)) is null)
            return Say(Outcome.NotYet, looksLike: CountsFromOne);
        return Say(Outcome.NotYet, looksLike: Problem(head => (head.Head, head.Layer)) is null ? Swapped : problem);
    }

    /// <summary>The model whose heads these are.</summary>
    private protected virtual LanguageModel ModelOf(Setting setting) => setting.Model;

    private string? Check(int place, HeadIndex head, Setting setting)
    {
        var config = ModelOf(setting).Config;
        return head.Layer >= 0 && head.Layer < config.NumHiddenLayers && head.Head >= 0 && head.Head < config.NumAttentionHeads
            ? Wrong(place, head, setting)
            : $"The model has no head {head}. Layers go from 0 to {config.NumHiddenLayers - 1}, "
                + $"heads from 0 to {config.NumAttentionHeads - 1}.";
    }
}
