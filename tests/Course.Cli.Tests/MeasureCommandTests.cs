namespace Course.Cli.Tests;

/// <summary>What <c>course measure</c> refuses; what it stores is measured again by the library's tests.</summary>
public class MeasureCommandTests
{
    [Theory]
    [InlineData("There is no measurement 'cansus'", "cansus")]
    [InlineData("census, which is of all models", "census", "--model", "induction-2l")]
    [InlineData("--model goes with a NAME other than census", "--model", "induction-2l")]
    public void Wrong_use_is_explained(string message, params string[] arguments)
    {
        var (code, output, error) = CourseProcess.Run(["measure", .. arguments]);
        Assert.NotEqual(0, code);
        Assert.Contains(message, output + error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_model_is_named()
    {
        var (code, output, error) = CourseProcess.Run("measure", "syntax", "--model", "induction-9l");
        Assert.Equal(2, code);
        Assert.Contains("There is no model 'induction-9l'", output + error, StringComparison.Ordinal);
    }
}
