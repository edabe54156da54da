using System.Text.Json.Serialization;

namespace Explorer;

/// <summary>An answer of the main model, recorded when the pages were made: with it the explorer opens, before any model is read.</summary>
/// <param name="Title">The model.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Texts">Its tokens, the one put in front among them.</param>
/// <param name="Layers">How many layers.</param>
/// <param name="Heads">How many heads in each.</param>
/// <param name="Head">The head that is opened, counted through all layers.</param>
/// <param name="Weights">The lower triangles of all heads, a byte a weight (0 to 254 for 0 to 1), as base64.</param>
/// <param name="Next">The likeliest next tokens, the likeliest first.</param>
/// <param name="Milliseconds">How long the model took.</param>
/// <param name="Known">Heads that the course has measured as the best of their kinds; null for none.</param>
/// <param name="Picture">A drawing of what the opened head does, as SVG, by which the page is known; null for none.</param>
public sealed record ExplorerRecording(
    string Title, string Text, IReadOnlyList<string> Texts, int Layers, int Heads, int Head, string Weights,
    IReadOnlyList<RecordedToken> Next, double Milliseconds,
    IReadOnlyList<KnownHead>? Known = null, [property: JsonIgnore] string? Picture = null);
