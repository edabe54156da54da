using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Explorer.Tests;

/// <summary>The scripts of pages and figures are committed as bundles, so that nobody needs node to build the course.</summary>
public sealed class BundleTests
{
    private static readonly string Web = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "lib", "Web"));

    [Fact]
    public void A_fresh_bundle_is_the_one_that_is_committed()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Web, "node_modules", "esbuild")), "esbuild is not there: run npm ci in lib/Web.");
        var fresh = Directory.CreateTempSubdirectory("bundles-").FullName;
        using var node =
            Process.Start(new ProcessStartInfo("node", ["build.js", fresh]) { WorkingDirectory = Web, RedirectStandardError = true })!;
        var errors = node.StandardError.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors);
        Assert.Equal(["charts.js", "drawings.css", "engine.js", "explorer.js", "handout.js", "views.js"],
            Directory.GetFiles(fresh).Select(Path.GetFileName).Order());
        Assert.All(Directory.GetFiles(fresh),
            file => Assert.True(File.ReadAllText(file) == File.ReadAllText(Path.Combine(Web, "bundles", Path.GetFileName(file))),
                $"{Path.GetFileName(file)} is not what its sources make: run npm run build in lib/Web."));
        Directory.Delete(fresh, recursive: true);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
