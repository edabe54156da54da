using System.Text;

namespace Classroom;

/// <summary>
/// What a check says. It shows itself in a notebook in three tiers: what is expected, the gap, and the mistake that it looks like; the
/// last two are folded, so that a learner who wants to think first can.
/// </summary>
[TypeFormatterSource(typeof(VerdictFormatters), PreferredMimeTypes = [VerdictFormatters.HtmlMimeType])]
public sealed record Verdict
{
    /// <summary>The exercise, such as <c>X2.2</c>.</summary>
    public required string Exercise { get; init; }

    /// <summary>How the answer stands.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>First tier: what is expected.</summary>
    public required string Expected { get; init; }

    /// <summary>Second tier: where expected and found part; null where there is nothing to compare.</summary>
    public Gap? Gap { get; init; }

    /// <summary>Third tier: what the answer looks like; null for a mistake that nobody has described.</summary>
    public string? LooksLike { get; init; }

    /// <summary>What to think about next; only after the exercise has passed.</summary>
    public string? Next { get; init; }

    /// <summary>What is still open once it has passed; null for nothing.</summary>
    internal string? StillOpen { get; init; }

    /// <summary>What became of a prediction; null for other exercises.</summary>
    public Bet? Bet { get; init; }

    /// <summary>What was drawn beside what came; null for other exercises.</summary>
    public DrawnRows? Rows { get; init; }

    /// <summary>Whether the answer has passed.</summary>
    public bool Passed => Outcome == Outcome.Passed;

    /// <summary>The first tier as a sentence.</summary>
    public string Summary => Outcome switch
    {
        Outcome.NotDone => $"{Exercise}: not done yet. {Expected}",
        Outcome.NotYet => $"{Exercise}: not yet. {Expected}",
        _ when Bet is not null => $"{Exercise}: your bet stands.",
        _ => string.Join(' ', new[] { $"{Exercise}: this part passes.", StillOpen }.Where(line => line is not null)),
    };

    /// <summary>For graders that go by exceptions, as nbgrader does.</summary>
    /// <exception cref="NotPassedException">The answer has not passed.</exception>
    public void OrThrow()
    {
        if (!Passed) throw new NotPassedException(Summary);
    }

    /// <summary>All tiers, line by line.</summary>
    /// <returns>Plain text.</returns>
    public string InFull() => string.Join('\n', new[] { Summary, Gap?.ToString(), LooksLike, Next }.Where(line => line is not null));

    /// <summary>The first tier, and where the others are.</summary>
    /// <returns>Plain text.</returns>
    public override string ToString() => Gap is null && LooksLike is null
        ? string.Join(' ', new[] { Summary, Next }.Where(line => line is not null))
        : $"{Summary} For more, ask for .Gap or .LooksLike.";

    internal string Html()
    {
        var html = new StringBuilder($"<div class=\"reading\"><p>{PlainProse.Html(Summary)}</p>");
        if (Gap is not null) html.Append($"<details><summary>Show the gap</summary>{Gap.Html()}</details>");
        if (LooksLike is not null)
            html.Append($"<details><summary>What it looks like</summary><p>{PlainProse.Html(LooksLike)}</p></details>");
        if (Next is not null) html.Append($"<p>{PlainProse.Html(Next)}</p>");
        if (Rows is not null) html.Append(Rows.Html());
        return html.Append("</div>").ToString();
    }
}
