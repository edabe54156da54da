using JupyterKernel.Tests.Stopping;
using Notebooks.Engine;

namespace JupyterKernel.Tests.Memory;

/// <summary>What cells have declared is there for those a hundred cells later, though the compiler was made to let them go.</summary>
public sealed class RunCellsTests : IAsyncLifetime
{
    private readonly EngineFixture fixture = new();

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Declarations_of_all_kinds_outlive_a_hundred_cells()
    {
        await RunAsync("using System.Globalization;\nusing Number = System.Double;\nusing static System.Math;");
        await RunAsync("record Point(int X, int Y); enum Colour { Red, Green }\nvar points = new List<Point> { new(1, 2) };");
        await RunAsync("int Double(int n) => 2 * n;\nFunc<int, int> half = n => n / 2;\nvar inferred = (int n) => n + 1;");
        await RunAsync(
            "var nameless = new { A = 1, B = \"b\" };\nvar listed = new[] { 1, 2 }.Select(n => new { N = n, Square = n * n }).ToList();");
        await RunAsync("var asked = (from n in new[] { 3, 4 } let twice = 2 * n select new { n, twice }).ToArray();");
        await RunAsync("Colour chosen = Colour.Green; (int Left, string Right) pair = (1, \"r\"); dynamic any = points;");
        await RunAsync("var redefined = 1;");
        await RunAsync("var redefined = \"two\";");
        for (var i = 0; i < 100; i++)
            await RunAsync(i % 10 == 0 ? $"var again{i} = new {{ A = {i}, B = \"b\" }};" : $"var filler{i} = {i} * 2;");
        Assert.Equal("True",
            await ValueAsync("points[0] == new Point(1, 2) && chosen == Colour.Green && half(Double(4)) == 4 && inferred(1) == 2"));
        Assert.Equal("1 b 4 6 8", await ValueAsync("$\"{nameless.A} {nameless.B} {listed[1].Square} {asked[0].twice} {asked[1].twice}\""));
        Assert.Equal("True", await ValueAsync("nameless.GetType() == new { A = 5, B = \"c\" }.GetType()"));
        Assert.Equal("90 True",
            await ValueAsync("again90 = new { A = 90, B = \"b\" }; $\"{again90.A} {again0.Equals(new { A = 0, B = \"b\" })}\""));
        Assert.Equal("two 3 r 1",
            await ValueAsync(
                "Number three = Sqrt(9); $\"{redefined} {three.ToString(CultureInfo.InvariantCulture)} {pair.Right} {any[0].X}\""));
        Assert.Equal("198", await ValueAsync("filler99"));
    }

    [Fact]
    public async Task What_is_left_of_an_old_cell_says_of_its_variables_and_methods_what_the_cell_said()
    {
        await RunAsync("struct Pair { public int A; } enum Colour { Red, Green } Pair pair = new() { A = 1 };");
        await RunAsync(
            "const Colour Best = Colour.Green; static readonly int[] Three = [1, 2, 3]; const string Quoted = \"a\\\"b\\n\"; int "
                + "@class = 5;");
        await RunAsync(
            "var (left, right) = (1, \"r\"); int.TryParse(\"7\", out var parsed); Dictionary<string, List<(int Id, Colour? Shade)>> named "
                + "= new() { [\"k\"] = [(3, null)] };");
        await RunAsync(
            "T Largest<T>(IEnumerable<T> of, Colour shade = Colour.Green, double share = .5) where T : IComparable<T> => of.Max();");
        await RunAsync(
            "static int Sum(this int[] numbers, params int[] more) => Enumerable.Sum(numbers) + Enumerable.Sum(more); ref int First(int[] "
                + "of) => ref of[0];");
        await RunAsync(
            "async Task<int> Later(int n) { await Task.Yield(); return n; } bool Try(string text, out Pair found) { found = pair; return "
                + "true; }");
        await RunAsync("Pair? perhaps = pair; Pair Same(in Pair one) => one;");
        await RunAsync("for (int i = 0; i < 2; i++) Console.Write(i);");
        await RunAsync("record Pair(int B); var newer = new Pair(2);");
        for (var i = 0; i < 60; i++) await RunAsync(i % 2 == 0 ? $"Console.Write({i});" : $"var filler{i} = {i};");
        Assert.Equal("1 2 1", await ValueAsync("$\"{pair.A} {newer.B} {Same(pair).A}\""));
        Assert.Equal("Green 3 True 5",
            await ValueAsync("const Colour again = Best; $\"{again} {Three.Length} {Quoted == \"a\\\"b\\n\"} {@class}\""));
        Assert.Equal("1r7 3True", await ValueAsync("$\"{left}{right}{parsed} {named[\"k\"][0].Id}{named[\"k\"][0].Shade is null}\""));
        Assert.Equal("3 10", await ValueAsync("$\"{Largest(Three, share: .2)} {Three.Sum(2, 2)}\""));
        Assert.Equal("9 4 1",
            await ValueAsync("First(Three) = 9; $\"{Three[0]} {await Later(4)} {(Try(\"\", out var found) ? found.A : 0)}\""));
        Assert.Equal("59", await ValueAsync("filler59"));
        Assert.Equal("1", await ValueAsync("perhaps.Value.A"));
    }

    [Fact]
    public async Task Completion_hover_and_signatures_know_what_old_cells_have_declared_and_referred_to()
    {
        var library = typeof(EngineOptions).Assembly.Location;
        await RunAsync($"#r \"{library}\"\nusing Notebooks.Files;");
        await RunAsync(
            "/// <summary>Counts.</summary>\nint Count(string text, int most) => most; var word = \"w\"; var shape = new { Wide = 1 };");
        for (var i = 0; i < 60; i++) await RunAsync($"var filler{i} = {i};");
        Assert.Contains("Wide", await OfferedAsync("shape."));
        Assert.Contains("ToUpperInvariant", await OfferedAsync("word."));
        Assert.Contains("filler59", await OfferedAsync("filler5"));
        Assert.Contains("Notebook", await OfferedAsync("Noteb"));
        Assert.Contains("int Count(string text, int most)", await fixture.Engine.Assistant.ExplainAsync("Count(word, 1)", 2),
            StringComparison.Ordinal);
        Assert.Contains("most", Assert.Single((await fixture.Engine.Assistant.SignaturesAsync("Count(word, )", 12)).Items).Label,
            StringComparison.Ordinal);
    }

    private async Task<IEnumerable<string>> OfferedAsync(string code) =>
        (await fixture.Engine.Assistant.CompleteAsync(code, code.Length)).Items.Select(item => item.Text);

    private Task<string?> RunAsync(string code) => ValueAsync(code);

    private async Task<string?> ValueAsync(string code)
    {
        string? value = null;
        var error = await fixture.Engine.RunAsync(new CellCode(code, "cell"),
            output => value = output.Kind == CellOutputKind.Value ? output.Data["text/plain"] : value);
        Assert.True(error is null, $"{code}: {error?.Message}");
        return value;
    }
}
