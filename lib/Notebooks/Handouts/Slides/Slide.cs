using System.Net;

namespace Notebooks.Handouts.Slides;

/// <summary>One slide.</summary>
/// <param name="Title">Its title, in words.</param>
/// <param name="Said">HTML of what it says; empty for nothing.</param>
/// <param name="Figure">HTML of a figure; null for none.</param>
/// <param name="Notes">HTML for the one who speaks; empty for none.</param>
internal sealed record Slide(string Title, string Said, string? Figure, string Notes)
{
    /// <summary>The slide and its notes.</summary>
    /// <param name="number">Its number in the deck, from 1.</param>
    /// <param name="count">How many there are.</param>
    public string Html(int number, int count) => $"""
        <section class="slide" id="slide-{number}"><h2>{WebUtility.HtmlEncode(Title)}</h2>
        {(Said.Length > 0 ? $"<div class=\"said\">{Said}</div>" : "")}
        {Figure}
        <p class="number">{number} / {count}</p>
        {(Notes.Length > 0 ? $"<aside class=\"notes\">{Notes}</aside>" : "")}</section>

        """;
}
