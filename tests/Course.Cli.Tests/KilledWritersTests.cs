using System.Diagnostics;
using System.Text.Json.Nodes;
using Notebooks.Tests.Hosts;

namespace Course.Cli.Tests;

/// <summary>
/// Two processes at once write one path and are killed at any moment; whoever reads it meanwhile reads a whole file or none. Four at once,
/// again and again, on demand: <c>dotnet test --project tests/Course.Cli.Tests -- --explicit only --filter-class '*KilledWritersTests'</c>.
/// </summary>
public sealed class KilledWritersTests : IDisposable
{
    private const int Writers = 4;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("course-killed-");
    private readonly Random random = new(1);

    public KilledWritersTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Kills processes as Linux does.");

    private string Data => Path.Combine(folder.FullName, "data");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(2)]
    [InlineData(30, Explicit = true)]
    public void Run_leaves_a_whole_notebook_or_none(int kills)
    {
        var notebook = Path.Combine(folder.FullName, "long.ipynb");
        File.WriteAllText(notebook,
            """{"cells":[{"cell_type":"code","metadata":{},"outputs":[],"execution_count":null,"source":"new string('a', 5_000_000)"}]"""
                + ""","metadata":{},"nbformat":4,"nbformat_minor":4}""");
        var target = Path.Combine(folder.FullName, "executed.ipynb");
        Kill(kills, target, text => Assert.NotNull(JsonNode.Parse(text)!["cells"]), "run", notebook, "--out", target);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30, Explicit = true)]
    public void Render_leaves_a_whole_page_or_none(int kills)
    {
        var notebook = Path.Combine(folder.FullName, "page.ipynb");
        File.WriteAllText(notebook,
            """{"cells":[{"cell_type":"code","metadata":{},"outputs":[],"execution_count":null,"source":"new string('a', 5_000_000)"}]"""
                + ""","metadata":{},"nbformat":4,"nbformat_minor":4}""");
        var target = Path.Combine(folder.FullName, "pages", "page.html");
        Kill(kills, target, text => Assert.EndsWith("</html>", text.TrimEnd(), StringComparison.Ordinal), "render", notebook,
            "--single-file", "--out", Path.GetDirectoryName(target)!);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30, Explicit = true)]
    public void Train_leaves_a_whole_record_or_none(int kills)
    {
        Directory.CreateDirectory(Path.Combine(Data, "training"));
        File.WriteAllText(Path.Combine(Data, "training", "tiny.json"), """
            {
              "name": "tiny", "description": "For tests.", "seed": 1,
              "model": { "vocab_size": 300, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2,
                "num_key_value_heads": 2, "head_dim": 16, "intermediate_size": 32, "max_position_embeddings": 32 },
              "tokenizer": { "stories": 60 },
              "rows": { "repeats": 0.5, "stories": 0.5, "shortest_segment": 4, "longest_segment": 16 },
              "batch": 8, "tokens": 12800, "optimizer": { "rate": 0.003 }, "score_every": 256
            }
            """);
        var model = Path.Combine(folder.FullName, "model");
        Kill(kills, Path.Combine(model, "training.json"), text => Assert.NotNull(JsonNode.Parse(text)!["points"]), "train", "tiny",
            "--out", model);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30, Explicit = true)]
    public void Measure_leaves_a_whole_measurement_or_none(int kills)
    {
        LinkShippedData();
        Kill(kills, Path.Combine(Data, "measurements", "syntax", "induction-1l.json"),
            text => Assert.NotNull(JsonNode.Parse(text)!["model"]), "measure", "syntax", "--model", "induction-1l");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30, Explicit = true)]
    public void Kernel_install_leaves_a_whole_specification_or_none(int kills) =>
        Kill(kills, Path.Combine(folder.FullName, "jupyter", "kernels", ".net-csharp", "kernel.json"),
            text => Assert.NotNull(JsonNode.Parse(text)!["argv"]), "kernel", "install");

    /// <summary>Starts writers, kills each at a moment of its own, lets the last round end, and reads all the time.</summary>
    private void Kill(int kills, string target, Action<string> isWhole, params string[] command)
    {
        var reads = 0;
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            for (; !stop.IsCancellationRequested; Thread.Sleep(1))
            {
                if (ReadIfThere(target) is not { } text) continue;
                isWhole(text);
                reads++;
            }
        });
        var whole = RunToTheEnd(command);
        for (var killed = 0; killed < kills && !reader.IsCompleted; killed += Writers)
            KillAll([.. Enumerable.Range(0, Math.Min(Writers, kills - killed)).Select(_ => Start(command))], whole);
        if (reader.IsFaulted) reader.GetAwaiter().GetResult();
        RunToTheEnd(command);
        stop.Cancel();
        reader.GetAwaiter().GetResult();
        isWhole(File.ReadAllText(target));
        Assert.True(reads > 10);
    }

    private TimeSpan RunToTheEnd(string[] command)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Start(command);
        List<string?> said = [];
        process.ErrorDataReceived += (_, line) => said.Add(line.Data);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, string.Join('\n', said));
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Most writing is done at the end: kills fall in the last half of the time that a writer takes, longer for four at
    /// once.</summary>
    private void KillAll(Process[] writers, TimeSpan alone)
    {
        foreach (var writer in writers.Index())
        {
            Thread.Sleep(alone * ((writer.Index == 0 ? 1 : 0) + random.NextDouble() * .5));
            writer.Item.Kill(entireProcessTree: true);
            writer.Item.WaitForExit();
            writer.Item.Dispose();
        }
    }

    private Process Start(string[] command)
    {
        var start = new ProcessStartInfo("dotnet",
            [CourseNotebooks.Program, .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["JUPYTER_DATA_DIR"] = Path.Combine(folder.FullName, "jupyter");
        start.Environment["TMPDIR"] = folder.FullName;
        if (Directory.Exists(Data)) start.Environment["COURSE_DATA"] = Data;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string? ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The models and treebanks of the course, and a folder of its own for what is measured.</summary>
    private void LinkShippedData()
    {
        Directory.CreateDirectory(Data);
        var shipped = Path.Combine(CourseFolder.Find(), "data");
        foreach (var name in new[] { "models", "arcs", "texts" })
            Directory.CreateSymbolicLink(Path.Combine(Data, name), Path.Combine(shipped, name));
    }
}
