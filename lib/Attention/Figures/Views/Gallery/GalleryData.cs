namespace Attention.Figures.Views;

/// <summary>What gallery.js draws.</summary>
/// <param name="Cards">The tabs.</param>
internal sealed record GalleryData(IReadOnlyList<GalleryCardData> Cards) : ViewData("gallery");
