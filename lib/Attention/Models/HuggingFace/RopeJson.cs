using Attention.Models.Layers;

namespace Attention.Models.HuggingFace;

/// <summary>The rotary settings of a <c>config.json</c>, wherever a version of transformers writes them: <c>rope_theta</c> and
/// <c>rope_scaling</c> to version 4, <c>rope_parameters</c> from 5 on.</summary>
internal sealed class RopeJson
{
    private const double DefaultTheta = 10_000;
    private static readonly string[] Elsewhere = ["rope_interleaved", "no_rope_layers", "no_rope_layer_interval", "rope_local_base_freq"];
    private readonly ConfigJson json;
    private readonly bool partly;

    /// <summary>Reads all places and holds them against each other.</summary>
    /// <param name="json">The file.</param>
    /// <param name="partly">Whether the family may turn a part of each head.</param>
    /// <param name="theta">The base of the angles where no place says; null for 10,000.</param>
    /// <param name="parameters">Settings of some layers alone; null for what <c>rope_parameters</c> says of all.</param>
    /// <param name="understood">Keys that the family reads itself.</param>
    /// <exception cref="ModelFileException">They disagree, or ask for what is not computed.</exception>
    public RopeJson(ConfigJson json, bool partly = false, double? theta = null, ConfigJson? parameters = null, params string[] understood)
    {
        (this.json, this.partly) = (json, partly);
        var scaling = json.Object("rope_scaling");
        parameters ??= json.Object("rope_parameters");
        Theta = OneTheta(theta, json, scaling, parameters);
        Share = ShareIn(json) ?? ShareIn(parameters) ?? ShareIn(scaling) ?? 1;
        foreach (var key in Elsewhere.Except(understood))
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

    /// <summary>The share of each head's numbers that is turned, above 0 to 1.</summary>
    public double Share { get; }

    private static double OneTheta(double? otherwise, params ReadOnlySpan<ConfigJson?> places)
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
        return found ?? otherwise ?? DefaultTheta;
    }

    private double? ShareIn(ConfigJson? place)
    {
        if (place is null || !place.Has("partial_rotary_factor")) return null;
        var share = place.Number("partial_rotary_factor");
        if (share is <= 0 or > 1) throw place.Refuse("partial_rotary_factor", "a share above 0 and up to 1 is due");
        return share == 1 || partly ? share
            : throw place.Refuse("partial_rotary_factor",
                "heads that turn only in part are not computed in this family; choose another model");
    }

    private RopeScaling? Read(ConfigJson place)
    {
        var type = place.Text("rope_type") ?? place.Text("type") ?? "default";
        if (place.Text("type") is { } old && old != type) throw place.Refuse("type", "rope_type says something else; take one of them out");
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
