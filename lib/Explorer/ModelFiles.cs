using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Files;
using Notebooks.Handouts;

namespace Explorer;

/// <summary>
/// The models beside the pages, as scripts: the one thing that a page opened from disk may load. A figure asks for them when its reader
/// wants a sentence of their own; until then no page reads them. The main model is cut into parts, each of which says how long it is.
/// </summary>
public static class ModelFiles
{
    /// <summary>The folder, beside the pages.</summary>
    public const string Folder = "model";

    /// <summary>Bytes of a part; a multiple of three, so that each is whole in base64.</summary>
    private const int PartSize = 3 * 1024 * 1024;

    private const string IndexFile = "index.js", SmallFile = "small.js";

    /// <summary>What the figures call the model that lies beside some pages; null where none does.</summary>
    /// <param name="folder">The folder of the pages.</param>
    /// <param name="models">The folder of the course's models.</param>
    internal static string? TitleBeside(string folder, string models) =>
        File.Exists(Path.Combine(folder, Folder, IndexFile)) ? ShippedModel.Read(models).Title : null;

    /// <summary>Writes the models; where they lie already, nothing is written again.</summary>
    /// <param name="folder">The folder of the pages; made if missing.</param>
    /// <param name="models">The folder of the course's models, with its catalogue.</param>
    /// <exception cref="HandoutException">A model's file is missing or damaged.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string folder, string models)
    {
        var shipped = ShippedModel.Read(models);
        var (place, weights) = (Path.Combine(folder, Folder), new FileInfo(Path.Combine(models, shipped.Path)));
        if (!weights.Exists) throw new HandoutException($"{weights.FullName} is not there: the pages get no model to run.");
        Directory.CreateDirectory(place);
        WholeFile.Write(Path.Combine(place, SmallFile), Small(models));
        var sizes = Sizes(weights.Length);
        var told = new { title = shipped.Title, sha256 = shipped.Sha256, parts = sizes, got = new object() };
        var index = $"window.AttentionModel={JsonSerializer.Serialize(told, JsonSerializerOptions.Web)};\n";
        if (IsThere(place, index, sizes)) return;
        using (var stream = weights.OpenRead())
            for (var i = 0; i < sizes.Length; i++) WriteParts(place, i, stream, sizes[i]);
        foreach (var old in Directory.EnumerateFiles(place, "part-*.js").Except(sizes.Select((_, i) => PartFile(place, i))))
            File.Delete(old);
        WholeFile.Write(Path.Combine(place, IndexFile), index);    // last: a folder with it is whole
    }

    private static int[] Sizes(long length) =>
        [.. Enumerable.Range(0, (int)((length + PartSize - 1) / PartSize))
            .Select(i => (int)Math.Min(PartSize, length - (long)i * PartSize))];

    private static string PartFile(string place, int i) => Path.Combine(place, $"part-{i:00}.js");

    private static void WriteParts(string place, int i, Stream weights, int size)
    {
        var bytes = new byte[size];
        weights.ReadExactly(bytes);
        WholeFile.Write(PartFile(place, i), Before(i) + Convert.ToBase64String(bytes) + After);
    }

    private static string Before(int i) => $"AttentionModel.got[{i}]=\"";

    private const string After = "\";\n";

    private static bool IsThere(string place, string index, int[] sizes)
    {
        var file = Path.Combine(place, IndexFile);
        return File.Exists(file) && File.ReadAllText(file) == index
            && Enumerable.Range(0, sizes.Length)
                .All(i => new FileInfo(PartFile(place, i)) is { Exists: true } part
                    && part.Length == Before(i).Length + (sizes[i] + 2) / 3 * 4 + After.Length);
    }

    /// <summary>The small model, with the heads that its training measured as the best of their kinds.</summary>
    private static string Small(string models)
    {
        var name = EmbeddedModel.Default(models);
        var embedded = EmbeddedModel.Read(models, name);
        var best = BestHeads(Path.Combine(models, name, "training.json"));
        var told = new JsonObject
        {
            ["embedded"] = embedded.Description,
            ["best"] = best,
            ["weights"] = Convert.ToBase64String(embedded.Weights)
        };
        return $"window.AttentionSmallModel={told.ToJsonString()};\n";
    }

    private static JsonObject BestHeads(string record)
    {
        var best = new JsonObject();
        try
        {
            foreach (var (measure, table) in JsonNode.Parse(File.ReadAllText(record))!["points"]!.AsArray()[^1]!["scores"]!.AsObject())
            {
                var heads = from layer in table!.AsArray()
                    .Index()
                            from head in layer.Item!.AsArray()
                        .Index()
                            select (Address: $"{layer.Index}.{head.Index}", Score: (double)head.Item!);
                best[measure] = heads.MaxBy(head => head.Score).Address;
            }
            return best;
        }
        catch (Exception e) when (e is IOException or JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new HandoutException($"{record} cannot be read: {e.Message}");
        }
    }
}
