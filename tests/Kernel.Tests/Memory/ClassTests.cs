using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using JupyterKernel.Tests.Hosts;
using Notebooks.Tests;
using Notebooks.Tests.Hosts;

namespace JupyterKernel.Tests.Memory;

/// <summary>How much memory a kernel has that it shares with no other, set up as deploy/jupyterhub does: what each further learner of a
/// class costs.</summary>
public sealed partial class ClassTests
{
    private static readonly string SetUp =
        $"System.IO.Directory.SetCurrentDirectory(\"{Path.Combine(CourseNotebooks.Root, "notebooks")}\");\n#!import setup.csx";

    public ClassTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks at memory as Linux shows it.");

    /// <summary>230 where the compiler has a copy of each library that cells may refer to.</summary>
    [Fact]
    public void With_the_library_loaded_it_has_under_150_MB_of_its_own()
    {
        using var kernel = new KernelProcess(environment: Settings());
        Answer(kernel, SetUp);
        Assert.InRange(Own(kernel.Id), 40, 150);
    }

    [Fact(Explicit = true)]
    public void With_the_main_model_mapped_and_a_figure_drawn_it_has_under_250_MB_of_its_own()
    {
        using var data = new TemporaryFolder();
        foreach (var entry in new DirectoryInfo(Path.Combine(CourseNotebooks.Root, "data")).GetDirectories()
            .Where(entry => entry.Name != "prepared")) Directory.CreateSymbolicLink(data[entry.Name], entry.FullName);
        var settings = new Dictionary<string, string>(Settings()) { ["COURSE_DATA"] = data[""] };
        var prepare = new ProcessStartInfo("dotnet", [CourseNotebooks.Program, "models", "prepare"]);
        prepare.Environment["COURSE_DATA"] = data[""];
        using (var preparing = Process.Start(prepare)!) preparing.WaitForExit();
        using var kernel = new KernelProcess(environment: settings);
        Answer(kernel, SetUp);
        Answer(kernel, "var model = LanguageModel.Load(); var trace = model.Trace(\"The cat sat on the mat because it was tired\");");
        Answer(kernel, "Figures.Heatmap(trace, head: (16, 0))");
        Thread.Sleep(TimeSpan.FromSeconds(3));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Own(kernel.Id):0} MB of its own");
        Assert.InRange(Own(kernel.Id), 100, 250);
    }

    /// <summary>What the configuration for JupyterHub sets.</summary>
    private static Dictionary<string, string> Settings() =>
        Variable().Matches(File.ReadAllText(Path.Combine(CourseNotebooks.Root, "deploy", "jupyterhub", "jupyterhub_config.py")))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static void Answer(KernelProcess kernel, string code)
    {
        var answer = kernel.Client.Execute(code);
        Assert.True(answer.Status == "ok", answer.Reply.Text("evalue"));
    }

    /// <summary>Pages that it has written to, in MB: those of mapped files that it only reads are every kernel's.</summary>
    private static double Own(int process) => File.ReadLines($"/proc/{process}/smaps_rollup")
        .Where(line => line.StartsWith("Private_Dirty:", StringComparison.Ordinal))
        .Sum(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) / 1024.0;

    [GeneratedRegex("\"((?:DOTNET|OMP|COURSE|MALLOC)_[A-Za-z_]+)\": \"(\\w+)\"")]
    private static partial Regex Variable();
}
