using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public sealed class InteractiveEngineTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    /// <summary>Only a cell that runs can refuse to stop, and a busy machine compiles for a while: what it writes says that it
    /// runs.</summary>
    private const string Writes = "Console.WriteLine(1); ";

    private readonly List<CellOutput> outputs = [];

    [Fact]
    public async Task The_last_expression_is_the_value_of_a_cell()
    {
        Assert.Null(await RunAsync("""string.Concat("a", "b")"""));
        var value = Assert.Single(outputs);
        Assert.Equal(CellOutputKind.Value, value.Kind);
        Assert.Equal("ab", value.Data["text/plain"]);
    }

    [Fact]
    public async Task A_cell_finds_what_an_earlier_one_defined()
    {
        Assert.Null(await RunAsync("int seven = 7;"));
        Assert.Null(await RunAsync("Console.Write(seven + 1);"));
        Assert.Equal("8", Assert.Single(outputs).Data["text/plain"]);
    }

    [Fact]
    public async Task What_a_cell_writes_keeps_its_stream()
    {
        Assert.Null(await RunAsync("""Console.Write("out"); Console.Error.Write("err");"""));
        Assert.Equal([(CellOutputKind.StandardOutput, "out"), (CellOutputKind.StandardError, "err")],
            outputs.Select(o => (o.Kind, o.Data["text/plain"])));
    }

    [Theory]
    [InlineData("Console.ReadLine()")]
    [InlineData("Console.Read()")]
    [InlineData("Console.In.ReadToEnd()")]
    [InlineData("await Microsoft.DotNet.Interactive.Kernel.GetInputAsync(\"Your name?\")")]
    public async Task A_question_that_nobody_answers_is_an_error(string code) =>
        Assert.Contains("Nobody is there to answer", (await RunAsync(code))!.Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_exception_names_the_cell_and_the_line()
    {
        var error = await RunAsync("""
            int Half(int n) =>
                n % 2 == 0 ? n / 2 : throw new ArgumentException("odd");

            Half(3);
            """);
        Assert.Equal(("ArgumentException", "odd", "cell 5", 2), (error?.Name, error?.Message, error?.Place, error?.Line));
        Assert.Equal(["   at cell 5, line 2", "   at cell 5, line 4"], error!.Trace.Skip(1));
    }

    [Fact]
    public async Task A_compile_error_names_the_cell_and_the_line()
    {
        var error = await RunAsync("int a = 1;\n\nint b = \"text\";");
        Assert.Equal(("CompilationError", "cell 5", 3), (error?.Name, error?.Place, error?.Line));
        Assert.StartsWith("CS0029", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using var run = new System.IO.StringReader(\"\");", true)]
    [InlineData("using (var run = new System.IO.StringReader(\"\")) { }\nint a = 1", false)]
    public async Task A_using_declaration_which_no_cell_can_have_is_named_as_one(string code, bool named)
    {
        var error = await RunAsync(code);
        Assert.Equal("CompilationError", error?.Name);
        Assert.Equal(named, error!.Message.Contains("no using declaration", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#!import empty.csx\n\nthrow new Exception();", 3)]
    [InlineData("#!who\nint one = 1;\nthrow new Exception();", 3)]
    [InlineData("#!import empty.csx\n#r \"System.Xml\"\n#r \"System.Data\"\n#r \"System\"\n\nthrow new Exception();", 6)]
    [InlineData("int two = 2;\n#!csharp\n\nthrow new Exception();", 4)]
    public async Task Directives_do_not_shift_the_lines(string code, int line)
    {
        await File.WriteAllTextAsync(fixture.Folder["empty.csx"], "using System.Text;\n");
        Assert.Equal(line, (await RunAsync(code))?.Line);
    }

    [Fact]
    public async Task An_imported_file_leaves_its_usings_and_variables()
    {
        await File.WriteAllTextAsync(fixture.Folder["setup.csx"], "using System.IO;\nint fromFile = 3;\n");
        Assert.Null(await RunAsync("#!import setup.csx"));
        Assert.Null(await RunAsync("Console.Write(Path.Combine(\"a\", fromFile.ToString()));"));
        Assert.Equal(Path.Combine("a", "3"), Assert.Single(outputs).Data["text/plain"]);
    }

    [Fact]
    public async Task A_compile_error_in_an_imported_file_fails_the_cell_that_imports_it()
    {
        await File.WriteAllTextAsync(fixture.Folder["broken.csx"], "int six = 6;\nint x = nothing;\n");
        var error = await RunAsync("#!import broken.csx\nConsole.Write(\"not reached\");");
        Assert.Equal(("CompilationError", "broken.csx", 2), (error?.Name, error?.Place, error?.Line));
        Assert.Empty(outputs);
    }

    [Fact]
    public async Task An_exception_in_an_imported_file_fails_the_cell_that_imports_it()
    {
        await File.WriteAllTextAsync(fixture.Folder["throws.csx"], "\nthrow new InvalidOperationException(\"from the file\");\n");
        var error = await RunAsync("#!import throws.csx\nConsole.Write(\"not reached\");");
        Assert.Equal(("InvalidOperationException", "throws.csx", 2), (error?.Name, error?.Place, error?.Line));
        Assert.Empty(outputs);
    }

    [Fact]
    public async Task An_import_of_a_missing_file_says_which()
    {
        var error = await RunAsync("#!import missing.csx");
        Assert.Contains("missing.csx", error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_directive_is_an_error()
    {
        var error = await RunAsync("#!nosuch\n1");
        Assert.Contains("#!nosuch", error?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ls", "pwsh", "PowerShell")]
    [InlineData("#!pwsh\nls", "csharp", "PowerShell")]
    [InlineData("#!sql\nselect 1", "csharp", "SQL")]
    public async Task A_cell_in_a_language_that_is_not_here_says_which_host_has_it(string code, string language, string name)
    {
        var error = await RunAsync(code, language);
        Assert.Contains(name, error?.Message, StringComparison.Ordinal);
        Assert.Contains("docs/hosts.md", error?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("html", "text/html")]
    [InlineData("markdown", "text/markdown")]
    [InlineData("javascript", "application/javascript")]
    public async Task Other_languages_are_displayed_as_they_are(string language, string mimeType)
    {
        Assert.Null(await RunAsync("<b>x</b>", language));
        Assert.Equal("<b>x</b>", Assert.Single(outputs).Data[mimeType]);
    }

    [Fact]
    public async Task An_update_carries_the_id_of_its_display()
    {
        Assert.Null(await RunAsync("""
            using Microsoft.DotNet.Interactive;
            using Microsoft.DotNet.Interactive.Events;
            using Microsoft.DotNet.Interactive.Formatting;
            var here = KernelInvocationContext.Current;
            FormattedValue[] Text(string text) => new[] { new FormattedValue("text/plain", text) };
            here.Publish(new DisplayedValueProduced(1, here.Command, Text("one"), "d1"));
            here.Publish(new DisplayedValueUpdated(2, "d1", here.Command, Text("two")));
            """));
        Assert.Equal([(CellOutputKind.Display, "d1", "one"), (CellOutputKind.Update, "d1", "two")],
            outputs.Select(o => (o.Kind, o.DisplayId, o.Data["text/plain"])));
    }

    [Fact]
    public async Task Cells_are_compiled_with_optimisation()
    {
        Assert.Null(await RunAsync("""
            class Probe { }
            var attribute = (System.Diagnostics.DebuggableAttribute)Attribute.GetCustomAttribute(
                typeof(Probe).Assembly, typeof(System.Diagnostics.DebuggableAttribute));
            Console.Write(attribute?.IsJITOptimizerDisabled == true);
            """));
        Assert.Equal("False", Assert.Single(outputs).Data["text/plain"]);
    }

    [Fact]
    public async Task A_cell_that_watches_the_token_stops_when_it_is_cancelled()
    {
        const string Waits = Writes
            + "await Task.Delay(-1, Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken);";
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            fixture.Engine.RunAsync(new(Waits, "cell 1"), _ => cancellation.CancelAfter(200), cancellation.Token));
        Assert.Null(await RunAsync("\"the next cell runs\""));
    }

    [Theory]
    [InlineData("while (true) System.Threading.Thread.Sleep(50);")]
    [InlineData("await Task.Delay(-1);")]
    public async Task A_cell_that_does_not_stop_is_given_up_and_its_engine_with_it(string endless)
    {
        using var engine = await InteractiveEngine.StartAsync();
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAsync<CellGivenUpException>(() =>
            engine.RunAsync(new(Writes + endless, "cell 1"), _ => cancellation.CancelAfter(200), cancellation.Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.RunAsync(new("1", "cell 2"), outputs.Add));
    }

    private Task<CellError?> RunAsync(string code, string language = "csharp") =>
        fixture.Engine.RunAsync(new CellCode(code, "cell 5", language), outputs.Add, TestContext.Current.CancellationToken);
}
