namespace Classroom;

/// <summary>An answer in words. It is not understood, only looked through for what it must hold.</summary>
internal abstract class TextExercise : Exercise<string>
{
    /// <summary>What the text must hold: the name of what is missing, what is said then, and the test.</summary>
    private protected abstract IReadOnlyList<(string Name, string Says, Func<string, bool> Holds)> Parts { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Says)> KnownMistakes => [.. Parts.Select(part => (part.Name, part.Says))];

    private protected override Evidence Gather(string answer, Setting setting) =>
        string.IsNullOrWhiteSpace(answer) ? Evidence.None : new Evidence { Texts = [answer] };

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        var text = evidence.Texts.Count > 0 ? evidence.Texts[0] : "";
        return Parts.FirstOrDefault(part => !part.Holds(text)) is { Says: { } missing } ? Say(Outcome.NotYet, looksLike: missing) : Say(Outcome.Passed);
    }

    /// <summary>The numbers in a text, addresses of heads such as 16.0 after the word head left out.</summary>
    private protected static int NumbersIn(string text) =>
        System.Text.RegularExpressions.Regex.Count(text, @"(?<!\bheads? )(?<![\w.,])[-+]?\d*[.,]?\d+(?![\w])", System.Text.RegularExpressions.RegexOptions.IgnoreCase);

    private protected static bool Says(string text, params string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
