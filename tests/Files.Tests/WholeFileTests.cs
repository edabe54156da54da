using System.Diagnostics;
using System.Runtime.Versioning;

namespace Course.Files.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Four_writers_of_one_path_never_give_a_half_or_a_mixed_file()
    {
        const int Length = 300_000;
        var path = folder["shared"];
        WholeFile.Write(path, Of(0));
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var failures = 0;
        var writers = Enumerable.Range(1, 4).Select(own => new Thread(() => Repeat(own))).ToList();
        writers.ForEach(writer => writer.Start());
        var reads = 0;
        for (; !over.IsCancellationRequested; reads++)
        {
            var seen = File.ReadAllBytes(path);
            Assert.Equal(Length, seen.Length);
            Assert.False(seen.AsSpan().ContainsAnyExcept(seen[0]), "two writers' bytes are mixed");
        }
        writers.ForEach(writer => writer.Join());

        Assert.True(reads > 100, $"only {reads} reads");
        Assert.Equal(0, failures);
        Assert.Equal(["shared"], folder.Names);

        byte[] Of(int own) => [.. Enumerable.Repeat((byte)own, Length)];

        void Repeat(int own)
        {
            var content = Of(own);
            try
            {
                while (!over.IsCancellationRequested) WholeFile.Write(path, content);
            }
            catch (FileNotWrittenException)
            {
                Interlocked.Increment(ref failures);
            }
        }
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        WholeFile.Write(folder["kept"], "old");

        var error = Assert.Throws<FileNotWrittenException>(() => WholeFile.Write(folder["kept"], stream =>
        {
            stream.Write("ne"u8);
            throw new IOException("No space left on device");
        }));

        Assert.Equal($"{folder["kept"]} was not written, and what was there before is unchanged: No space left on device", error.Message);
        Assert.Equal("old", File.ReadAllText(folder["kept"]));
        Assert.Equal(["kept"], folder.Names);
    }

    [Fact]
    public void What_the_writer_itself_throws_comes_through()
    {
        Assert.Throws<OperationCanceledException>(() => WholeFile.Write(folder["new"], _ => throw new OperationCanceledException()));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_link_stays_a_link_and_its_target_is_written()
    {
        Unix();
        Directory.CreateDirectory(folder["elsewhere"]);
        File.WriteAllText(folder["elsewhere/target"], "old");
        File.CreateSymbolicLink(folder["link"], folder["elsewhere/target"]);

        WholeFile.Write(folder["link"], "new");

        Assert.Equal(folder["elsewhere/target"], new FileInfo(folder["link"]).LinkTarget);
        Assert.Equal("new", File.ReadAllText(folder["elsewhere/target"]));
    }

    [Fact]
    public void A_link_to_nothing_makes_its_target()
    {
        Unix();
        File.CreateSymbolicLink(folder["link"], "target");

        WholeFile.Write(folder["link"], "new");

        Assert.Equal("target", new FileInfo(folder["link"]).LinkTarget);
        Assert.Equal("new", File.ReadAllText(folder["target"]));
    }

    [Fact]
    public void A_pipe_is_refused_and_stays()
    {
        Unix();
        using (var mkfifo = Process.Start("mkfifo", folder["pipe"])) mkfifo.WaitForExit();

        var error = Assert.Throws<FileNotWrittenException>(() => WholeFile.Write(folder["pipe"], "new"));

        Assert.Contains("is a device or a pipe", error.Message, StringComparison.Ordinal);
        Assert.Equal(["pipe"], folder.Names);
    }

    [Fact]
    public void Whether_a_file_can_be_written_is_known_before_and_changes_nothing()
    {
        File.WriteAllText(folder["kept"], "old");
        WholeFile.CheckWritable(folder["kept"]);
        WholeFile.CheckWritable(folder["new"]);
        Assert.Throws<FileNotWrittenException>(() => WholeFile.CheckWritable(folder["kept/in a file"]));
        Assert.Equal("old", File.ReadAllText(folder["kept"]));
        Assert.Equal(["kept"], folder.Names);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        Directory.CreateDirectory(folder["folder"]);

        Assert.Throws<FileNotWrittenException>(() => WholeFile.Write(folder["folder"], "new"));

        Assert.Equal(["folder"], folder.Names);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Permissions_stay_as_they_were()
    {
        Unix();
        File.WriteAllText(folder["private"], "old");
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(folder["private"], mine);

        WholeFile.Write(folder["private"], "new");

        Assert.Equal(mine, File.GetUnixFileMode(folder["private"]));
    }

    [Fact]
    public void What_killed_writers_left_goes_after_an_hour_and_not_before()
    {
        File.WriteAllText(folder[".course-0123456789abcdef.partial"], "ha");
        File.WriteAllText(folder[".course-fedcba9876543210.partial"], "lf");
        File.SetLastWriteTimeUtc(folder[".course-0123456789abcdef.partial"], DateTime.UtcNow.AddHours(-2));

        WholeFile.Write(folder["new"], "new");

        Assert.Equal([".course-fedcba9876543210.partial", "new"], folder.Names);
    }

    [Fact]
    public void A_name_that_others_could_lay_a_link_under_is_not_used()
    {
        Unix();
        File.WriteAllText(folder["victim"], "safe");
        File.CreateSymbolicLink(folder["new.partial"], "victim");

        WholeFile.Write(folder["new"], "new");

        Assert.Equal("safe", File.ReadAllText(folder["victim"]));
        Assert.Equal("new", File.ReadAllText(folder["new"]));
    }

    private static void Unix() => Assert.SkipWhen(OperatingSystem.IsWindows(),
        "Windows has neither pipes among files nor permissions of this kind, and links need a right there.");
}
