using Grading.Grades;

namespace Grading.Tests;

/// <summary>Tables that a teacher opens, with names that a stranger chose.</summary>
public class CsvTests
{
    [Theory]
    [InlineData("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0")]
    [InlineData("  +1+1", "'  +1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("-2", "-2")]
    [InlineData("Ada, \"the first\"", "\"Ada, \"\"the first\"\"\"")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("\t=1", "' =1")]
    [InlineData("", "")]
    public void A_cell_never_begins_a_formula(string value, string written) => Assert.Equal(written, GradeFiles.Cell(value));

    [Fact]
    public void A_page_has_a_name_that_is_no_path_and_text_that_is_no_script()
    {
        var folder = Directory.CreateTempSubdirectory("pages-");
        try
        {
            var hostile = new SubmissionGrade
            {
                Learner = "../../<script>alert(1)</script>",
                File = "../x",
                Sha256 = "",
                Notes = ["<img src=x onerror=alert(1)>"]
            };
            GradeFiles.Write(folder.FullName, [hostile]);
            var page = Assert.Single(new DirectoryInfo(Path.Combine(folder.FullName, "feedback")).GetFiles());
            Assert.Matches("^[A-Za-z0-9_-]+[.]html$", page.Name);
            var html = File.ReadAllText(page.FullName);
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
