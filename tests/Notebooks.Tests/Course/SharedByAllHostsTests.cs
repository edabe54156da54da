using System.Text.Json.Nodes;
using Notebooks.Tests.Hosts;

namespace Notebooks.Tests.Course;

/// <summary>Every notebook runs in three hosts, so it uses only what all of them have.</summary>
public class SharedByAllHostsTests
{
    [Theory, MemberData(nameof(ChapterTests.All), MemberType = typeof(ChapterTests))]
    public void A_notebook_uses_only_what_all_hosts_have(string name)
    {
        var cells = JsonNode.Parse(File.ReadAllText(CourseNotebooks.PathOf(name)))!["cells"]!.AsArray()
            .Where(cell => (string)cell!["cell_type"]! == "code").ToArray();
        Assert.NotEmpty(cells);
        foreach (var cell in cells)
        {
            var language = (string?)cell!["metadata"]?["polyglot_notebook"]?["kernelName"]
                ?? (string?)cell["metadata"]?["dotnet_interactive"]?["language"];
            var source = cell["source"] is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)cell["source"]!;
            Assert.True(SharedByAllHosts.Complaints(language, source).ToArray() is [],
                $"{name}, cell {cell["id"]}: {string.Join("; ", SharedByAllHosts.Complaints(language, source))}");
        }
    }

    [Fact]
    public void So_does_the_file_that_each_imports() =>
        Assert.Empty(SharedByAllHosts.Complaints(null, File.ReadAllText(CourseNotebooks.PathOf("setup.csx"))));

    [Theory]
    [InlineData("csharp", "#!mermaid\ngraph LR; A --> B")]
    [InlineData("csharp", "var a = 1;\n  #!fsharp\nlet x = 1")]
    [InlineData("csharp", "#!nosuch")]
    [InlineData("csharp", "#r \"nuget: Humanizer.Core, 2.14.1\"")]
    [InlineData("csharp", "#r \"nuget:Humanizer.Core\"")]
    [InlineData("csharp", "#i \"nuget: https://example.org\"")]
    [InlineData("fsharp", "1 + 1")]
    [InlineData("pwsh", "ls")]
    [InlineData("csharp", "var name = await Microsoft.DotNet.Interactive.Kernel.GetInputAsync(\"Name?\");")]
    [InlineData("csharp", "var name = Console.ReadLine();")]
    [InlineData("csharp", "#!set --name x --value @input:name")]
    [InlineData("csharp", "display(\n    \"one\").Update(\"two\");")]
    [InlineData("csharp", "DisplayedValue shown = display(1);")]
    [InlineData("csharp", "using Plotly.NET;")]
    [InlineData("csharp", "Environment.Exit(0);")]
    public void What_a_host_lacks_is_found(string language, string source) =>
        Assert.NotEmpty(SharedByAllHosts.Complaints(language, source));

    [Theory]
    [InlineData("#!import setup.csx")]
    [InlineData("#r \"../lib/Attention.Interactive/bin/Release/Attention.dll\"")]
    [InlineData("#!time\nvar x = 1;\n#pragma warning disable CS8618")]
    [InlineData("display(Figures.Heatmap(trace, head));\nrun.Watch()")]
    [InlineData("var text = \"a # b\"; list.Update(1);")]
    public void What_all_hosts_have_is_not(string source) => Assert.Empty(SharedByAllHosts.Complaints("csharp", source));
}
