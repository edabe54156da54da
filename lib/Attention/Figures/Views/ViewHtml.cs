using System.Net;
using System.Text.RegularExpressions;

namespace Attention.Figures.Views;

/// <summary>A view as HTML. Every output brings the one script, which does nothing where it already is; handouts keep one copy a
/// page.</summary>
internal static partial class ViewHtml
{
    /// <summary>Marks the elements that a page needs once.</summary>
    public const string OnceMark = "data-once=\"attention-views\"";

    /// <summary>The script of all views, as lib/Web bundles it.</summary>
    public static string Script { get; } = FigureHtml.InScript(FigureHtml.Asset("web/views.js"));

    /// <summary>The stylesheet of all figures and of their pictures, without indentation and comments.</summary>
    public static string Style { get; } =
        $"{Spaces().Replace(Comments().Replace(FigureHtml.Asset("web/views.css"), ""), "\n").Trim()}\n{StaticPicture.Style}";

    /// <summary>The output of a notebook cell. Title, picture, words and caption are there before the script runs, and without
    /// it.</summary>
    public static string Fragment(ViewFigure figure)
    {
        var id = $"view-{Guid.NewGuid():N}";
        var unseen = figure.StaticPicture().IsEmpty ? "" : " av-unseen";
        return $$"""
            <style {{OnceMark}}>{{Style}}</style>
            <figure class="av" id="{{id}}" aria-labelledby="{{id}}-title">
            <p class="av-title" id="{{id}}-title">{{WebUtility.HtmlEncode(figure.Title)}}</p>
            {{figure.StaticPicture().Html}}<p class="av-words{{unseen}}">{{WebUtility.HtmlEncode(figure.AltText)}}</p>
            <figcaption>{{WebUtility.HtmlEncode(figure.Caption)}}</figcaption>
            <script type="application/json" class="av-data">{{figure.Json}}</script>
            </figure>
            <script {{OnceMark}}>{{Script}}</script>
            <script>AttentionViews.mount("{{id}}");</script>
            """;
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Spaces();
}
