namespace Attention.Figures;

/// <summary>One tab of <see cref="Figures.Gallery"/>.</summary>
/// <param name="Type">The kind of head, the tab's name.</param>
/// <param name="Description">What such a head does, in one sentence.</param>
/// <param name="View">The head that shows it, with the table its score is from.</param>
public sealed record GalleryCard(string Type, string Description, HeadView View);
