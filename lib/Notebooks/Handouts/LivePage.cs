namespace Notebooks.Handouts;

/// <summary>The page among the handouts in which a model runs, made by whoever has the model.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Html">The page, whole.</param>
/// <param name="Beside">What figures call the model that lies beside the pages for them; null where none does.</param>
/// <param name="Picture">A drawing by which the page is known, as SVG; null for none.</param>
public sealed record LivePage(string Title, string Html, string? Beside, string? Picture)
{
    /// <summary>The page's file.</summary>
    public const string FileName = "explorer.html";
}
