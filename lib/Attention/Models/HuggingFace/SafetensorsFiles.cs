using System.Text.Json;

namespace Attention.Models.HuggingFace;

/// <summary>The weights of a folder: one safetensors file, or several with an index.</summary>
internal sealed class SafetensorsFiles : IWeightFile
{
    public const string Single = "model.safetensors", Index = Single + ".index.json";
    private const int MostIndexBytes = 1 << 23;
    private static readonly string[] Pickles = [".bin", ".pt", ".pth", ".ckpt", ".pkl"];
    private readonly Dictionary<string, SafetensorsReader> tensors = [];
    private readonly List<SafetensorsReader> readers = [];

    private SafetensorsFiles(string path) => Path = path;

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public IEnumerable<string> Names => tensors.Keys;

    /// <summary>The files, in the order of their names.</summary>
    public IEnumerable<string> Files => readers.Select(reader => reader.Path);

    /// <summary>Opens the weights of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">A file of weights in it; null for the one of this name, or for those that the index lists.</param>
    /// <returns>The open files.</returns>
    /// <exception cref="ModelFileException">A file is missing, damaged, or of a kind that is not read.</exception>
    public static SafetensorsFiles Open(string folder, string? file = null)
    {
        var single = System.IO.Path.Combine(folder, file ?? Single);
        var index = System.IO.Path.Combine(folder, Index);
        var sharded = file is null && !File.Exists(single) && File.Exists(index);
        if (!sharded && !File.Exists(single)) throw NoWeights(folder, single);
        var files = new SafetensorsFiles(sharded ? folder : single);
        try
        {
            if (sharded) files.AddShards(index);
            else files.Add(single);
            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<long>? ShapeOf(string name) => tensors.GetValueOrDefault(name)?.Entries[name].Shape;

    /// <inheritdoc/>
    public void Read(string name, long first, Span<float> values) => tensors[name].Read(name, first, values);

    /// <summary>Closes the files.</summary>
    public void Dispose() => readers.ForEach(reader => reader.Dispose());

    /// <summary>Refuses the path of a file that is part of a folder or a pickle, where a model is asked for.</summary>
    /// <exception cref="ModelFileException">It is one of these.</exception>
    public static void RefuseAsModel(string path)
    {
        if (IsPickle(path)) throw Pickle(path);
        if (System.IO.Path.GetExtension(path) is ".safetensors" or ".json")
            throw new ModelFileException(path, $"this is one file of a model's folder; give the folder, "
                + $"{System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))}.");
    }

    private static bool IsPickle(string path) => Pickles.Contains(System.IO.Path.GetExtension(path));

    private static ModelFileException Pickle(string path) =>
        new(path, $"it is a pickle of Python, which can run any code when it is opened, so that it is never read; save the model as "
            + $"{Single} (in Python: model.save_pretrained(folder)).");

    private static ModelFileException NoWeights(string folder, string due)
    {
        var names = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(path =>
            System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList() : [];
        if (names.Find(IsPickle) is { } pickle) return Pickle(System.IO.Path.Combine(folder, pickle));
        if (names.Find(name => name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)) is { } gguf)
            return new(folder, $"the folder has no {Single}, but a GGUF file; give the path of that file: "
                + $"{System.IO.Path.Combine(folder, gguf)}.");
        return new(due, $"there is no such file; a model's folder has {Single}, or {Index} with the files that it lists.");
    }

    private void AddShards(string index)
    {
        using var json = JsonFile.Read(index, MostIndexBytes);
        if (!json.RootElement.TryGetProperty("weight_map", out var map) || map.ValueKind != JsonValueKind.Object)
            throw new ModelFileException(index, "it has no weight_map {name: file}; get the file again.");
        Dictionary<string, string> listed = [];
        foreach (var entry in map.EnumerateObject()) listed.Add(entry.Name, FileOf(index, entry));
        foreach (var shard in listed.Values.Distinct().Order(StringComparer.Ordinal)) Add(System.IO.Path.Combine(Path, shard));
        if (listed.FirstOrDefault(entry => !tensors.TryGetValue(entry.Key, out var reader)
            || System.IO.Path.GetFileName(reader.Path) != entry.Value) is { Key: { } name, Value: { } file })
            throw new ModelFileException(index, $"it says that {file} holds the tensor {name}, which it does not; get these files again.");
    }

    /// <summary>The shard of a tensor: a plain name, so that no index leads out of its folder.</summary>
    private static string FileOf(string index, JsonProperty entry)
    {
        var file = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : "";
        if (file.Length > 0 && file == System.IO.Path.GetFileName(file) && file is not ("." or "..")) return file;
        throw new ModelFileException(index, $"it says that the tensor {entry.Name} lies in {entry.Value.GetRawText()}, which is no "
            + "file of its folder; get the file again.");
    }

    private void Add(string path)
    {
        try
        {
            var reader = new SafetensorsReader(path);
            readers.Add(reader);
            foreach (var name in reader.Entries.Keys)
                if (!tensors.TryAdd(name, reader)) throw new ModelFileException(path,
                    $"it holds the tensor {name}, and so does {tensors[name].Path}; get these files again.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFileException(path, $"{Index} lists this file, and it is not there; get it too.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ModelFileException(path, $"the file cannot be opened: {e.Message}", e);
        }
    }
}
