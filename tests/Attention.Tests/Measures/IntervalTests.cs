using System.Globalization;
using Attention.Measures;

namespace Attention.Tests.Measures;

public class IntervalTests
{
    /// <summary>Values of Wilson's interval as textbooks print them (Newcombe 1998, table I, method 3).</summary>
    [Theory]
    [InlineData(81, 263, .2553, .3662)]
    [InlineData(15, 148, .0624, .1605)]
    [InlineData(0, 20, 0, .1611)]
    [InlineData(1, 29, .0061, .1718)]
    public void A_share_has_Wilsons_interval(int hits, int cases, double low, double high)
    {
        var interval = Interval.OfShare(hits, cases);
        Assert.Equal((double)hits / cases, interval.Mean, 12);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void The_bootstrap_of_many_values_is_near_the_normal_interval()
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(i => (double)(i % 20))];    // mean 9.5, variance 33.25
        var interval = Interval.OfMean(values, draws: 4000);
        var half = 1.96 * Math.Sqrt(33.25 / 400);
        Assert.Equal(9.5, interval.Mean, 12);
        Assert.InRange(interval.Low, 9.5 - 1.1 * half, 9.5 - .9 * half);
        Assert.InRange(interval.High, 9.5 + .9 * half, 9.5 + 1.1 * half);
    }

    [Fact]
    public void The_same_values_have_the_same_interval_and_equal_values_one_without_width()
    {
        Assert.Equal(Interval.OfMean([1, 2, 4]), Interval.OfMean([1, 2, 4]));
        Assert.Equal(new Interval(3, 3, 3), Interval.OfMean([3, 3]));
        Assert.Throws<ArgumentException>(() => Interval.OfMean([]));
    }

    [Fact]
    public void It_is_written_in_the_format_asked_for() =>
        Assert.Equal("+5.8 (+4.9 to +6.7)", new Interval(5.83, 4.91, 6.74).ToString("+0.0;-0.0", CultureInfo.InvariantCulture));
}
