using System.Diagnostics;
using System.Text.Json;
using Course.Files;

namespace Attention.Measures;

/// <summary>What has been counted of a treebank so far, written down now and then, so that a run that was ended goes on where it
/// was.</summary>
internal sealed class TreebankNotes
{
    private static readonly JsonSerializerOptions Json = JsonFile.Strict(JsonSerializerOptions.Web);
    private readonly string path;
    private readonly TimeSpan every;
    private readonly Noted before;
    private long written = Stopwatch.GetTimestamp();

    /// <summary>Reads what an earlier run has written down of the same work.</summary>
    /// <param name="folder">The folder of such notes.</param>
    /// <param name="work">A name for whatever the counts depend on.</param>
    /// <param name="every">How long counts may go unwritten.</param>
    /// <exception cref="DamagedFileException">The notes are none.</exception>
    public TreebankNotes(string folder, string work, TimeSpan every)
    {
        this.every = every;
        path = Path.Combine(folder, $"{work}.json");
        before = File.Exists(path) ? JsonFile.Read<Noted>(path, Json) : new(0, []);
        WholeFile.CheckWritable(path);
    }

    /// <summary>How many batches need not be run again.</summary>
    public int Batches => before.Batches;

    /// <summary>Adds the hits of those batches.</summary>
    /// <param name="counts">What their sentences were found to have.</param>
    /// <exception cref="DamagedFileException">The notes speak of other relations or heads.</exception>
    public void Restore(IReadOnlyList<SyntacticCounts> counts)
    {
        var known = counts.ToDictionary(NameOf);
        foreach (var (name, hits) in before.Hits)
            if (!known.TryGetValue(name, out var count) || !count.TryAddHits(hits))
                throw new DamagedFileException(path, null, $"its counts of {name} are not those of this treebank and model. Delete it.");
    }

    /// <summary>Writes down what was counted, unless that was done a moment ago.</summary>
    /// <param name="batches">How many batches that took.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="last">Whether the work is done.</param>
    public void Write(int batches, IReadOnlyList<SyntacticCounts> counts, bool last = false)
    {
        if (!last && Stopwatch.GetElapsedTime(written) < every) return;
        WholeFile.Write(path,
            JsonSerializer.SerializeToUtf8Bytes(new Noted(batches, counts.ToDictionary(NameOf, count => count.Hits)), Json));
        written = Stopwatch.GetTimestamp();
    }

    private static string NameOf(SyntacticCounts counts) => $"{counts.Relation} {counts.Direction}";

    /// <summary>The file.</summary>
    /// <param name="Batches">How many batches were counted.</param>
    /// <param name="Hits">The hits of each head, layer by layer, for each relation and direction.</param>
    private sealed record Noted(int Batches, Dictionary<string, int[]> Hits);
}
