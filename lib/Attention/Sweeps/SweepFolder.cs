using System.Text.Encodings.Web;
using System.Text.Json;
using Course.Files;

namespace Attention.Sweeps;

/// <summary>
/// Where a sweep is kept: <c>plan.json</c>, written by whichever shard comes first and the same for all; <c>shards/I-of-N.json</c>, each
/// whole or not there; <c>census.json</c>, the rows of all shards.
/// </summary>
/// <param name="path">The folder; made when first written to. Shards on several machines share it.</param>
public sealed class SweepFolder(string path)
{
    private static readonly JsonSerializerOptions Json = JsonFile.Strict(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The file of all rows.</summary>
    public string CensusPath => Path.Combine(path, "census.json");

    private string PlanPath => Path.Combine(path, "plan.json");

    /// <summary>Makes the plan that of the folder, or holds it against the one that is there.</summary>
    /// <param name="plan">The plan of a shard.</param>
    /// <exception cref="WrongUseException">The folder is of another sweep.</exception>
    /// <exception cref="DamagedFileException">The plan that is there cannot be read.</exception>
    public void Fix(SweepPlan plan)
    {
        var mine = Bytes(plan);
        if (WholeFile.WriteFirst(PlanPath, mine)) return;
        var there = JsonFile.Read<SweepPlan>(PlanPath, Json);
        if (Bytes(there).AsSpan().SequenceEqual(mine)) return;
        throw new WrongUseException(
            $"{PlanPath} is of another sweep ({Difference(there, plan)}). Give the same arguments to every shard, or another --out.");
    }

    /// <summary>Whether a shard has been measured.</summary>
    /// <param name="plan">The folder's plan.</param>
    /// <param name="shard">Its number, from 0.</param>
    public bool Has(SweepPlan plan, int shard) => File.Exists(ShardPath(plan, shard));

    /// <summary>The shards that have not been measured yet.</summary>
    /// <param name="plan">The folder's plan.</param>
    /// <returns>Their numbers, from 0.</returns>
    public IReadOnlyList<int> Missing(SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. Enumerable.Range(0, plan.Shards).Where(shard => !Has(plan, shard))];
    }

    /// <summary>Puts the rows of all shards together. Whoever does it, and however often, the bytes are the same, and those of a sweep in
    /// one shard.</summary>
    /// <param name="plan">The folder's plan.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="WrongUseException">A shard is missing.</exception>
    /// <exception cref="DamagedFileException">A shard's file does not hold its rows, or a model's weights changed between two
    /// shards.</exception>
    public int Merge(SweepPlan plan)
    {
        if (Missing(plan) is { Count: > 0 } missing)
            throw new WrongUseException($"Of {plan.Shards} shards these are missing: {string.Join(", ", missing)}. Run each with --shard.");
        SweepRow[] rows = [.. Enumerable.Range(0, plan.Shards).SelectMany(shard => Load(plan, shard))];
        RefuseChangedWeights(plan, rows);
        using var stream = new MemoryStream();
        foreach (var row in rows)
        {
            stream.Write(stream.Length == 0 ? "[\n"u8 : ",\n"u8);      // a row a line: two censuses are put together by hand, or by jq
            stream.Write(Bytes(row));
        }
        stream.Write("\n]\n"u8);
        WholeFile.Write(CensusPath, stream.ToArray());
        return rows.Length;
    }

    /// <summary>Keeps the rows of a shard.</summary>
    internal void Save(SweepPlan plan, int shard, IReadOnlyList<SweepRow> rows) => WholeFile.Write(ShardPath(plan, shard), Bytes(rows));

    private IReadOnlyList<SweepRow> Load(SweepPlan plan, int shard)
    {
        var file = ShardPath(plan, shard);
        var rows = JsonFile.Read<IReadOnlyList<SweepRow>>(file, Json);
        var due = plan.Part(shard);
        if (rows.Count != due.Count || rows.Zip(due).Any(pair => pair.First.Seed != pair.Second.Seed))
            throw new DamagedFileException(file, null, "it does not hold the rows of its shard. Delete it and run the shard again.");
        return rows;
    }

    /// <summary>A model's seeds may lie in two shards, and its file may have been replaced between them.</summary>
    private void RefuseChangedWeights(SweepPlan plan, SweepRow[] rows)
    {
        for (var i = 0; i < rows.Length; i++)
            if (rows[i].Model != rows[i - i % plan.Seeds.Count].Model)
                throw new DamagedFileException(CensusPath, null,
                    $"the weights of {plan.Tasks[i].Model} changed between two shards. "
                        + "Delete the shards in which it is and run them again.");
    }

    private string ShardPath(SweepPlan plan, int shard) => Path.Combine(path, "shards", $"{shard}-of-{plan.Shards}.json");

    private static string Difference(SweepPlan there, SweepPlan mine) =>
        there.Shards != mine.Shards ? $"cut into {there.Shards} shards, not {mine.Shards}"
        : there.Tool != mine.Tool ? $"measured by version {there.Tool}, not {mine.Tool}"
        : !there.Models.SequenceEqual(mine.Models) ? $"of the models {string.Join(", ", there.Models)}"
        : !there.Measures.SequenceEqual(mine.Measures) ? $"of the measures {string.Join(", ", there.Measures)}"
        : !there.Seeds.SequenceEqual(mine.Seeds) ? $"on the seeds {string.Join(", ", there.Seeds)}"
        : $"with the threshold {there.Threshold}";

    private static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);
}
