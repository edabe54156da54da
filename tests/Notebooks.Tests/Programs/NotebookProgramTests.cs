using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Files;
using Notebooks.Programs;
using Notebooks.Tests.Course;
using Notebooks.Tests.Hosts;

namespace Notebooks.Tests.Programs;

/// <summary>Notebooks as programs of one file and back: nothing is lost, and what was text never becomes code.</summary>
public sealed class NotebookProgramTests : IDisposable
{
    /// <summary>Pieces that end comments, begin cells, directives or types, or look like what the program writes itself.</summary>
    private static readonly string[] Nasty =
    [
        "*/", "/*", "//", "// %% a [markdown]", "// %%% b", "%% c", "#!/bin/sh", "#if false", "#region x", "#!import y", "#!html",
        "#r \"nuget: X, 1\"", "\r", "\r\n", "\n", "\n\n", "\u0085", "\u2028", "\u2029",
        "\u0000", "\uffff", "\t", " ", "\"\"\"", "\"", "'", "\\", "🦊", "é", "page.Write();", "page.Show(1);", "page.Printed();",
        "throw new Exception();", "var a = 1;", "using System;", "// using System;", "class C { }",
        "// C stands below the last cell", "// {\"cell\":\"c0\"}", "```\n#x\n```", "<!--= a -->", "$x$", "{", "}", "a", "int a",
    ];

    private static readonly ConcurrentDictionary<string, MetadataReference?> References = new();
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> All => ChapterTests.All;

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(All))]
    public void Every_chapter_and_solution_comes_back_to_the_byte(string name)
    {
        var path = CourseNotebooks.PathOf(name);
        var back = Back(NotebookProgram.Write(Notebook.Read(path), CourseNotebooks.Root));
        Assert.Equal(Notebook.Read(path).WithoutOutputs().ToBytes(), File.ReadAllBytes(back));
    }

    [Theory, MemberData(nameof(All))]
    public void Every_chapter_and_solution_compiles_as_one_program(string name)
    {
        var text = NotebookProgram.Write(Notebook.Read(CourseNotebooks.PathOf(name)), CourseNotebooks.Root);
        var library = Directory.EnumerateFiles(Path.Combine(CourseNotebooks.Root, "lib/Attention.Interactive/bin/Release"), "*.dll");
        Assert.Equal("", string.Join("\n", Errors(text, library)));
    }

    [Fact]
    public void Any_text_comes_back_and_text_is_never_code()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var path = folder["hostile.ipynb"];
            var text = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => Nasty[random.Next(Nasty.Length)]));
            File.WriteAllText(path, Hostile(text, random).ToJsonString());
            var notebook = Notebook.Read(path);
            var program = NotebookProgram.Write(notebook, CourseNotebooks.Root);
            Assert.True(JsonNode.DeepEquals(Json(path), Json(Back(program))), $"{text}\n----\n{program}");
            var statements = ((CompilationUnitSyntax)Parse(program).GetRoot()).Members;
            Assert.Equal(["var page = ProgramPage.Begin();", "page.Write();"], statements.Select(statement => statement.ToString()));
        }
    }

    [Fact]
    public void Code_of_any_kind_comes_back()
    {
        var random = new Random(8);
        for (var round = 0; round < 100; round++)
        {
            var path = folder["code.ipynb"];
            var cells = Enumerable.Range(0, 4)
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Nasty[random.Next(Nasty.Length)]))).ToArray();
            if (cells.Any(cell => cell.Contains("#!import", StringComparison.Ordinal))) continue;    // would be looked for
            NotebookText.Write(path, cells);
            Assert.True(JsonNode.DeepEquals(Json(path), Json(Back(NotebookProgram.Write(Notebook.Read(path), CourseNotebooks.Root)))),
                string.Join("\n--\n", cells));
        }
    }

    [Fact]
    public void A_cell_shows_its_last_expression_and_names_given_twice_get_a_number()
    {
        var program = Program("var a = 1;\na + 1", "foreach (var b in new[] { 1 }) a += b;", "var a = \"text\"; var b = a.Length;",
            "new { a, b }", "(a, b).a.Length + a.Select(b => b).Count()");
        Assert.Contains("page.Show(a + 1);", program, StringComparison.Ordinal);
        Assert.Contains("var a2 = \"text\"; var b = a2.Length;", program, StringComparison.Ordinal);
        Assert.Contains("foreach (var b2 in new[] { 1 }) a += b2;", program, StringComparison.Ordinal);
        Assert.Contains("page.Show(new { a = a2, b });", program, StringComparison.Ordinal);
        Assert.Contains("page.Show((a: a2, b).a.Length + a2.Select(b => b).Count());", program, StringComparison.Ordinal);
        Assert.Empty(Errors(program, []));
    }

    [Fact]
    public void Usings_functions_and_types_stand_where_a_program_has_them()
    {
        var program = Program(
            "using System.Globalization;\nrecord Row(string Name, int Count);\npublic static int Twice(int x) => 2 * x;",
            "static string Text(double x) => x.ToString(CultureInfo.InvariantCulture);\nConsole.WriteLine(Text(Twice(2)));",
            "Console.WriteLine(new Row(\"a\", 1))",
            "#!time\nnew Row(\"a\", 1)   // shown");
        Assert.Empty(Errors(program, []));
        Assert.Contains("Console.WriteLine(Text(Twice(2)));\npage.Printed();", program, StringComparison.Ordinal);
        Assert.Contains("Console.WriteLine(new Row(\"a\", 1));\npage.Printed();", program, StringComparison.Ordinal);
        Assert.Contains("// #!time\npage.Show(new Row(\"a\", 1));   // shown", program, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(Json(folder["code.ipynb"]), Json(Back(program))));
    }

    [Fact]
    public void What_is_changed_in_the_program_is_changed_in_the_notebook()
    {
        var program = Program("md:old text", "record Row(int A);\nvar a = 1;\na + 1");
        program = program.Replace("// old text", "// new text", StringComparison.Ordinal)
            .Replace("page.Show(a + 1);", "page.Show(a + 2);", StringComparison.Ordinal)
            .Replace("// %% the-rest", "// %% added [markdown]\n// more\n\n// %% last\nvar c = a;\npage.Show(c);\n\n// %% the-rest",
                StringComparison.Ordinal);
        var sources = Notebook.Read(Back(program)).Cells.Select(cell => (cell.IsCode, cell.Source));
        Assert.Equal([(false, "new text"), (true, "record Row(int A);\nvar a = 1;\na + 2"), (false, "more"),
            (true, "var c = a;\nc")], sources);
    }

    [Fact]
    public void Packages_and_projects_are_named_at_the_top()
    {
        var program = Program("#r \"nuget: Humanizer.Core, 2.14.1\"\n#r \"nuget:Other\"",
            $"#r \"{CourseNotebooks.Root}/lib/Files/bin/Release/Course.Files.dll\"");
        Assert.Contains("\n#:package Humanizer.Core@2.14.1\n#:package Other@*\n", program, StringComparison.Ordinal);
        Assert.Matches(@"#:project \S+/lib/Files\n", program);
    }

    [Theory]
    [InlineData("#r \"/nowhere/some.dll\"", "code.ipynb, cell 1: #r \"/nowhere/some.dll\" is no output of a project here")]
    [InlineData("#!import helpers.csx", "code.ipynb, cell 1: helpers.csx holds code")]
    public void What_a_program_of_one_file_cannot_have_is_refused_by_name(string cell, string message)
    {
        File.WriteAllText(folder["helpers.csx"], "int Twice(int x) => 2 * x;");
        Assert.Contains(message, Assert.Throws<ProgramException>(() => Program(cell)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Console.WriteLine(1);\n", "it was no notebook")]
    [InlineData("// %% a [markdown]\n// text\n\n// %% the-rest [notebook]\npage.Write();\n\n", "its end does not say what notebook it was")]
    [InlineData("// %% the-rest [notebook]\npage.Write();\n\n// {\"indent\":\" \",\"notebook\":\n", "are damaged")]
    public void A_program_that_was_no_notebook_is_refused(string program, string message) =>
        Assert.Contains(message, Assert.Throws<ProgramException>(() => Back(program)).Message, StringComparison.Ordinal);

    private string Program(params string[] cells) =>
        NotebookProgram.Write(NotebookText.Write(folder["code.ipynb"], cells), CourseNotebooks.Root);

    private string Back(string program)
    {
        File.WriteAllText(folder["back.cs"], program);
        NotebookProgram.Read(folder["back.cs"]).Write(folder["back.ipynb"]);
        return folder["back.ipynb"];
    }

    private static JsonNode? Json(string path) => JsonNode.Parse(File.ReadAllBytes(path));

    /// <summary>Text cells of all sorts, and code that does not run as C#.</summary>
    private static JsonObject Hostile(string text, Random random)
    {
        JsonNode source = random.Next(2) == 0 ? text : new JsonArray([.. text.Select(c => JsonValue.Create(c.ToString()))]);
        var cell = random.Next(3) switch
        {
            0 => new JsonObject
            {
                ["cell_type"] = "markdown",
                ["source"] = source,
                ["attachments"] = new JsonObject { ["a.png"] = new JsonObject { ["image/png"] = "iVBO\u2028" } }
            },
            1 => new JsonObject
            {
                ["cell_type"] = "raw",
                ["id"] = text,
                ["metadata"] = new JsonObject { ["format"] = text },
                ["source"] = source
            },
            _ => new JsonObject
            {
                ["cell_type"] = "code",
                ["metadata"] = new JsonObject { ["tags"] = new JsonArray("skip-execution", text) },
                ["source"] = source,
                ["execution_count"] = 3,
                ["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = text }),
            },
        };
        return new JsonObject
        {
            ["cells"] = new JsonArray(cell, cell.DeepClone()),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject { ["title"] = text }
        };
    }

    private static SyntaxTree Parse(string program) =>
        CSharpSyntaxTree.ParseText(program, CSharpParseOptions.Default.WithFeatures([new("FileBasedProgram", "true")]));

    private static IEnumerable<string> Errors(string program, IEnumerable<string> library)
    {
        var own = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = own.Concat(library).DistinctBy(Path.GetFileName).Select(Reference).OfType<MetadataReference>();
        var compilation = CSharpCompilation.Create("program", [Parse(program)], references, new(OutputKind.ConsoleApplication));
        return compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString());
    }

    /// <summary>Read once for all programs; null for a library that is none of .NET's.</summary>
    private static MetadataReference? Reference(string file) =>
        References.GetOrAdd(file, read => IsNative(read) ? null : MetadataReference.CreateFromFile(read));

    private static bool IsNative(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = new System.Reflection.PortableExecutable.PEReader(stream);
        return !reader.HasMetadata;
    }
}
