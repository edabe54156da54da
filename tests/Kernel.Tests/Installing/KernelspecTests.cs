using System.Text.Json.Nodes;
using JupyterKernel.Installing;
using Notebooks.Tests;
using Notebooks.Tests.Hosts;

namespace JupyterKernel.Tests.Installing;

public sealed class KernelspecTests : IDisposable
{
    private const string Foreign = """{ "argv": ["dotnet-interactive", "jupyter"], "display_name": ".NET (C#)", "language": "C#" }""";
    private readonly TemporaryFolder data = new();
    private readonly Kernelspec kernelspec;

    public KernelspecTests() => kernelspec = new Kernelspec(new JupyterFolders(data.Path));

    private string SpecFile => Path.Combine(data.Path, "kernels", ".net-csharp", "kernel.json");

    public void Dispose() => data.Dispose();

    [Fact]
    public void An_installed_kernel_starts_the_program_and_is_interrupted_by_messages()
    {
        Assert.Equal(SpecFile, kernelspec.Install(["/usr/bin/dotnet", "/course/course.dll"], force: false));
        var spec = JsonNode.Parse(File.ReadAllText(SpecFile))!;
        Assert.Equal(["/usr/bin/dotnet", "/course/course.dll", "kernel", "run", "jupyter", "{connection_file}"],
            spec["argv"]!.AsArray().Select(part => (string?)part));
        Assert.Equal(("message", "C#"), ((string?)spec["interrupt_mode"], (string?)spec["language"]));
    }

    [Fact]
    public void Installing_again_replaces_our_own_entry()
    {
        kernelspec.Install(["old"], force: false);
        kernelspec.Install(["new"], force: false);
        Assert.Contains("\"new\"", File.ReadAllText(SpecFile), StringComparison.Ordinal);
    }

    [Fact]
    public void The_entry_of_another_program_is_not_touched()
    {
        WriteForeign(Foreign);
        var refused = Assert.Throws<KernelspecException>(() => kernelspec.Install(["x"], force: false));
        Assert.Contains("dotnet-interactive", refused.Message, StringComparison.Ordinal);
        Assert.Throws<KernelspecException>(() => kernelspec.Uninstall(force: false));
        Assert.Equal(Foreign, File.ReadAllText(SpecFile));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{ \"argv\": 5 }")]
    [InlineData("null")]
    [InlineData("{ \"argv\": [null, 1, {}] }")]
    [InlineData("{ \"argv\": [], \"argv\": [], \"metadata\": { \"attention_patterns_course\": true } }")]
    [InlineData("{ \"display_name\": \"\\ud800\", \"metadata\": { \"attention_patterns_course\": true } }")]
    [InlineData("{ \"display_name\": 7, \"metadata\": { \"attention_patterns_course\": true } }")]
    [InlineData("{ \"argv\": [], \"metadata\": [\"attention_patterns_course\"] }")]
    public void An_entry_that_cannot_be_read_is_taken_for_another_programs(string content)
    {
        WriteForeign(content);
        Assert.Throws<KernelspecException>(() => kernelspec.Install(["x"], force: false));
    }

    [Fact]
    public void By_force_it_is_replaced_and_removed()
    {
        WriteForeign(Foreign);
        kernelspec.Install(["x"], force: true);
        Assert.True(kernelspec.Uninstall(force: false));
        Assert.False(Directory.Exists(kernelspec.Folder));
        Assert.False(kernelspec.Uninstall(force: false));
    }

    [Fact]
    public void The_list_says_which_kernel_is_ours_and_whether_its_program_is_there()
    {
        kernelspec.Install([data["gone.dll"]], force: false);
        Directory.CreateDirectory(Path.Combine(data.Path, "kernels", "other"));
        File.WriteAllText(Path.Combine(data.Path, "kernels", "other", "kernel.json"), Foreign);
        var kernels = kernelspec.List();
        Assert.Equal([(".net-csharp", true), ("other", false)], kernels.Select(kernel => (kernel.Name, kernel.IsOurs)));
        Assert.Equal([data["gone.dll"], null], kernels.Select(kernel => kernel.Missing));
    }

    [Fact]
    public async Task The_command_line_installs_what_can_be_started_and_refuses_what_is_not_ours()
    {
        var (code, output) = await RunAsync("install");
        Assert.True(code == 0, output);
        Assert.Null(kernelspec.List()[0].Missing);
        WriteForeign(Foreign);
        (code, output) = await RunAsync("install");
        Assert.Equal(1, code);
        Assert.Contains("--force", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("install", "--force")).Code);
        Assert.Equal(0, (await RunAsync("uninstall")).Code);
        Assert.False(Directory.Exists(kernelspec.Folder));
    }

    private Task<(int Code, string Output)> RunAsync(params string[] arguments) =>
        JupyterClient.RunAsync("dotnet", [CourseNotebooks.Program, "kernel", .. arguments], data.Path, ("JUPYTER_DATA_DIR", data.Path));

    private void WriteForeign(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SpecFile)!);
        File.WriteAllText(SpecFile, content);
    }
}
