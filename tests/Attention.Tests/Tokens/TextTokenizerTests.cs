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
        foreach (var item in Reference().Where(item => item.GetProperty("text").GetString() != "")) texts.Add(item.GetProperty("text").GetString()!);
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
        Assert.Equal(expected.GetProperty("pieces").EnumerateArray().Select(piece => piece.GetString()), tokens.Select(token => BrokenBytes().Replace(token.Text, "\uFFFD")));
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
