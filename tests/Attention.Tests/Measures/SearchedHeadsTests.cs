using Attention.Measures;

namespace Attention.Tests.Measures;

/// <summary>What a search through many heads asks of an effect.</summary>
public class SearchedHeadsTests
{
    [Fact]
    public void A_single_head_has_the_p_value_of_Fishers_sign_flips()
    {
        // |sum| of 1 2 3 4 under the 8 ways to flip the last three: 10, 8, 6, 4, 4, 2, 0, 2 (by hand); 10 is reached once, 4 in five ways.
        Assert.Equal(1 / 8.0, SearchedHeads.Of(Sample([1, 2, 3, 4])).P((0, 0)));
        Assert.Equal(5 / 8.0, SearchedHeads.Of(Sample([1, 2, -3, 4])).P((0, 0)));
        Assert.Equal(1, SearchedHeads.Of(Sample([0, 0, 0, 0])).P((0, 0)));
    }

    [Fact]
    public void A_head_is_held_against_the_largest_of_all()
    {
        var alone = SearchedHeads.Of(Sample([2, 1, 2, 1, 2, -.2f, 2, 1]));
        var random = new Random(3);
        float[][] noise = [.. Enumerable.Range(0, 99)
            .Select(_ => Enumerable.Range(0, 8).Select(_ => (float)(random.NextDouble() - .5)).ToArray())];
        var among = SearchedHeads.Of(Sample([[2, 1, 2, 1, 2, -.2f, 2, 1], .. noise]));
        Assert.True(alone.P((0, 0)) <= .02);
        Assert.True(among.P((0, 0)) > .05);
        Assert.Equal(100, among.Count);
        Assert.Throws<Attention.Models.HeadIndexException>(() => among.P((1, 0)));
    }

    /// <summary>In 400 searches through 60 heads that do nothing, about one in twenty names a head; without the correction nearly every one
    /// would.</summary>
    [Fact]
    public void Searches_through_heads_that_do_nothing_name_one_in_twenty_times()
    {
        var random = new Random(5);
        float Noise() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var named = Enumerable.Range(0, 400).Count(_ => SearchedHeads.Of(Sample(
            [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 8).Select(_ => Noise()).ToArray())])).Clear().Count > 0);
        Assert.InRange(named, 6, 36);       // 20 are due; four standard deviations
    }

    [Fact]
    public void A_head_with_an_effect_is_found_among_many()
    {
        float[][] heads = [.. Enumerable.Range(0, 50)
            .Select(h => Enumerable.Range(0, 8).Select(i => h == 7 ? 5 + .1f * i : (i + h) % 2 - .5f).ToArray())];
        Assert.Equal([new(0, 7)], SearchedHeads.Of(Sample(heads)).Clear());
    }

    [Fact]
    public void Of_many_inputs_flips_are_drawn_and_the_answer_stays_the_same_every_time()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 20).Select(_ => (float)random.NextDouble() - .3f).ToArray();
        Assert.Equal(SearchedHeads.Of(Sample(values)).P((0, 0)), SearchedHeads.Of(Sample(values)).P((0, 0)));
        Assert.InRange(SearchedHeads.Of(Sample(values)).P((0, 0)), 1 / 2048.0, .05);
    }

    [Fact]
    public void The_difference_of_two_samples_is_taken_input_by_input()
    {
        var difference = Sample([3, 5]).Minus(Sample([1, -1]));
        Assert.Equal([2, 6], difference.Each.Select(table => table[(0, 0)]));
        Assert.Throws<ArgumentException>(() => Sample([3, 5]).Minus(Sample([1])));
    }

    /// <summary>A layer of heads, each with a value an input.</summary>
    private static HeadScoreSample Sample(params float[][] heads)
    {
        HeadScoreTable Of(int input)
        {
            var values = new float[1, heads.Length];
            for (var h = 0; h < heads.Length; h++) values[0, h] = heads[h][input];
            return new("effect", "by hand", values, MeasureUnit.SignedNumber);
        }
        return new([.. Enumerable.Range(0, heads[0].Length).Select(Of)]);
    }
}
