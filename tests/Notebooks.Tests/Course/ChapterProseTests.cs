using Notebooks.Engine;
using Notebooks.Files;
using Notebooks.Prose;
using Notebooks.Runs;
using Notebooks.Tests.Hosts;

namespace Notebooks.Tests.Course;

/// <summary>What the chapters say is what their cells compute on the model that ships.</summary>
public sealed class ChapterProseTests : IDisposable
{
    /// <summary>What a chapter has loaded lies outside .NET's heap, a gigabyte or two of which the collector knows nothing: ten chapters
    /// one after the other took 12 GB.</summary>
    public void Dispose()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [Theory, MemberData(nameof(ChapterTests.Chapters), MemberType = typeof(ChapterTests)), Trait("speed", "slow")]
    public async Task Every_value_and_conclusion_of_a_chapter_is_what_its_cells_compute(string name)
    {
        var notebook = Notebook.Read(CourseNotebooks.PathOf(name));
        using var engine = await InteractiveEngine.StartAsync();
        await new NotebookRun(engine, TimeSpan.FromMinutes(10)).RunAsync(notebook);
        Assert.True(notebook.Cells.Sum(cell => cell.ComputedBy.Count) >= 5);
    }

    [Theory, MemberData(nameof(ChapterTests.Chapters), MemberType = typeof(ChapterTests))]
    public void Every_checked_piece_can_be_read_and_every_chapter_has_some(string name)
    {
        var claims = Notebook.Read(CourseNotebooks.PathOf(name)).Cells.Where(cell => cell.IsMarkdown)
            .SelectMany(cell => ClaimReader.Read(cell.Source)).ToArray();
        Assert.True(claims.Length >= 5, $"{claims.Length} checked pieces");
        // The report on any model takes its values from tables, which hold texts; every other chapter has numbers with a format.
        Assert.Contains(claims, claim => claim.Format is not null || (name.StartsWith("08", StringComparison.Ordinal) && !claim.IsVerdict));
    }
}
