using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attention.Models;
using Course.Files;

namespace Attention.Studies;

/// <summary>Where measurements that take minutes are kept: <c>data/measurements/KIND/MODEL.json</c>, written by <c>course measure</c>.</summary>
internal static class StudyFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new HeadIndexConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    };

    /// <summary>The study of a model's weights.</summary>
    /// <param name="kind">The kind of study.</param>
    /// <param name="model">The model.</param>
    /// <param name="of">Which weights a study is of.</param>
    /// <returns>The study; null where there is none of exactly these weights.</returns>
    public static T? Find<T>(string kind, LanguageModel model, Func<T, StudiedModel> of) where T : class
    {
        var path = PathOf(kind, model.Name);
        if (!File.Exists(path)) return null;
        var study = JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json) ?? throw new JsonException($"{path} holds nothing.");
        var (stored, wanted) = (of(study), StudiedModel.Of(model));
        var known = wanted.WeightsSha256 is not null || wanted.RandomSeed is not null;
        return known && stored.WeightsSha256 == wanted.WeightsSha256 && stored.RandomSeed == wanted.RandomSeed ? study : null;
    }

    /// <summary>Keeps a study, whole or not at all.</summary>
    /// <returns>The file.</returns>
    public static string Save<T>(string kind, StudiedModel model, T study)
    {
        var path = PathOf(kind, model.Name);
        WholeFile.Write(path, stream => stream.Write(JsonSerializer.SerializeToUtf8Bytes(study, Json)));
        return path;
    }

    private static string PathOf(string kind, string name) => Path.Combine(Catalogue.DataFolder(), "measurements", kind, $"{name}.json");
}
