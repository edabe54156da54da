using Attention.Traces;
using Course.Files;

namespace Attention.Tests.Traces;

public class TokenPlacesTests
{
    private static readonly AttentionTrace Trace = new()
    {
        ModelName = "by hand",
        Text = "the cat saw the dog",
        Tokens = [new(0, "<s>", 0, 0), new(1, "the", 0, 3), new(2, " cat", 3, 7), new(3, " saw", 7, 11), new(1, " the", 11, 15),
            new(4, " dog", 15, 19)],
        HasBos = true,
        Layers = [0],
        Heads = [0],
        Patterns =
        [
            AttentionPattern.Of(new float[,]
            {
                { 1, 0, 0, 0, 0, 0 }, { .9f, .1f, 0, 0, 0, 0 }, { .6f, .3f, .1f, 0, 0, 0 },
                { .5f, .1f, .3f, .1f, 0, 0 }, { .9f, .02f, .03f, .04f, .01f, 0 }, { .2f, .1f, .1f, .5f, .1f, 0 },
            }),
        ],
    };

    [Fact]
    public void A_word_stands_at_its_last_place_or_at_its_first() =>
        Assert.Equal((4, 1, 3), (Trace.PlaceOf("the"), Trace.FirstPlaceOf("the"), Trace.PlaceOf("saw")));

    [Fact]
    public void A_word_looks_at_a_word_and_most_at_one_that_is_not_the_first()
    {
        Assert.Equal(.3, Trace.Weight((0, 0), "saw", "cat"), 6);
        Assert.Equal("cat", Trace.LooksMostAt((0, 0), "saw"));
        Assert.Equal("saw", Trace.LooksMostAt((0, 0), "dog"));
    }

    [Fact]
    public void A_row_has_a_label_for_each_token_up_to_the_word() =>
        Assert.Equal(["0 <s>", "1 the", "2 cat", "3 saw"], Trace.RowOf((0, 0), "saw").Select(entry => entry.Label));

    [Fact]
    public void A_word_that_is_no_token_is_named_with_the_tokens_there_are() =>
        Assert.Contains("“cats”; by hand cuts it into <s>|the| cat", Assert.Throws<WrongUseException>(() => Trace.PlaceOf("cats")).Message,
            StringComparison.Ordinal);
}
