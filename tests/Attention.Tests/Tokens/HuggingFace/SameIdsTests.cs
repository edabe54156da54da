using System.Globalization;

namespace Attention.Tests.Tokens.HuggingFace;

/// <summary>Every kind of tokenizer gives the ids that Hugging Face's own gives: 1,000 strings a kind, or as many as COURSE_TOKENIZER_STRINGS says.</summary>
public class SameIdsTests
{
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("COURSE_TOKENIZER_STRINGS") ?? "1000", CultureInfo.InvariantCulture);

    public static TheoryData<string> Kinds => [.. SmallTokenizers.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Strings_of_all_kinds_have_Hugging_Faces_ids(string kind)
    {
        using var pair = new ReferencePair(SmallTokenizers.Kinds[kind]());
        var texts = StringsOfAllKinds.Some(Count * 3 / 4, seed: 5).Concat(SmallTokenizers.CourseLines().Skip(400)).Where(text => text.Length > 0).Take(Count).ToList();
        Assert.Equal(Count, texts.Count);
        var different = texts.Where(text => !pair.Theirs(text).SequenceEqual(pair.OurIds(text))).ToList();
        Assert.True(different.Count == 0, $"{different.Count} of {Count} differ, such as {string.Join("\n", different.Take(8).Select(text => Show(pair, text)))}");
    }

    private static string Show(ReferencePair pair, string text) =>
        $"{string.Concat(text.Select(c => c is > ' ' and < '\u007f' ? c.ToString() : $"\\u{(int)c:x4}"))}\n  theirs {string.Join(' ', pair.Theirs(text))}\n  ours   {string.Join(' ', pair.OurIds(text))}";
}
