using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Engine;
using Notebooks.Engine.Stopping;

namespace JupyterKernel.Tests.Stopping;

/// <summary>Checks change neither what a cell does nor where its errors are.</summary>
public sealed class WovenCellTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("int Twice(int n) => n * 2;\nTwice(3)", "6")]
    [InlineData("string Name { get; set; } = \"a\";\nName", "a")]
    [InlineData("int Six => 6;\nSix", "6")]
    [InlineData("var numbers = new List<int>();\nnew[] { 1, 2 }.ToList().ForEach(n => numbers.Add(n));\nnumbers.Count", "2")]
    [InlineData("Func<int, Func<int, int>> add = a => b => a + b;\nadd(1)(2)", "3")]
    [InlineData("Func<string> nothing = () => null;\nnothing() is null", "True")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> tree = x => x + 1;\ntree.Compile()(1)", "2")]
    [InlineData("new[] { 1, 2, 3 }.AsQueryable().Where(n => n > 1).Count()", "2")]
    [InlineData("(from n in new[] { 1, 2, 3 } where n > 1 select n).Count()", "2")]
    [InlineData("(from n in new[] { 1, 2, 3 }.AsQueryable() where n > 1 select n).Count()", "2")]
    [InlineData("async Task<int> Later() => await Task.FromResult(4);\nawait Later()", "4")]
    [InlineData("async Task Nothing() => await Task.Yield();\nawait Nothing();\n5", "5")]
    [InlineData("await new ValueTask<int>(6)", "6")]
    [InlineData("await Task.Run(() => 7)", "7")]
    [InlineData("await Task.Run(async () => { await Task.Yield(); return 8; })", "8")]
    [InlineData("int total = 0;\nfor (int i = 0; i < 3; i++)\n    for (int j = 0; j < 3; j++)\n        total += i * j;    // a "
        + "comment\ntotal", "9")]
    [InlineData("int count = 0;\nforeach (var (a, b) in new[] { (1, 2), (3, 4) }) count += a * b;\ncount", "14")]
    [InlineData("record Point(int X, int Y) { public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y); public int "
        + "Sum => X + Y; }\n(new Point(1, 2) + new Point(3, 4)).Sum", "10")]
    [InlineData("int Last(ReadOnlySpan<int> span) => span[^1];\nLast(new[] { 1, 2 })", "2")]
    [InlineData("int store = 1;\nref int Slot() => ref store;\nSlot() = 5;\nstore", "5")]
    [InlineData("bool Fails() => throw new InvalidOperationException();\ntry { Fails(); } catch (InvalidOperationException) { }\n1", "1")]
    [InlineData("IEnumerable<int> Three() { for (int i = 0; i < 3; i++) yield return i; }\nThree().Sum()", "3")]
    [InlineData("int kind = 2; string said = \"\";\nswitch (kind) { case 1: said = \"one\"; break; case 2: goto case 1; }\nsaid", "one")]
    [InlineData("double Sum(double[] xs) { double s = 0; for (int i = 0; i < xs.Length; i++) s += xs[i]; return s; }\n"
        + "Sum(new[] { 1.5, 2 })", "3.5")]
    [InlineData("// only a comment", null)]
    [InlineData("#!csharp\n1", "1")]
    public async Task A_cell_does_what_it_says(string code, string? value)
    {
        List<CellOutput> outputs = [];
        var error = await fixture.Engine.RunAsync(new CellCode(code, "cell"), outputs.Add);
        Assert.Null(error?.Message);
        Assert.Equal(value, outputs.SingleOrDefault()?.Data["text/plain"]);
    }

    [Theory]
    [InlineData("for (int i = 0; i < 9; i++) sum += i;", false)]
    [InlineData("for (int i = 0; i < 9; i++) { sum += i; i--; }", true)]
    [InlineData("for (long i = 0; i < 9; i++) sum += 1;", true)]
    [InlineData("for (int i = 0; i < 9; i++) sum += Twice(i);", true)]
    [InlineData("foreach (var x in new[] { 1, 2 }) sum += x;", false)]
    [InlineData("foreach (var x in new List<int> { 1, 2 }) if (x > 1) { sum += x * x; }", false)]
    [InlineData("foreach (var x in new List<int> { 1, 2 }) sum += Twice(x);", true)]
    [InlineData("foreach (var x in Enumerable.Range(0, 2)) sum += x;", true)]
    [InlineData("while (sum < 9) sum++;", true)]
    public void Only_a_loop_that_ends_soon_by_itself_has_no_check(string loop, bool hasCheck)
    {
        var tree = CSharpSyntaxTree.ParseText(
            "using System.Collections.Generic; using System.Linq;\nint sum = 0; int Twice(int n) => n * 2;\n" + loop,
            new CSharpParseOptions(kind: SourceCodeKind.Script));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.CreateScriptCompilation("cell", tree, references);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var body = CSharpSyntaxTree.ParseText(CheckWeaver.Weave(tree, compilation).Split('\n')[2],
            new CSharpParseOptions(kind: SourceCodeKind.Script)).GetRoot()
            .DescendantNodes().OfType<StatementSyntax>()
            .First(s => s is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax);
        Assert.Equal(hasCheck, body.ToString().Contains("Checkpoint.Check()", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("int Half(int n) =>\n    n % 2 == 0\n        ? n / 2\n        : throw new Exception();\nHalf(3)", 2)]
    [InlineData("for (int i = 0; i < 3; i++)\n{\n    // a comment\n    if (i == 1)\n        throw new Exception();\n}", 5)]
    [InlineData("while (true)\n    throw new Exception();", 2)]
    [InlineData("Action act = () =>\n    throw new Exception();\nact();", 2)]
    [InlineData("Func<int, int> f = n =>\n    int.Parse(\n        \"x\") + n;\n\nf(1);", 2)]
    [InlineData("await Task.Yield();\n\nthrow new Exception();", 3)]
    [InlineData("int Twice(int n) { return n * 2; } int x = Twice(2);\nint y = 0;\nx / y", 3)]
    public async Task An_error_is_where_it_was(string code, int line)
    {
        var error = await fixture.Engine.RunAsync(new CellCode(code, "cell 5"), _ => { });
        Assert.Equal(("cell 5", line), (error?.Place, error?.Line));
    }

    [Theory]
    [InlineData("for (int i = 0; i < 3; i++) { int a = \"x\"; }", 39)]
    [InlineData("Func<int, int> f = n => n.Nothing;", 27)]
    public async Task A_compile_error_is_in_the_column_where_it_was(string code, int column)
    {
        var error = await fixture.Engine.RunAsync(new CellCode(code, "cell 5"), _ => { });
        Assert.Contains($"column {column}:", error?.Trace[0], StringComparison.Ordinal);
    }
}
