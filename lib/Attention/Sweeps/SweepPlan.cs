using System.Globalization;
using Course.Files;

namespace Attention.Sweeps;

/// <summary>What a sweep measures, on which models, and into how many shards the work is cut. Every shard of a sweep has the same
/// plan.</summary>
/// <param name="Models">The models, in the order of the result.</param>
/// <param name="Measures">Names of <see cref="SweepMeasures"/>.</param>
/// <param name="Seeds">Seeds of the random tokens; each model is measured on each.</param>
/// <param name="Threshold">From which score on a head is counted.</param>
/// <param name="Shards">How many parts.</param>
/// <param name="Tool">The version of the library that measures: another one may measure otherwise.</param>
public sealed record SweepPlan(IReadOnlyList<string> Models, IReadOnlyList<string> Measures, IReadOnlyList<int> Seeds, double Threshold,
    int Shards, string Tool)
{
    /// <summary>The version of this library.</summary>
    public static string ThisTool { get; } = typeof(SweepPlan).Assembly.GetName().Version!.ToString(3);

    /// <summary>A model with all its seeds before the next, so that a shard loads as few models as can be.</summary>
    internal IReadOnlyList<SweepTask> Tasks => [.. from model in Models from seed in Seeds select new SweepTask(model, seed)];

    /// <summary>Checks what a user may have mistaken.</summary>
    /// <returns>The plan itself.</returns>
    /// <exception cref="WrongUseException">No model or seed, something twice, an unknown measure, or more shards than pieces of
    /// work.</exception>
    public SweepPlan Checked()
    {
        if (Models.Count == 0) throw new WrongUseException("Name at least one model.");
        if (Seeds.Count == 0 || Measures.Count == 0) throw new WrongUseException("Name at least one seed and one measure.");
        RefuseTwice("model", Models);
        RefuseTwice("measure", Measures);
        RefuseTwice("seed", [.. Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture))]);
        if (Measures.FirstOrDefault(name => !SweepMeasures.Names.Contains(name)) is { } odd)
            throw new WrongUseException($"There is no measure '{odd}'. There are: {string.Join(", ", SweepMeasures.Names)}.");
        if (!double.IsFinite(Threshold)) throw new WrongUseException($"The threshold is {Threshold}; it has to be a number.");
        return Shards >= 1 && Shards <= Tasks.Count ? this : throw new WrongUseException(
            $"{Shards} shards: there are {Tasks.Count} pieces of work (a model on a seed), so it can be 1 to {Tasks.Count}.");
    }

    /// <summary>The work of one shard.</summary>
    /// <param name="shard">Its number, from 0.</param>
    /// <returns>Neighbours in <see cref="Tasks"/>; sizes differ by one at most.</returns>
    /// <exception cref="WrongUseException">There is no such shard.</exception>
    internal IReadOnlyList<SweepTask> Part(int shard)
    {
        if (shard < 0 || shard >= Shards)
            throw new WrongUseException($"There is no shard {shard}: they are counted from 0 to {Shards - 1}.");
        var tasks = Tasks;
        return [.. tasks.Where((_, i) => (long)i * Shards / tasks.Count == shard)];
    }

    private static void RefuseTwice(string what, IReadOnlyList<string> names)
    {
        var twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null) throw new WrongUseException($"The {what} {twice} is named twice.");
    }
}
