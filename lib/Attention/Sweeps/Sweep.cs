using Attention.Models;

namespace Attention.Sweeps;

/// <summary>Measures many models, in shards that any number of machines take one by one.</summary>
public static class Sweep
{
    /// <summary>Measures one shard and keeps it; one that is there already is left as it is. One model is in memory at a time.</summary>
    /// <param name="folder">Where the sweep is kept.</param>
    /// <param name="plan">The plan, which has to be the folder's.</param>
    /// <param name="shard">The number of the shard, from 0.</param>
    /// <param name="options">How models are loaded.</param>
    /// <param name="progress">Told after each piece how much of the shard is done, 0-1.</param>
    /// <param name="cancellation">Ends it between two pieces; nothing of the shard is kept then.</param>
    /// <returns>Whether it had to be measured.</returns>
    /// <exception cref="Course.Files.WrongUseException">There is no such shard, an unknown model, or the folder is of another
    /// sweep.</exception>
    public static bool Run(SweepFolder folder, SweepPlan plan, int shard, ModelOptions? options = null, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(plan);
        var tasks = plan.Checked().Part(shard);
        folder.Fix(plan);                                   // before the work: a shard of another sweep must not cost hours first
        if (folder.Has(plan, shard)) return false;
        var rows = new List<SweepRow>();
        foreach (var (name, seeds) in tasks.GroupBy(task => task.Model).Select(group => (group.Key, group.Select(task => task.Seed))))
        {
            cancellation.ThrowIfCancellationRequested();
            using var model = LanguageModel.Load(name, options);
            foreach (var seed in seeds)
            {
                cancellation.ThrowIfCancellationRequested();
                rows.Add(SweepRow.Of(model, seed, plan));
                progress?.Report(rows.Count / (double)tasks.Count);
            }
        }
        folder.Save(plan, shard, rows);
        return true;
    }
}
