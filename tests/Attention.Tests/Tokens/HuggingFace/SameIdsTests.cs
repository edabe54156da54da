using System.Globalization;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Tests.Tokens.HuggingFace;

/// <summary>Every kind of tokenizer gives the ids that Hugging Face's own gives: 1,000 strings a kind, or as many as
/// COURSE_TOKENIZER_STRINGS says.</summary>
public class SameIdsTests(SmolLm smolLm)
{
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("COURSE_TOKENIZER_STRINGS") ?? "1000",
        CultureInfo.InvariantCulture);

    public static TheoryData<string> Kinds => [.. SmallTokenizers.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Strings_of_all_kinds_have_Hugging_Faces_ids(string kind)
    {
        using var pair = new ReferencePair(SmallTokenizers.Kinds[kind]());
        var texts = SmallTokenizers.CourseLines().Skip(400).Take(Count / 4).Concat(StringsOfAllKinds.Some(Count, seed: 5))
            .Take(Count).ToList();
        Assert.Equal(Count, texts.Count);
        var different = texts.Where(text => !pair.Theirs(text).SequenceEqual(pair.OurIds(text))).ToList();
        Assert.True(different.Count == 0,
            $"{different.Count} of {Count} differ, such as {string.Join("\n", different.Take(8).Select(text => Show(pair, text)))}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_goes_around_a_text_is_what_Hugging_Face_puts_there(string kind)
    {
        using var pair = new ReferencePair(SmallTokenizers.Kinds[kind]());
        var (theirs, ours) = (pair.TheirsWithAll("The cat"), pair.Ours.Encode("The cat"));
        // <|endoftext|>, which only the course puts in front
        var startOfOurOwn = theirs.Length == pair.Theirs("The cat").Length && ours.HasBos;
        Assert.Equal(theirs, ours.Tokens.Skip(startOfOurOwn ? 1 : 0).Select(token => token.Id));
        Assert.Equal(startOfOurOwn ? "<|endoftext|>" : pair.Ours.BosText ?? "none", ours.HasBos ? ours.Tokens[0].Text : "none");
    }

    [Theory]
    [InlineData("induction-2l")]
    [InlineData("stories-6l")]
    [InlineData("smollm2-135m-instruct")]
    public void The_shipped_models_read_the_courses_texts_as_Hugging_Face_would(string model)
    {
        var tokenizer = model == Catalogue.MainModel ? smolLm.Model.Tokenizer : TextTokenizer.FromFolder(Catalogue.Open().FolderOf(model));
        using var theirs = new ReferencePair(SmallTokenizers.OfVocabulary(tokenizer.Vocabulary, digitsApart: model == Catalogue.MainModel));
        foreach (var line in SmallTokenizers.CourseLines())
            Assert.Equal(theirs.Theirs(line), tokenizer.Encode(line, bos: false).Tokens.Select(token => token.Id));
    }

    [Fact]
    public void The_shipped_BERT_reads_texts_as_Hugging_Face_would()
    {
        var folder = Catalogue.Open().FolderOf("snowflake-arctic-embed-xs");
        using var pair =
            new ReferencePair(System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tokenizer.json")))!.AsObject());
        foreach (var line in SmallTokenizers.CourseLines().Take(400).Concat(StringsOfAllKinds.Some(Count / 2, seed: 6)))
            Assert.Equal(pair.Theirs(line), pair.OurIds(line));
        Assert.Equal(pair.TheirsWithAll("The cat"), TextTokenizer.FromFolder(folder).Encode("The cat").Tokens.Select(token => token.Id));
    }

    [Fact]
    public void Special_tokens_in_a_text_can_be_read_as_text()
    {
        using var pair = new ReferencePair(SmallTokenizers.Kinds["gpt2"]());
        const string text = "a<|endoftext|>b";
        Assert.Equal(3, pair.Ours.Encode(text, bos: false).Tokens.Count);
        var asText = pair.Ours.Encode(text, bos: false, special: false);
        Assert.DoesNotContain(0, asText.Tokens.Select(token => token.Id));
        Assert.Equal(text, string.Concat(asText.Tokens.Select(token => token.Text)));
    }

    private static string Show(ReferencePair pair, string text) =>
        $"{string.Concat(text.Select(c => c is > ' ' and < '\u007f' ? c.ToString() : $"\\u{(int)c:x4}"))}\n  theirs "
            + $"{string.Join(' ', pair.Theirs(text))}\n  ours   {string.Join(' ', pair.OurIds(text))}";
}
