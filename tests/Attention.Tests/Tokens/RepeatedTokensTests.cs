using Attention.Tokens;
using Course.Files;

namespace Attention.Tests.Tokens;

public class RepeatedTokensTests
{
    private static readonly Vocabulary Letters = new()
    {
        Tokens = ["<|endoftext|>", "a", "b", "c", "d", "<|pad|>"],
        Merges = [],
        Special = new HashSet<int> { 0, 5 },
        Bos = 0,
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_second_half_repeats_the_first_and_no_special_token_is_drawn(bool bos)
    {
        var repeated = RepeatedTokens.Sample(Letters, n: 6, sequences: 3, seed: 5, bos);
        var first = bos ? 1 : 0;

        Assert.Equal(12 + first, repeated.Length);
        for (var b = 0; b < 3; b++)
            for (var i = 0; i < 6; i++)
            {
                Assert.Equal(repeated.Ids[b, first + i], repeated.Ids[b, first + 6 + i]);
                Assert.InRange(repeated.Ids[b, first + i], 1, 4);
            }
    }

    [Fact]
    public void A_varied_copy_has_the_other_form_of_every_token_in_its_place_and_no_token_twice()
    {
        var varied = RepeatedTokens.Varied(Letters, [(1, 3), (2, 4)], n: 2, sequences: 5, seed: 1);
        Assert.Equal((2, 5, true), (varied.N, varied.Length, varied.HasBos));
        for (var b = 0; b < 5; b++)
        {
            Assert.Equal([1, 2], new[] { varied.Ids[b, 1], varied.Ids[b, 2] }.Order());
            Assert.Equal((varied.Ids[b, 1] + 2, varied.Ids[b, 2] + 2), (varied.Ids[b, 3], varied.Ids[b, 4]));
        }
        Assert.Throws<WrongUseException>(() => RepeatedTokens.Varied(Letters, [(1, 3)], n: 2));
    }

    [Fact]
    public void Cases_are_words_of_one_token_in_small_letters_and_with_a_capital()
    {
        var words = new Vocabulary
        {
            Tokens = ["Ġcats", "ĠCats", "Ġdogs", "ĠDOGS", "Ġbe", "ĠBe", "trees", "ĠTrees"],
            Merges = [],
            Special = new HashSet<int>(),
            Bos = null,
        };
        Assert.Equal([(0, 1)], RepeatedTokens.Cases(new TextTokenizer(words)));
        Assert.Equal([(0, 1), (4, 5)], RepeatedTokens.Cases(new TextTokenizer(words), letters: 2));
    }

    [Fact]
    public void Matches_are_counted_from_where_the_token_stood_in_the_first_copy()
    {
        // 0 1 2 3 4 5 6 = BOS a b c a b c
        var withBos = RepeatedTokens.Sample(Letters, n: 3, sequences: 1);
        Assert.Equal([(4, 2), (5, 3)], withBos.Matches());
        Assert.Equal([(4, 1), (5, 2), (6, 3)], withBos.Matches(after: 0));
        Assert.Equal([(4, 3)], withBos.Matches(after: 2));
        // 0 1 2 3 4 5 = a b c a b c
        Assert.Equal([(3, 1), (4, 2)], RepeatedTokens.Sample(Letters, n: 3, sequences: 1, bos: false).Matches());
    }

    [Fact]
    public void The_second_copy_begins_with_the_first_prediction_that_can_be_known()
    {
        // 0 1 2 3 4 5 6 = BOS a b c a b c: row 3 predicts the second a, which nothing tells; row 4 predicts b.
        var withBos = RepeatedTokens.Sample(Letters, n: 3, sequences: 1);
        Assert.Equal(4..6, withBos.SecondCopy);
        Assert.Equal(..3, withBos.FirstCopy);

        // 0 1 2 3 4 5 = a b c a b c: row 3 predicts the second b.
        var without = RepeatedTokens.Sample(Letters, n: 3, sequences: 1, bos: false);
        Assert.Equal(3..5, without.SecondCopy);
        Assert.Equal(..2, without.FirstCopy);
    }
}
