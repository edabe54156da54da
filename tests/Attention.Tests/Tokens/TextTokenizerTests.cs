using System.Text.Json;
using System.Text.RegularExpressions;
using Attention.Tokens;

namespace Attention.Tests.Tokens;

public partial class TextTokenizerTests(SmolLm smolLm)
{
    private readonly TextTokenizer tokenizer = smolLm.Model.Tokenizer;

    public static TheoryData<string> ReferenceTexts()
    {
        TheoryData<string> texts = [];
        foreach (var item in Reference().Where(item => item.GetProperty("text").GetString() != ""))
            texts.Add(item.GetProperty("text").GetString()!);
        return texts;
    }

    [Theory]
    [MemberData(nameof(ReferenceTexts), DisableDiscoveryEnumeration = true)]
    public void Ids_and_pieces_are_those_of_the_reference(string text)
    {
        var expected = Reference().Single(item => item.GetProperty("text").GetString() == text);

        var tokens = tokenizer.Encode(text, bos: false).Tokens;

        Assert.Equal(expected.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()), tokens.Select(token => token.Id));
        // The reference writes U+FFFD where bytes are no whole character; here they stand by their values.
        Assert.Equal(expected.GetProperty("pieces").EnumerateArray().Select(piece => piece.GetString()),
            tokens.Select(token => BrokenBytes().Replace(token.Text, "\uFFFD")));
    }

    [Fact]
    public void The_end_of_text_token_goes_in_front_by_default()
    {
        var text = tokenizer.Encode("The cat");

        Assert.True(text.HasBos);
        Assert.Equal("<|endoftext|>", text.Tokens[0].Text);
        Assert.Equal(["<|endoftext|>", "The", " cat"], text.Tokens.Select(t => t.Text));
    }

    [Fact]
    public void Tokens_know_their_places_in_the_text()
    {
        const string text = "It cost 1234, said Zoë";
        var tokens = tokenizer.Encode(text).Tokens;

        Assert.All(tokens.Skip(1), token => Assert.Equal(token.Text, text[token.Start..token.End]));
        Assert.Equal(text.Length, tokens[^1].End);
    }

    [Theory]
    [InlineData("a\tb\r\n  c 12 345   6 x")]
    [InlineData("日本語 русский עברית 한국어")]
    [InlineData("👩‍🚀🏳️‍🌈 e\u0301 \u00a0\u2028")]
    [InlineData("<|endoftext|><|im_start|>user <script>alert('x')</script>")]
    public void What_is_split_can_be_put_together_again(string text)
    {
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text, bos: false).Tokens.Select(t => t.Id)));
    }

    [Fact]
    public void A_text_that_begins_with_the_start_token_gets_no_second_one()
    {
        var text = tokenizer.Encode("<|endoftext|>The cat");
        Assert.Equal(["<|endoftext|>", "The", " cat"], text.Tokens.Select(t => t.Text));
        Assert.Equal((0, 13), (text.Tokens[0].Start, text.Tokens[0].End));
        Assert.True(text.HasBos);
        Assert.False(tokenizer.Encode("<|endoftext|>The cat", bos: false).HasBos);
        Assert.Equal([0, 504], tokenizer.FromIds([0, 504]).Ids);
    }

    [Fact]
    public void Each_piece_of_an_emoji_has_the_whole_emoji_as_its_place()
    {
        const string text = "I like 😀!";
        var pieces = tokenizer.Encode(text, bos: false).Tokens.Where(token => !token.IsWhole).ToList();
        Assert.True(pieces.Count > 1);
        Assert.Equal("😀", text[pieces[^1].Start..pieces[^1].End]);
        Assert.All(pieces, piece => Assert.Contains("😀", text[piece.Start..piece.End], StringComparison.Ordinal));
        Assert.Equal([" <F0 9F 98>", "<80>"], pieces.Select(piece => piece.Text));
        Assert.Equal(text, tokenizer.FromIds(tokenizer.Encode(text, bos: false).Ids.Select(id => (int)id)).Text);
    }

    [Fact]
    public void Tokens_by_number_have_places_of_whole_characters_too()
    {
        var given = tokenizer.Encode("日本語 😀 x", bos: false);
        var again = tokenizer.FromIds(given.Ids.Select(id => (int)id), bos: false);
        Assert.Equal(given.Tokens, again.Tokens);
        var half = tokenizer.FromIds(given.Ids.Select(id => (int)id).Skip(1).Take(1), bos: false);
        Assert.Equal(half.Text, half.Tokens[0].Text);
        Assert.DoesNotContain('\uFFFD', half.Text);
    }

    [Fact]
    public void An_empty_text_is_refused()
    {
        var error = Assert.Throws<Course.Files.WrongUseException>(() => tokenizer.Encode(""));
        Assert.Contains("empty", error.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("<[0-9A-F]{2}(?: [0-9A-F]{2})*>")]
    private static partial Regex BrokenBytes();

    private static JsonElement[] Reference() =>
        [.. JsonDocument.Parse(File.ReadAllText(Fixture.Path("expected.json"))).RootElement.GetProperty("tokens").EnumerateArray()];
}
