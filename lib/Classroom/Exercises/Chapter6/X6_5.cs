namespace Classroom.Exercises;

/// <summary>A sentence that leads a copying head astray.</summary>
internal sealed class X6_5 : TextExercise
{
    public override string Id => "X6.5";
    public override int Difficulty => 2;
    public override int Minutes => 10;
    public override string Task =>
        "Break the induction head with a sentence: one in which a word comes twice, but is followed by another word the second time. A "
            + "B first, and later A C. Where does the head look from the second A, and what does C cost?";
    public override string Expected => "A sentence of six words or more. One word stands in it twice, and two different words follow it.";
    public override IReadOnlyList<string> Hints =>
    [
        "A head that follows copies expects after the second A what came after the first.",
        "Names are good for it: someone sees one thing first and another thing later.",
        "\"Anna ate bread and Anna drank milk\": after the second Anna the head looks at ate.",
    ];
    public override string Solution => "var astray = \"Anna ate the bread and later Anna drank the milk\";";
    public override string Answer => "astray";
    public override string Next => "At C, which is new, the head has nothing to follow. Where does it look then?";

    private protected override string Worked => "Anna ate the bread and later Anna drank the milk";

    private protected override IReadOnlyList<TextPart> Parts =>
    [
        Length(6, "This is too short for anything to come twice. Write six words or more."),
        new("nothing comes twice", "No word comes twice. There is nothing that a head could follow.", text => Twice(text).Any(),
            _ => "One two three four five six seven"),
        new("right behind each other", "The word stands twice in a row. Put something in between.",
            text => Twice(text).Any(pair => pair.Second > pair.First + 1), _ => "It was a very very long and dull day"),
        new("nothing leads astray", "The same word follows both times. Then the head is right: let another word follow.",
            text => Twice(text).Any(pair => pair.Second > pair.First + 1 && Leads(text, pair)), _ => "The dog ran and the dog"),
    ];

    private static bool Leads(string text, (int First, int Second) pair) =>
        Words(text) is var words && pair.Second + 1 < words.Length && words[pair.First + 1] != words[pair.Second + 1];

    private static IEnumerable<(int First, int Second)> Twice(string text)
    {
        var words = Words(text);
        return from second in Enumerable.Range(0,
            words.Length)
               let first = Array.IndexOf(words, words[second])
               where first < second
               select (first, second);
    }

    private static string[] Words(string text) =>
        [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', ',', ';', ':', '!', '?', '"'))];
}
