using Attention.Models.HuggingFace;
using Attention.Models.Layers;

namespace Attention.Models.Llama;

/// <summary>The rotary settings of a <c>config.json</c>, wherever a version of transformers writes them: <c>rope_theta</c> and
/// <c>rope_scaling</c> to version 4, <c>rope_parameters</c> from 5 on.</summary>
internal sealed class RopeJson
{
    private const double DefaultTheta = 10_000;
    private readonly ConfigJson json;

    /// <summary>Reads all places and holds them against each other.</summary>
    /// <exception cref="ModelFileException">They disagree, or ask for what is not computed.</exception>
    public RopeJson(ConfigJson json)
    {
        this.json = json;
        var (scaling, parameters) = (json.Object("rope_scaling"), json.Object("rope_parameters"));
        Theta = OneTheta(json, scaling, parameters);
        if (json.Number("partial_rotary_factor", 1) != 1) throw json.Refuse("partial_rotary_factor", "heads that turn only in part "
            + "are not computed; choose another model");
        foreach (var key in new[] { "rope_interleaved", "no_rope_layers", "no_rope_layer_interval", "rope_local_base_freq" })
            if (json.Has(key) && json.Show(key) is not ("false" or "[]" or "0")) throw json.Refuse(key, "layers with another rotary "
                + "turn or with none are not computed; choose another model");
        var (before, now) = (scaling is null ? null : Read(scaling), parameters is null ? null : Read(parameters));
        if (scaling is not null && parameters is not null && before != now)
            throw json.Refuse("rope_scaling", "rope_parameters says something else; take one of them out");
        Scaling = now ?? before;
    }

    /// <summary>The base of the angles.</summary>
    public double Theta { get; }

    /// <summary>How angles are stretched; null for plain ones.</summary>
    public RopeScaling? Scaling { get; }

    private static double OneTheta(params ReadOnlySpan<ConfigJson?> places)
    {
        double? found = null;
        foreach (var place in places)
        {
            if (place is null || !place.Has("rope_theta")) continue;
            var theta = place.Number("rope_theta");
            if (theta <= 0) throw place.Refuse("rope_theta", "the base of rotary angles is positive");
            if (found is { } other && other != theta) throw place.Refuse("rope_theta",
                $"another place in the file says {other}; take one of them out");
            found = theta;
        }
        return found ?? DefaultTheta;
    }

    private RopeScaling? Read(ConfigJson place)
    {
        var type = place.Text("rope_type") ?? place.Text("type") ?? "default";
        if (place.Text("type") is { } old && old != type) throw place.Refuse("type", "rope_type says something else; take one of them out");
        if (place.Number("partial_rotary_factor", 1) != 1) throw place.Refuse("partial_rotary_factor", "heads that turn only in part "
            + "are not computed; choose another model");
        RopeScaling? scaling = type switch
        {
            "default" => null,
            "linear" => new LinearRopeScaling(Positive(place, "factor")),
            "llama3" => Llama3(place),
            _ => throw place.Refuse(place.Has("rope_type") ? "rope_type" : "type",
                "computed are \"default\", \"linear\" and \"llama3\"; choose another model"),
        };
        if (scaling is null or LinearRopeScaling) place.Pass(["factor", "original_max_position_embeddings"]);
        return place.Unasked.FirstOrDefault() is { } key ? throw place.Refuse(key, "this rotary setting is not known; choose another "
            + "model") : scaling;
    }

    private Llama3RopeScaling Llama3(ConfigJson place)
    {
        var (low, high) = (Positive(place, "low_freq_factor"), Positive(place, "high_freq_factor"));
        if (high <= low) throw place.Refuse("high_freq_factor", $"it must be larger than low_freq_factor, which is {low}");
        var inside = place.Has("original_max_position_embeddings");
        return new(Positive(place, "factor"), low, high, Positive(inside ? place : json, "original_max_position_embeddings"));
    }

    private static double Positive(ConfigJson place, string key) => place.Number(key) is var number && number > 0 ? number
        : throw place.Refuse(key, "it must be positive");
}
