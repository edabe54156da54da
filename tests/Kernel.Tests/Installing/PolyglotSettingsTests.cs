using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JupyterKernel.Installing;
using JupyterKernel.Tests.Hosts;
using Notebooks.Tests;

namespace JupyterKernel.Tests.Installing;

public sealed class PolyglotSettingsTests : IDisposable
{
    private const string Foreign = """{ "dotnet-interactive.kernelTransportArgs": ["{dotnet_path}", "other.dll", "stdio"] }""";
    private static readonly string[] Program = ["/usr/bin/dotnet", @"C:\a ""course""\course.dll"];
    private static readonly string[] Started = [.. Program, "kernel", "run", "stdio", "--working-dir", "{working_dir}"];
    private readonly TemporaryFolder folder = new();
    private readonly PolyglotSettings settings;

    public PolyglotSettingsTests() => settings = new PolyglotSettings(folder.Path);

    // Not ReadAllText, which would swallow the mark at the beginning.
    private string Content => Encoding.UTF8.GetString(File.ReadAllBytes(settings.File));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("{}")]
    [InlineData("{ }")]
    [InlineData("{\n}\n")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\n  \"a\": 1\n}\n")]
    [InlineData("{\r\n\t\"a\": [1, 2], // kept\r\n\t\"b\": { \"dotnet-interactive.kernelTransportArgs\": [] },\r\n}\r\n")]
    [InlineData("\uFEFF// above\n{ // behind\n    /* \"a\": 1 */\n    \"größe\": \"{\\\"\" // last\n}\n// below")]
    [InlineData("{ // only a comment, }\n}")]
    public void Installed_it_starts_the_program_and_uninstalled_the_file_is_what_it_was(string content)
    {
        Write(content);
        settings.Install(Program)!.Make();
        var written = Parse();
        Assert.Equal(Started, written[PolyglotSettings.Name]!.AsArray().Select(part => (string?)part));
        written.AsObject().Remove(PolyglotSettings.Name);
        Assert.Equal(Parse(content).ToJsonString(), written.ToJsonString());
        settings.Uninstall()!.Make();
        Assert.Equal(content, Content);
    }

    [Fact]
    public void A_file_that_was_made_for_it_goes_with_it()
    {
        var change = settings.Install(Program)!;
        Assert.False(File.Exists(settings.File));
        change.Make();
        Assert.Equal(Started, Parse()[PolyglotSettings.Name]!.AsArray().Select(part => (string?)part));
        settings.Uninstall()!.Make();
        Assert.False(File.Exists(settings.File));
        Assert.Null(settings.Uninstall());
    }

    [Fact]
    public void Only_the_lines_that_change_are_shown()
    {
        Write("{\n  \"a\": 1,\n  \"b\": 2\n}\n");
        Assert.StartsWith("+   \"dotnet-interactive.kernelTransportArgs\": [", Assert.Single(settings.Install(["old"])!.Lines()), StringComparison.Ordinal);
        settings.Install(["old"])!.Make();
        Assert.Equal(["-", "+"], settings.Install(["new"])!.Lines().Select(line => line[..1]));
        Assert.StartsWith("- ", Assert.Single(settings.Uninstall()!.Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_starts_already_is_no_change_and_another_place_of_the_program_is_one()
    {
        Write("{ \"a\": 1 }");
        settings.Install(["old"])!.Make();
        Assert.Null(settings.Install(["old"]));
        settings.Install(["new"])!.Make();
        Assert.DoesNotContain("old", Content, StringComparison.Ordinal);
        settings.Uninstall()!.Make();
        Assert.Equal("{ \"a\": 1 }", Content);
    }

    [Fact]
    public void Moved_to_the_end_by_its_reader_it_still_comes_out()
    {
        Write("{\n  \"a\": 1, // one\n  \"dotnet-interactive.kernelTransportArgs\": [\"x\", \"kernel\", \"run\", \"stdio\", \"--working-dir\", \"{working_dir}\"]\n}");
        settings.Uninstall()!.Make();
        Assert.Equal("{\n  \"a\": 1 // one\n}", Content);
    }

    [Theory]
    [InlineData(Foreign, "other.dll")]
    [InlineData("{ \"dotnet-interactive.kernelTransportArgs\": 5 }", "5")]
    [InlineData("[]", "cannot be read")]
    [InlineData("{ \"a\": ", "cannot be read")]
    [InlineData("", "cannot be read")]
    public void What_is_not_ours_or_not_readable_is_left_alone_and_the_reader_told(string content, string reason)
    {
        Write(content);
        Assert.Contains(reason, Assert.Throws<SettingsException>(() => settings.Install(Program)).Message, StringComparison.Ordinal);
        Assert.Equal(content, Content);
    }

    [Fact]
    public void The_setting_of_another_program_is_not_taken_out()
    {
        Write(Foreign);
        Assert.Null(settings.Uninstall());
    }

    [Fact]
    public void A_file_that_changed_after_the_change_was_shown_is_not_overwritten()
    {
        Write("{}");
        var change = settings.Install(Program)!;
        Write("{ \"new\": 1 }");
        Assert.Throws<SettingsException>(change.Make);
        Assert.Equal("{ \"new\": 1 }", Content);
    }

    [Fact]
    public async Task The_command_line_asks_and_changes_nothing_unless_the_answer_is_yes()
    {
        File.WriteAllText(folder["Course.sln"], "");
        Write("{}");
        var (code, output) = await RunAsync("\n", "install", "--vscode");
        Assert.Equal((1, "{}"), (code, Content));
        Assert.Contains("+ { \"dotnet-interactive.kernelTransportArgs\": [", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("y\n", "install", "--vscode")).Code);
        Assert.Equal("stdio", (string?)Parse()[PolyglotSettings.Name]!.AsArray()[^3]);
        Assert.Equal(1, (await RunAsync("", "uninstall", "--vscode")).Code);
        Assert.Equal(0, (await RunAsync("", "uninstall", "--vscode", "--yes")).Code);
        Assert.Equal("{}", Content);
    }

    private async Task<(int Code, string Output)> RunAsync(string input, params string[] arguments)
    {
        using var course = Process.Start(new ProcessStartInfo("dotnet", [KernelProcess.Course, "kernel", .. arguments])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        course.StandardInput.Write(input);
        course.StandardInput.Close();
        var output = await Task.Run(course.StandardOutput.ReadToEnd);
        await course.WaitForExitAsync();
        return (course.ExitCode, output);
    }

    private void Write(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(settings.File)!);
        File.WriteAllBytes(settings.File, Encoding.UTF8.GetBytes(content));
    }

    private JsonNode Parse() => Parse(Content);

    private static JsonNode Parse(string content) =>
        JsonNode.Parse(content.TrimStart('\uFEFF'), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
}
