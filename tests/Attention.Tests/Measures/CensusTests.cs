using Attention.Measures;
using Attention.Models;

namespace Attention.Tests.Measures;

public class CensusTests
{
    private static readonly Census Stored = Census.Load();

    public static TheoryData<string> CourseModels => [.. Catalogue.Open().CourseModels];

    [Theory, MemberData(nameof(CourseModels))]
    public void The_stored_row_of_a_course_model_is_measured_again(string name)
    {
        var row = Stored.Rows.Single(r => r.Model == name);
        using var model = LanguageModel.Load(name);
        AssertSame(row, CensusRow.Of(model, Stored.Threshold));
    }

    [Fact]
    public void The_stored_row_of_random_weights_is_measured_again()
    {
        using var random = LanguageModel.Load("induction-2l-random");
        var measured = CensusRow.Of(random, Stored.Threshold);
        AssertSame(Stored.Rows.First(row => row.WeightsSha256 is null && row.Layers == 2
            && row.Model.StartsWith("induction-2l-random", StringComparison.Ordinal)), measured);
    }

    [Fact]
    public void Random_weights_have_no_head_of_any_type() =>
        Assert.All(Stored.Rows.Where(row => row.WeightsSha256 is null),
            row => Assert.All(row.Types.Values, cell => Assert.True(cell.Best < .2 && cell.OverThreshold == 0, $"{row.Model}: {cell}")));

    [Fact]
    public void Every_stored_score_has_an_interval_around_it() =>
        Assert.All(Stored.Rows, row =>
        {
            Assert.All(row.Types.Values, cell => Assert.True(cell.Low <= cell.Best && cell.Best <= cell.High, $"{row.Model}: {cell}"));
            Assert.Contains(row.Types.Values, cell => cell.Low < cell.High);
        });

    private static void AssertSame(CensusRow expected, CensusRow actual)
    {
        Assert.Equal(expected.Types.Keys.Order(), actual.Types.Keys.Order());
        foreach (var (type, cell) in expected.Types)
        {
            Assert.Equal(cell.Best, actual.Types[type].Best, 2e-3);
            Assert.Equal(cell.Low!.Value, actual.Types[type].Low!.Value, 2e-3);
            Assert.Equal(cell.High!.Value, actual.Types[type].High!.Value, 2e-3);
        }
    }
}
