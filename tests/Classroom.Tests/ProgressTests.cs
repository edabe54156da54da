namespace Classroom.Tests;

/// <summary>What is kept beside the notebook.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("progress-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_pass_stays_a_pass_and_an_empty_answer_is_no_try()
    {
        Note("X0.5", Outcome.NotDone);
        Assert.Empty(folder.GetFiles());
        Note("X0.5", Outcome.NotYet);
        Note("X0.5", Outcome.Passed);
        Note("X0.5", Outcome.NotYet);
        var report = Report.Of(folder.FullName);
        Assert.Equal((1, "P0.1"), (report.Points, report.Next));
        Assert.Contains("<b>X0.5 done</b>", report.Html(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_bet_counts_and_the_worst_surprise_is_told()
    {
        Note("P0.1", Outcome.Passed, new Bet(.5, .5, "dog"));
        Note("P0.1", Outcome.Passed, new Bet(0, 1, "dog"));
        Note("P1.1", Outcome.Passed, new Bet(1.5, .1, "induction"));
        var report = Report.Of(folder.FullName);
        Assert.Equal(1, report.Brier);
        Assert.Equal("P1.1: induction came, and had .10", report.WorstSurprise);
        Assert.DoesNotContain("all passed", report.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_damaged_file_is_an_empty_one()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "chapter-0.progress.json"), "{\"Done\": 7");
        Assert.Equal(0, Report.Of(folder.FullName).Points);
        Note("X0.5", Outcome.Passed);
        Assert.Equal(1, Report.Of(folder.FullName).Points);
    }

    private void Note(string id, Outcome outcome, Bet? bet = null) =>
        ProgressFile.Note(folder.FullName, ExerciseList.Find(id)!,
            new Verdict { Exercise = id, Outcome = outcome, Expected = "", Bet = bet });
}
