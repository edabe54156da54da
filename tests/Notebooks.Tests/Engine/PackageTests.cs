using System.Text.RegularExpressions;
using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public sealed partial class PackageTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    /// <summary>From the sources that the reader's own NuGet.Config names, or from the packages that are on the machine already.</summary>
    [Fact]
    public async Task A_cell_may_use_a_package()
    {
        List<CellOutput> outputs = [];
        var error = await fixture.Engine.RunAsync(
            new CellCode("#r \"nuget: Humanizer.Core, 2.14.1\"\nusing Humanizer;\nConsole.Write(\"AttentionHead\".Humanize());", "cell"),
            outputs.Add, TestContext.Current.CancellationToken);
        var said = error is null ? "" : string.Join('\n', error.Trace.Prepend(error.Message));
        Assert.SkipWhen(Unreachable().IsMatch(said), $"No package source is reachable: {said}");
        Assert.Equal("", said);
        Assert.Equal("Attention head", outputs.Single(output => output.Kind == CellOutputKind.StandardOutput).Data["text/plain"]);
    }

    /// <summary>What NuGet says where it finds no source, or none that has the package.</summary>
    [GeneratedRegex("NU1301|NU1101|NU1102|NU1100")]
    private static partial Regex Unreachable();
}
