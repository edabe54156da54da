using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attention.Models;
using Course.Files;

namespace Attention.Studies;

/// <summary>Where measurements that take minutes are kept: <c>data/measurements/KIND/MODEL.json</c>, written by <c>course
/// measure</c>.</summary>
internal static class StudyFile
{
    private const int Largest = 1 << 24;
    private static readonly JsonSerializerOptions Json = JsonFile.Strict(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new HeadIndexConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The study of a model's weights.</summary>
    /// <param name="kind">The kind of study.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">The data folder; the course's own by default.</param>
    /// <returns>The study; null where there is none of exactly these weights.</returns>
    /// <exception cref="DamagedFileException">The file is of these weights, and not whole.</exception>
    public static T? Find<T>(string kind, LanguageModel model, string? data = null) where T : class, IStudy
    {
        var wanted = StudiedModel.Of(model);
        var path = PathOf(kind, wanted, data);
        if (!wanted.IsKnown || !File.Exists(path)) return null;
        var study = JsonFile.Parse<T>(TextFile.ReadBytes(path, Largest).Span, path, Json);
        if (!study.Model.HasSameWeights(wanted)) return null;
        return study.Problem(model.Config) is { } problem
            ? throw new DamagedFileException(path, null, problem + " Measure it again: delete the file, then course measure.")
            : study;
    }

    /// <summary>Keeps a study, whole or not at all.</summary>
    /// <returns>The file.</returns>
    public static string Save<T>(string kind, T study, string? data = null) where T : IStudy
    {
        var path = PathOf(kind, study.Model, data);
        WholeFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(study, Json));
        return path;
    }

    /// <summary>
    /// The file of a study: NAME.json, or NAME.HASH.json where NAME.json is of other weights of that name, whose measurement stays.
    /// </summary>
    /// <exception cref="DamagedFileException">It cannot be told of which weights NAME.json is.</exception>
    public static string PathOf(string kind, StudiedModel model, string? data = null)
    {
        var folder = Path.Combine(data ?? Catalogue.DataFolder(), "measurements", kind);
        var path = Path.Combine(folder, $"{model.Name}.json");
        if (!File.Exists(path) || JsonFile.Parse<OfModel>(TextFile.ReadBytes(path, Largest).Span, path, Json).Model.HasSameWeights(model))
            return path;
        return Path.Combine(folder, $"{model.Name}.{model.Mark}.json");
    }

    /// <summary>The part that all studies have in common.</summary>
    private sealed record OfModel(StudiedModel Model);
}
