namespace Attention.Figures;

/// <summary>A paragraph about the model that a notebook loads, with the model's weights for the foot of a page.</summary>
[TypeFormatterSource(typeof(ModelReadingFormatters),
    PreferredMimeTypes = [FigureFormatters.HtmlMimeType, ModelReadingFormatters.ModelMimeType])]
internal sealed class ModelReading(string text, string modelJson) : Reading(text)
{
    /// <summary>Title, SHA-256 and seed of the model.</summary>
    public string ModelJson { get; } = modelJson;
}
