using System.Text.Json.Serialization;

namespace Attention.Figures.Views;

/// <summary>What every view's script is given. Title and caption stand in the page already.</summary>
/// <param name="View">The view's name in the script.</param>
[JsonDerivedType(typeof(WholeModelData))]
[JsonDerivedType(typeof(HeadLinesData))]
[JsonDerivedType(typeof(GalleryData))]
[JsonDerivedType(typeof(LayerProgressionData))]
[JsonDerivedType(typeof(SentenceData))]
[JsonDerivedType(typeof(SentenceExplorerData))]
[JsonDerivedType(typeof(TrainingPlayerData))]
[JsonDerivedType(typeof(AblationMapData))]
internal abstract record ViewData(string View);
