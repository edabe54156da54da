using System.Diagnostics;
using Grading.Containment;

namespace Grading.Tests;

/// <summary>What a contained command cannot do. Each is tried by a shell in the place of a submission.</summary>
[Collection("containment")]
public class ContainedTests
{
    private static readonly Limits Small = new()
    {
        Time = TimeSpan.FromSeconds(20),
        ProcessorSeconds = 4,
        Memory = 1_000,
        Processes = 100,
        Tasks = 40,
        FileSize = 1
    };

    [Fact]
    public async Task It_has_no_network_and_sees_no_process_but_its_own()
    {
        Assert.Contains("unreachable", await SaysAsync("(echo > /dev/tcp/1.1.1.1/53) 2>&1"), StringComparison.Ordinal);
        Assert.Equal("lo", (await SaysAsync("ls /sys/class/net 2>/dev/null || tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '")).Trim());
        Assert.DoesNotContain($"{Environment.ProcessId}", (await SaysAsync("ls /proc")).Split('\n'));
    }

    [Fact]
    public async Task It_reads_nothing_but_what_was_named_and_writes_nothing_outside()
    {
        using var secret = new EmptyFolder();
        var key = Path.Combine(secret.Work, "key.json");
        File.WriteAllText(key, "the key");
        Assert.Contains("No such file", await SaysAsync($"cat {key} 2>&1"), StringComparison.Ordinal);
        Assert.Contains("No such file", await SaysAsync("(cd /proc/1/root && cat etc/shadow; cat /etc/shadow) 2>&1"),
            StringComparison.Ordinal);
        Assert.Contains("Read-only", await SaysAsync("touch /usr/mine 2>&1"), StringComparison.Ordinal);
        Assert.Equal("bin\ndev\netc\n",
            (await SaysAsync("ls -d /*in /dev /etc | sed s,/,, | grep -v sbin")).Replace("\r", "", StringComparison.Ordinal));
        Assert.DoesNotContain("the key", await SaysAsync($"mount 2>&1; umount /usr 2>&1; mount -t tmpfs x /usr 2>&1; cat /old{key} 2>&1"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_memory_files_and_time_are_limited()
    {
        Assert.Contains("temporarily unavailable", await SaysAsync("for i in $(seq 100); do sleep 3 & done 2>&1"),
            StringComparison.Ordinal);
        Assert.Contains("exhausted", await SaysAsync("head -c 3000m /dev/zero | tail -c 2900m 2>&1 | head -c 100"),
            StringComparison.Ordinal);
        Assert.Equal(1 << 20, int.Parse(await SaysAsync("head -c 5m /dev/zero > big 2>/dev/null; stat -c %s big")));
        Assert.Contains("Too many open files", await SaysAsync("for i in $(seq 600); do exec {f}<>x$i || break; done 2>&1"),
            StringComparison.Ordinal);
        var oneSecond = Small with { ProcessorSeconds = 1, Time = TimeSpan.FromMinutes(1) };    // a busy machine gives it late
        var endless = await RunAsync("while :; do :; done", oneSecond);
        Assert.Equal(128 + 24, endless.ExitCode);      // SIGXCPU: its processor seconds are over
        Assert.Equal(128 + 9, (await RunAsync("trap '' XCPU; while :; do :; done", oneSecond)).ExitCode);
        var before = Stopwatch.StartNew();
        Assert.Equal(ReachedLimit.Time, (await RunAsync("sleep 1000", Small with { Time = TimeSpan.FromSeconds(1) })).Reached);
        Assert.InRange(before.Elapsed.TotalSeconds, .9, 10);
    }

    [Fact]
    public async Task Processes_that_are_small_each_may_not_be_large_together_and_what_was_handed_over_before_is_read()
    {
        var result =
            await RunAsync(
                "echo before > evidence; for i in 1 2 3 4; do (head -c 390m /dev/zero; sleep 30) | tail -c 390m > /dev/null & done; wait");
        Assert.Equal(ReachedLimit.Memory, result.Reached);
        Assert.Equal("before\n", result.Evidence);
        Assert.Equal(ReachedLimit.Processes,
            (await RunAsync("for i in $(seq 20); do sleep 30 & done; wait", Small with { Processes = 10 })).Reached);
    }

    [Fact]
    public async Task What_it_started_ends_with_it()
    {
        var mark = $"{Random.Shared.Next(100_000, 900_000)}";
        Assert.Equal(0,
            (await RunAsync($"setsid sleep {mark} & setsid bash -c 'trap \"\" TERM HUP; sleep {mark}' & disown -a; sleep .3")).ExitCode);
        await RunAsync($"trap '' TERM; setsid sleep {mark} & sleep 1000", Small with { Time = TimeSpan.FromSeconds(1) });
        Assert.DoesNotContain(Directory.EnumerateDirectories("/proc").Select(CommandLine),
            line => line.Contains(mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evidence_is_cut_and_a_link_in_its_place_is_not_read()
    {
        var limits = Small with { FileSize = 20, Evidence = 1000 };
        Assert.InRange((await RunAsync("head -c 10m /dev/zero | tr '\\0' a > evidence", limits)).Evidence.Length, 1000, 1000 + (1 << 16));
        Assert.Equal("", (await RunAsync("rm evidence; ln -s /etc/passwd evidence", limits)).Evidence);
    }

    private static async Task<string> SaysAsync(string script) =>
        (await RunAsync($"exec 3>evidence; {{ {script} ; }} >&3 2>/dev/null; true")).Evidence;

    private static async Task<ContainedResult> RunAsync(string script, Limits? limits = null)
    {
        using var folder = new EmptyFolder();
        File.WriteAllText(Path.Combine(folder.Work, "evidence"), "");
        return await new Contained(["/usr/bin/bash", "-c", script], [], limits ?? Small).RunAsync(folder);
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
