namespace Course.Cli.Tests;

/// <summary>A chapter's run is taken again as long as nothing has changed that it depends on.</summary>
public sealed class KeptRunsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course-kept-").FullName;

    public KeptRunsTests()
    {
        Write("data/models/catalogue.json", "[]");
        Write("lib/Attention.Interactive/bin/Release/Attention.dll", "the library");
        Write("notebooks/setup.csx", "using System;");
        Write("notebooks/01-one.ipynb", "the chapter");
        Write("executed.ipynb", "the chapter with outputs");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_unchanged_chapter_is_what_its_run_had_written()
    {
        Runs().Keep(At("notebooks/01-one.ipynb"), At("executed.ipynb"));
        Assert.True(Runs().TryTake(At("notebooks/01-one.ipynb"), At("taken.ipynb")));
        Assert.Equal("the chapter with outputs", File.ReadAllText(At("taken.ipynb")));
    }

    [Theory]
    [InlineData("notebooks/01-one.ipynb"), InlineData("notebooks/setup.csx")]
    [InlineData("lib/Attention.Interactive/bin/Release/Attention.dll")]
    [InlineData("data/models/catalogue.json"), InlineData("data/measurements/new.json")]
    public void Whatever_it_depends_on_changes_and_it_runs_again(string changed)
    {
        Runs().Keep(At("notebooks/01-one.ipynb"), At("executed.ipynb"));
        Write(changed, "something else");
        Assert.False(Runs().TryTake(At("notebooks/01-one.ipynb"), At("taken.ipynb")));
        Assert.False(File.Exists(At("taken.ipynb")));
    }

    [Fact]
    public void A_chapter_that_is_edited_while_it_runs_is_not_kept_as_the_edited_one()
    {
        var runs = Runs();
        Assert.False(runs.TryTake(At("notebooks/01-one.ipynb"), At("taken.ipynb")));
        Write("notebooks/01-one.ipynb", "the chapter, edited");
        runs.Keep(At("notebooks/01-one.ipynb"), At("executed.ipynb"));
        Assert.False(Runs().TryTake(At("notebooks/01-one.ipynb"), At("taken.ipynb")));
        Write("notebooks/01-one.ipynb", "the chapter");
        Assert.True(Runs().TryTake(At("notebooks/01-one.ipynb"), At("taken.ipynb")));
    }

    [Fact]
    public void Who_asks_for_fresh_runs_gets_none_that_is_kept()
    {
        var runs = new KeptRuns(folder, At("kept"), fresh: true);
        runs.Keep(At("notebooks/01-one.ipynb"), At("executed.ipynb"));
        Assert.False(runs.TryTake(At("notebooks/01-one.ipynb"), At("taken.ipynb")));
        Assert.True(Runs().TryTake(At("notebooks/01-one.ipynb"), At("taken.ipynb")));
    }

    [Fact]
    public void Of_each_chapter_a_few_runs_are_kept()
    {
        for (var i = 0; i < 6; i++)
        {
            Write("notebooks/01-one.ipynb", $"the chapter, changed {i} times");
            Runs().Keep(At("notebooks/01-one.ipynb"), At("executed.ipynb"));
        }
        Assert.Equal(3, Directory.GetFiles(At("kept")).Length);
    }

    private KeptRuns Runs() => new(folder, At("kept"));

    private string At(string path) => Path.Combine(folder, path);

    private void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), content);
    }
}
