using System.IO.Enumeration;
using System.Text.Json.Nodes;
using JupyterKernel.Wire;

namespace JupyterKernel.Serving;

/// <summary>The cells run since the kernel started; nothing is written to disk.</summary>
internal sealed class History
{
    private const int Session = 1;
    private readonly List<(int Line, string Code, string? Value)> entries = [];

    public void Add(int line, string code, string? value) => entries.Add((line, code, value));

    /// <summary>The content of the reply to a history_request.</summary>
    public JsonObject Answer(JupyterMessage request)
    {
        var chosen = request.Text("hist_access_type") switch
        {
            "range" => Range(request),
            "search" => Search(request),
            _ => Last(entries, request.Number("n")),
        };
        var withValue = request.Flag("output", false);
        return new JsonObject { ["history"] = new JsonArray([.. chosen.Select(entry => Entry(entry, withValue))]) };
    }

    /// <summary>This session is 1, and 0 by its relative name; of others nothing is known.</summary>
    private IEnumerable<(int Line, string Code, string? Value)> Range(JupyterMessage request)
    {
        if (request.Number("session") is not (null or 0 or Session)) return [];
        var (start, stop) = (request.Number("start") ?? 0, request.Number("stop") ?? int.MaxValue);
        return entries.Where(entry => entry.Line >= start && entry.Line < stop);
    }

    private IEnumerable<(int Line, string Code, string? Value)> Search(JupyterMessage request)
    {
        var pattern = request.Text("pattern") ?? "*";
        var found = entries.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Code, ignoreCase: false));
        if (request.Flag("unique", false)) found = found.Reverse().DistinctBy(entry => entry.Code).Reverse();
        return Last([.. found], request.Number("n"));
    }

    private static IEnumerable<(int Line, string Code, string? Value)> Last(List<(int Line, string Code, string? Value)> entries,
        int? count) =>
        count is { } n ? entries.TakeLast(n) : entries;

    private static JsonArray Entry((int Line, string Code, string? Value) entry, bool withValue) =>
        [Session, entry.Line, withValue ? new JsonArray(entry.Code, entry.Value) : entry.Code];
}
