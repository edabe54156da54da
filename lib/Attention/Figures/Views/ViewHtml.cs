using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attention.Figures.Views;

/// <summary>A view as HTML. Every output brings the one script, which does nothing where it already is; handouts keep one copy a page.</summary>
internal static partial class ViewHtml
{
    /// <summary>Marks the elements that a page needs once.</summary>
    public const string OnceMark = "data-once=\"attention-views\"";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The script of all views, shared parts first.</summary>
    public static string Script { get; } = LoadScript();

    /// <summary>The stylesheet of all views.</summary>
    public static string Style { get; } = Condense(Resource("views/views.css"));

    /// <summary>The output of a notebook cell.</summary>
    public static string Fragment(ViewFigure figure)
    {
        var id = $"view-{Guid.NewGuid():N}";
        return $$"""
            <style {{OnceMark}}>{{Style}}</style>
            <div class="av" id="{{id}}"><p class="av-words">{{WebUtility.HtmlEncode(figure.ToString())}}</p></div>
            <script {{OnceMark}}>{{Script}}</script>
            <script>AttentionViews.mount("{{id}}", {{figure.Json}});</script>
            """;
    }

    /// <summary>Data as JSON in which nothing can end a script; the default encoder escapes angle brackets.</summary>
    public static string Json(ViewData data) => JsonSerializer.Serialize(data, Options);

    private static string LoadScript()
    {
        string[] shared = ["elements", "patterns", "colours", "frame", "heatmap", "simulated"];
        var all = Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith("views/", StringComparison.Ordinal) && name.EndsWith(".js", StringComparison.Ordinal));
        var first = shared.Select(name => $"views/{name}.js").ToArray();
        var files = first.Concat(all.Except(first).Order(StringComparer.Ordinal));
        var text = Condense(string.Concat(files.Select(Resource)));
        return FigureHtml.InScript($"if(!window.AttentionViews)window.AttentionViews=(()=>{{\"use strict\";\n{text}return{{mount}};}})();");
    }

    /// <summary>Without indentation and comments that have lines of their own.</summary>
    private static string Condense(string text)
    {
        var kept = new StringBuilder();
        var inComment = false;
        foreach (var line in text.Split('\n').Select(line => InlineComment().Replace(line, "").Trim()))
        {
            var isComment = inComment || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("/*", StringComparison.Ordinal);
            inComment = isComment && (inComment || line.StartsWith("/*", StringComparison.Ordinal)) && !line.EndsWith("*/", StringComparison.Ordinal);
            if (!isComment && line.Length > 0) kept.Append(line).Append('\n');
        }
        return kept.ToString();
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"/\*\*.*?\*/ ?")]
    private static partial Regex InlineComment();
}
