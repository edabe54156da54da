using System.Text.RegularExpressions;

namespace Notebooks.Tests.Course;

/// <summary>What a cell may use so that it runs in all three hosts of docs/hosts.md: our process, our kernel and the unmodified
/// tool.</summary>
public static partial class SharedByAllHosts
{
    private static readonly string[] Languages = ["csharp", "markdown", "html", "javascript", "value"];

    /// <summary>Directives of all hosts, and those of the C# compiler.</summary>
    private static readonly string[] Directives =
    [
        "#!csharp", "#!markdown", "#!html", "#!javascript", "#!value", "#!set", "#!share", "#!who", "#!whos", "#!import", "#!time", "#load",
        "#pragma", "#nullable", "#region", "#endregion", "#if", "#else", "#elif", "#endif", "#define", "#line", "#error", "#warning",
    ];

    private static readonly (Regex Pattern, string Reason)[] Missing =
    [
        (ReaderIsAsked(), "nobody is there to answer in course run and course render"),
        (DisplayIsUpdated(),
            "the unmodified tool gives an update of a DisplayedValue a new id; publish DisplayedValueUpdated, as LiveOutput does"),
        (PlotlyIsUsed(), "Plotly.NET fails in the unmodified tool; draw by Attention.Figures"),
        (ProcessEnds(), "it ends the kernel"),
    ];

    /// <summary>All that a cell uses and some host lacks.</summary>
    /// <param name="language">The cell's language, as Polyglot's metadata name it; null where there are none.</param>
    /// <param name="source">The cell.</param>
    public static IEnumerable<string> Complaints(string? language, string source)
    {
        if (language is not null && !Languages.Contains(language)) yield return $"{language}: a language that not all hosts have";
        foreach (var line in DirectiveLine().Matches(source).Select(match => match.Value.Trim()))
            if (!PathReference().IsMatch(line) && !Directives.Contains(line.Split(' ', '\t')[0]))
                yield return $"{line}: a directive that not all hosts have";
        foreach (var (pattern, reason) in Missing)
            if (pattern.Match(source) is { Success: true } found) yield return $"{found.Value}: {reason}";
    }

    [GeneratedRegex(@"^[ \t]*#.*", RegexOptions.Multiline)]
    private static partial Regex DirectiveLine();

    [GeneratedRegex(@"^#r\s+""(?!nuget:)[^""]+""$", RegexOptions.IgnoreCase)]
    private static partial Regex PathReference();

    [GeneratedRegex(@"\b(?:GetInputAsync|GetPasswordAsync|Console\s*\.\s*Read(?:Line|Key)?\s*\()|@(?:input|password)\b")]
    private static partial Regex ReaderIsAsked();

    [GeneratedRegex(@"\bDisplayedValue\b|\b[Dd]isplay\s*\([^;]*\)\s*\.\s*Update\s*\(|\bshown\s*\.\s*Update\s*\(")]
    private static partial Regex DisplayIsUpdated();

    [GeneratedRegex(@"\bPlotly\.NET\b|\bGenericChart\b")]
    private static partial Regex PlotlyIsUsed();

    [GeneratedRegex(@"\bEnvironment\s*\.\s*(?:Exit|FailFast)\b")]
    private static partial Regex ProcessEnds();
}
