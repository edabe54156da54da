using System.Text.RegularExpressions;

namespace Classroom;

/// <summary>An answer in words. It is not understood, only looked through for what it must hold.</summary>
internal abstract partial class TextExercise : Exercise<string>, IHasMistakes
{
    private static readonly string[] Controls =
        ["control", "untrained", "a random", "random one", "random model", "random weights", "random head", "at random",
            "another head", "other head", "other three", "another part", "compared", "average head",
            "same layer", "twin", "baseline", "by chance", "by luck"];

    /// <summary>What the text must hold, in the order that it is asked for.</summary>
    private protected abstract IReadOnlyList<TextPart> Parts { get; }

    /// <summary>A text that holds it all; its numbers are examples.</summary>
    private protected abstract string Worked { get; }

    private protected override string? StillOpen => "A check finds words and numbers. Whether they convince, a reader decides.";

    /// <inheritdoc/>
    public override string Stub => $"var {Answer} = \"\";    // your turn: write between the quotes";

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Says)> KnownMistakes => [.. Parts.Select(part => (part.Name, part.Says))];

    Evidence IHasMistakes.OfRight(Setting setting) => new() { Texts = [Worked] };

    Evidence IHasMistakes.OfMistake(int mistake, Setting setting) => new() { Texts = [Parts[mistake].Without(Worked)] };

    private protected override Evidence Gather(string answer, Setting setting) =>
        string.IsNullOrWhiteSpace(answer) ? Evidence.None : new Evidence { Texts = [answer] };

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        var text = evidence.Texts.Count > 0 ? evidence.Texts[0] : "";
        return Parts.FirstOrDefault(part => !part.Holds(text)) is { Says: { } missing }
            ? Say(Outcome.NotYet, looksLike: missing)
            : Say(Outcome.Passed);
    }

    /// <summary>So many words.</summary>
    private protected static TextPart Length(int words, string says) =>
        new("too short", says, text => Words(text).Length >= words, text => string.Join(' ', Words(text).Take(words / 2)));

    /// <summary>So many numbers; addresses of heads such as 16.0 after the word head are none.</summary>
    private protected static TextPart Numbers(int count, string says) =>
        new(count == 1 ? "no number" : "number without its control", says, text => Number().Count(text) >= count, text =>
        {
            var seen = 0;
            return Number().Replace(text, match => ++seen < count ? match.Value : "some");
        });

    /// <summary>One of some words.</summary>
    private protected static TextPart Mentions(string name, string says, params string[] words) =>
        new(name, says, text => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)),
            text => words.Aggregate(text, (left, word) => left.Replace(word, "thing", StringComparison.OrdinalIgnoreCase)));

    /// <summary>A word for what a number is held against.</summary>
    private protected static TextPart Control(string says) => Mentions("no control", says, Controls);

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"(?<!\bheads? (?=\d+\.\d))(?<![\w.,])[-+]?\d*[.,]?\d+(?![\w])", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
