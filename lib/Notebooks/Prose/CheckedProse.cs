using System.Text;
using System.Text.RegularExpressions;
using Notebooks.Files;

namespace Notebooks.Prose;

/// <summary>The text cells of a notebook that is being run: compares what they say with what was computed.</summary>
/// <param name="treatment">What happens where the two differ.</param>
internal sealed partial class CheckedProse(ProseTreatment treatment)
{
    /// <summary>What stands in for a value that another model does not have.</summary>
    public const string NoValue = "\u2014";

    private const string OnAnother = "*This page was made on another model, or with other settings, than the chapter was written for. "
        + "Numbers that name the cell they come from are this model's, and conclusions that were tested are marked where they do not hold. "
        + "What is said without either may not be so here.*";

    /// <summary>What stands for an empty value, such as a list of heads of which there are none.</summary>
    private const string Empty = "none";

    private readonly List<string> differences = [];
    private readonly SaidAgain again = new();

    /// <summary>What fails the run, in order.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>Compares a text with the values of its claims, and changes it as the treatment says.</summary>
    /// <param name="cell">The text cell; learns too which code cell each claim rests on.</param>
    /// <param name="claims">Its claims.</param>
    /// <param name="values">A value each.</param>
    /// <param name="cellsAbove">The code cells before it, in order.</param>
    public void Compare(NotebookCell cell, IReadOnlyList<Claim> claims, IReadOnlyList<ClaimValue> values,
        IReadOnlyList<NotebookCell> cellsAbove)
    {
        var source = cell.Source;
        var text = new StringBuilder(source);
        for (var i = claims.Count - 1; i >= 0; i--)    // from the end, so that places before it stay what they were
        {
            var (claim, value) = (claims[i], values[i]);
            if (value.Confirms(claim, claim.TextIn(source))) continue;
            if (treatment == ProseTreatment.Adapt) Adapt(text, claim, value);
            else if (treatment == ProseTreatment.Correct && value.Problem is null && !claim.IsVerdict) Replace(text, claim, value.Text);
        }
        if (treatment != ProseTreatment.Adapt) differences.AddRange(Complaints(source, claims, values));
        var said = treatment == ProseTreatment.Adapt ? SaidAgainIn(text.ToString(), source, claims, values) : text.ToString();
        if (said != source) cell.Source = said;
        cell.ComputedBy = [.. claims.Select(claim => ComputingCell.Of(claim.Expression, cellsAbove))];
    }

    /// <summary>On another model: what a reader of a chapter is to know.</summary>
    /// <param name="cell">The chapter's first cell.</param>
    public void Introduce(NotebookCell cell)
    {
        if (treatment == ProseTreatment.Adapt) cell.Source += "\n\n" + OnAnother;
    }

    /// <summary>The adapted text, in which heads that were named before are this model's too, and behind it what could not be
    /// computed.</summary>
    private string SaidAgainIn(string adapted, string source, IReadOnlyList<Claim> claims, IReadOnlyList<ClaimValue> values)
    {
        foreach (var (claim, value) in claims.Zip(values).Where(pair => !pair.First.IsVerdict)) again.Learn(claim.TextIn(source), value);
        var reason = values.FirstOrDefault(value => value.Problem is not null).Problem;
        return again.In(adapted) + (reason is null
            ? ""
            : $"\n\n*What this text says cannot all be computed on this model ({InWords(reason)}).*");
    }

    /// <summary>What .NET says of an index or an empty list tells a reader nothing.</summary>
    private static string InWords(string problem) => OfAnIndex().IsMatch(problem)
        ? "it asks for a layer, a head or a case that this model does not have"
        : OfAType().Replace(problem, "").TrimEnd('.');

    /// <summary>Notes that a text cell cannot be read.</summary>
    public void Refuse(string problem) => differences.Add(problem);

    private IEnumerable<string> Complaints(string source, IReadOnlyList<Claim> claims, IReadOnlyList<ClaimValue> values) =>
        from pair in claims.Zip(values, (claim, value) => (claim, value))
        let written = pair.claim.TextIn(source)
        where !pair.value.Confirms(pair.claim, written)
        where pair.claim.IsVerdict || pair.value.Problem is not null || treatment == ProseTreatment.Check
        select $"  \"{SentenceAround(source, pair.claim)}\": {Complaint(pair.claim, pair.value, written)}";

    private static string Complaint(Claim claim, ClaimValue value, string written)
    {
        if (value.Problem is { } problem) return $"{claim.Code} cannot be computed: {problem}";
        return claim.IsVerdict ? $"{claim.Code} does not hold." : $"the text says {written}, {claim.Code} is {value.Text}.";
    }

    private static void Adapt(StringBuilder text, Claim claim, ClaimValue value)
    {
        if (!claim.IsVerdict) Replace(text, claim, value.Problem is not null ? NoValue : value.Text.Length > 0 ? value.Text : Empty);
        else text.Insert(claim.CommentEnd, value.Problem is null ? " **(not so on this model)**" : " **(not known of this model)**");
    }

    private static void Replace(StringBuilder text, Claim claim, string value) =>
        text.Remove(claim.Start, claim.Length).Insert(claim.Start, value.Replace('-', '\u2212'));

    private static string SentenceAround(string source, Claim claim)
    {
        var start = SentenceEnd().Matches(source[..claim.Start]).LastOrDefault() is { } before ? before.Index + before.Length : 0;
        var end = SentenceEnd().Match(source, claim.CommentEnd) is { Success: true } after ? after.Index + 1 : source.Length;
        return Blanks().Replace(Comment().Replace(source[start..end], ""), " ").Trim();
    }

    [GeneratedRegex(@"[.?!:](?=\s)|\n\s*\n")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("^(IndexOutOfRange|ArgumentOutOfRange|InvalidOperation|KeyNotFound)Exception: ")]
    private static partial Regex OfAnIndex();

    [GeneratedRegex(@"^\w+Exception: ")]
    private static partial Regex OfAType();
}
