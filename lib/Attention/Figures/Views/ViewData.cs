using System.Text.Json.Serialization;

namespace Attention.Figures.Views;

/// <summary>What every view's script is given.</summary>
/// <param name="View">The view's name in the script.</param>
[JsonDerivedType(typeof(WholeModelData))]
[JsonDerivedType(typeof(HeadLinesData))]
[JsonDerivedType(typeof(GalleryData))]
[JsonDerivedType(typeof(LayerProgressionData))]
[JsonDerivedType(typeof(SentenceExplorerData))]
[JsonDerivedType(typeof(TrainingPlayerData))]
[JsonDerivedType(typeof(AblationMapData))]
internal abstract record ViewData(string View)
{
    /// <summary>Title with model, head and score.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence, with what was put in front and how many tokens are drawn.</summary>
    public required string Description { get; init; }
}
