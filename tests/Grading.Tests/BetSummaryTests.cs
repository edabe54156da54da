using Classroom;
using Grading.Grades;

namespace Grading.Tests;

/// <summary>The bets of a class, for the teacher.</summary>
public class BetSummaryTests
{
    private static readonly SubmissionGrade[] Class = [Grade("ada", .9), Grade("grace", .2), Grade("emmy", .4),
        new() { Learner = "alan", File = "d", Sha256 = "" }];

    [Fact]
    public void It_tells_the_mean_score_and_who_was_surprised_most()
    {
        var summary = new BetSummary(Class);
        Assert.Equal((.02 + 1.28 + .72) / 3, summary.Brier!.Value, 9);
        Assert.Equal(["P9.1", "dog", "3", "0.50", "0.67", "grace", "0.20"], summary.Rows().Skip(1).Single());
        Assert.Equal("P9.1: dog came, and had 0.50 on average", summary.WorstSurprise);
        Assert.Null(new BetSummary([Class[3]]).Brier);
    }

    [Fact]
    public void A_class_that_bet_gets_a_page_and_one_that_did_not_gets_none()
    {
        var folder = Directory.CreateTempSubdirectory("bets-");
        try
        {
            GradeFiles.Write(folder.FullName, [Class[3]]);
            Assert.False(File.Exists(Path.Combine(folder.FullName, "bets.csv")));
            GradeFiles.Write(folder.FullName, [.. Class, Grade("<b>=1+1", .5)]);
            Assert.Contains("P9.1,dog,4,", File.ReadAllText(Path.Combine(folder.FullName, "bets.csv")), StringComparison.Ordinal);
            var page = File.ReadAllText(Path.Combine(folder.FullName, "bets.html"));
            Assert.Contains("grace", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Two results, so the score is twice the squared miss.</summary>
    private static SubmissionGrade Grade(string learner, double given) => new()
    {
        Learner = learner,
        File = learner,
        Sha256 = "",
        Exercises = [new ExerciseGrade("P9.1", 1, 1, Outcome.Passed, null, new Bet(2 * (1 - given) * (1 - given), given, "dog")),
            new ExerciseGrade("X9.1", 0, 2, Outcome.NotDone, null, null)],
    };
}
