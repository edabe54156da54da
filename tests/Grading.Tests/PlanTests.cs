using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Classroom;
using Notebooks.Files;

namespace Grading.Tests;

/// <summary>What the plans for teachers name is there.</summary>
public class PlanTests
{
    private static readonly string Plans = File.ReadAllText(Path.Combine(CourseProcess.Folder, "docs", "teachers", "plans.md"));

    [Fact]
    public void Every_heading_that_a_plan_names_is_in_its_chapter()
    {
        var plans = Regex.Matches(Plans, @"^## Chapter (\d)(b?)\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.Equal(10, plans.Count);    // one a chapter
        foreach (Match plan in plans)
        {
            var file = Assert.Single(Directory.GetFiles(Path.Combine(CourseProcess.Folder, "notebooks"),
                $"0{plan.Groups[1].Value}{plan.Groups[2].Value}-*.ipynb"), path => !path.Contains(".executed", StringComparison.Ordinal));
            var headings = JsonNode.Parse(File.ReadAllText(file))!["cells"]!.AsArray()
                .SelectMany(cell => MultilineText.Join(cell!["source"]).Split('\n')).Where(line => line.StartsWith('#'))
                .Select(line => line.TrimStart('#').Trim()).ToHashSet();
            foreach (Match named in Regex.Matches(plan.Groups[3].Value, @"(?<![*\w])\*([A-Z][^*|]+)\*(?!\*)"))
                Assert.Contains(named.Groups[1].Value, headings);
        }
    }

    [Fact]
    public void Every_exercise_that_a_plan_names_checks_itself_or_stands_in_a_chapter()
    {
        var chapters = string.Concat(Directory.GetFiles(Path.Combine(CourseProcess.Folder, "notebooks"), "0*.ipynb")
            .Select(File.ReadAllText));
        Assert.All(Regex.Matches(Plans, @"\b[XPD]\d\.\d+").Select(match => match.Value).Distinct(),
            id => Assert.True(ExerciseList.Find(id) is not null || chapters.Contains($"**{id}**", StringComparison.Ordinal), id));
    }

    [Fact]
    public void A_plan_fills_ninety_minutes_without_a_gap()
    {
        foreach (var table in Regex.Split(Plans, "^## Chapter", RegexOptions.Multiline).Skip(1))
        {
            var times = Regex.Matches(table, @"^\| (\d+)-(\d+) \|", RegexOptions.Multiline)
                .Select(match => (From: int.Parse(match.Groups[1].Value), To: int.Parse(match.Groups[2].Value))).ToArray();
            Assert.Equal((0, 90), (times[0].From, times[^1].To));
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        }
    }
}
