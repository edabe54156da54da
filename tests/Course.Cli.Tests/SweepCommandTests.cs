using System.Diagnostics;
using Notebooks.Tests.Hosts;

namespace Course.Cli.Tests;

/// <summary><c>course sweep</c> as a cluster uses it: shards in processes of their own, taken by job arrays, killed and queued
/// again.</summary>
public sealed class SweepCommandTests : IDisposable
{
    private static readonly string[] Work = ["induction-1l", "induction-2l", "--measures", "induction,previous_token", "--seeds", "3,4,5",
        "--device", "cpu"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("course-sweep-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID")]
    [InlineData("JOB_COMPLETION_INDEX")]
    public void The_number_of_a_job_arrays_task_is_the_shard(string variable)
    {
        var (code, output, error) = CourseProcess.RunWith([(variable, "1")], Arguments("array", "--shards", "3"));
        Assert.True(code == 0, error);
        Assert.Equal(["1-of-3.json"], Directory.GetFiles(PathOf("array", "shards")).Select(Path.GetFileName));
        Assert.Contains("2 of 3 shards are missing", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_shards_that_differs_from_the_first_is_refused()
    {
        Assert.Equal(0, CourseProcess.Run(Arguments("differs", "--shards", "6", "--shard", "0")).Code);
        var (code, _, error) = CourseProcess.Run(Arguments("differs", "--shards", "3", "--shard", "1"));
        Assert.Equal(2, code);
        Assert.Contains("cut into 6 shards, not 3", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no shard 3", "--seeds", "3,4,5", "--shards", "3", "--shard", "3")]
    [InlineData("'x' is no number", "--seeds", "3,x")]
    [InlineData("There is no measure 'inductoin'", "--measures", "inductoin")]
    public void Wrong_use_is_explained(string message, params string[] arguments)
    {
        var (code, _, error) = CourseProcess.Run(["sweep", "induction-1l", "--out", PathOf("wrong"), .. arguments]);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf("wrong")));
    }

    /// <summary>Three workers at once take any shard, are killed at any moment, and start again.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(100, Explicit = true)]
    public void Killed_and_queued_again_it_ends_with_the_same_bytes(int kills)
    {
        Assert.Equal(0, CourseProcess.Run(Arguments("whole")).Code);
        var random = new Random(1);
        for (var killed = 0; killed < kills;)
        {
            // else all is measured soon
            if (random.Next(10) == 0 && Directory.Exists(PathOf("killed"))) Directory.Delete(PathOf("killed"), recursive: true);
            Process[] workers = [.. Enumerable.Range(0, 3).Select(_ => Start(random.Next(6)))];
            foreach (var worker in workers)
            {
                Thread.Sleep(random.Next(1500));
                if (!worker.HasExited) killed++;
                worker.Kill(entireProcessTree: true);
                worker.WaitForExit();
                worker.Dispose();
            }
        }
        Assert.Equal(0, CourseProcess.Run(Arguments("killed", "--shards", "6")).Code);
        Assert.Equal(File.ReadAllBytes(PathOf("whole", "census.json")), File.ReadAllBytes(PathOf("killed", "census.json")));
    }

    private Process Start(int shard)
    {
        string[] all = [CourseNotebooks.Program,
            .. Arguments("killed", "--shards", "6", "--shard", $"{shard}")];
        var process = Process.Start(new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private string[] Arguments(string name, params string[] more) => ["sweep", .. Work, "--out", PathOf(name), .. more];

    private string PathOf(params string[] names) => Path.Combine([folder.FullName, .. names]);
}
