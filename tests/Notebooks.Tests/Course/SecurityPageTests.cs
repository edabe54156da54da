using System.Text.RegularExpressions;
using Notebooks.Tests.Hosts;

namespace Notebooks.Tests.Course;

/// <summary>What <c>docs/security.md</c> names is there.</summary>
public partial class SecurityPageTests
{
    private static readonly string Tests = Path.Combine(CourseNotebooks.Root, "tests");

    public static TheoryData<string, string> Named
    {
        get
        {
            var page = File.ReadAllText(Path.Combine(CourseNotebooks.Root, "docs", "security.md"));
            return [.. TestName().Matches(page).Select(test => (test.Groups[1].Value, test.Groups[2].Value)).Distinct()];
        }
    }

    [Theory, MemberData(nameof(Named))]
    public void A_test_that_the_page_names_is_there(string testClass, string test) =>
        Assert.Contains(Directory.EnumerateFiles(Tests, testClass + ".cs", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains($" {test}(", StringComparison.Ordinal));

    [Fact]
    public void Packages_are_restored_as_locked() =>
        Assert.Contains("dotnet restore --locked-mode", File.ReadAllText(Path.Combine(CourseNotebooks.Root, ".ci", "run")),
            StringComparison.Ordinal);

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex TestName();
}
