using JupyterKernel.Tests.Stopping;
using Notebooks.Engine;
using Notebooks.Tests.Hosts;

namespace JupyterKernel.Tests.Displays;

public sealed class DisplayTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("true", "True")]
    [InlineData("10_000_000_000", "10000000000")]
    [InlineData("System.Numerics.BigInteger.One", "1")]
    public async Task A_number_is_plain_text_and_nothing_else(string code, string text) =>
        Assert.Equal([KeyValuePair.Create("text/plain", text)], (await ShowAsync(code)).Data);

    [Theory]
    [InlineData("Enumerable.Range(0, 1_000_000)")]
    [InlineData("new double[1000, 1000]")]
    [InlineData("Enumerable.Range(0, 1_000_000).ToDictionary(i => i)")]
    public async Task A_million_numbers_are_not_all_shown(string code) =>
        Assert.InRange((await ShowAsync(code)).Data.Values.Sum(text => text.Length), 1, 10_000);

    [Fact]
    public async Task Of_a_large_tensor_a_corner_is_shown_and_its_shape()
    {
        var torch = Path.Combine(CourseNotebooks.Root, "lib", "Attention.Interactive", "bin", "Release", "TorchSharp.dll");
        Assert.Null(await fixture.Engine.RunAsync(new CellCode($"#r \"{torch}\"", "cell"), _ => { }));
        var large = (await ShowAsync("TorchSharp.torch.zeros(3, 1000, 1000)")).Data["text/plain"];
        Assert.InRange(large.Length, 1, 3_000);
        Assert.Contains("3x1000x1000", large, StringComparison.Ordinal);
        Assert.DoesNotContain("first of", (await ShowAsync("TorchSharp.torch.zeros(2, 3)")).Data["text/plain"], StringComparison.Ordinal);
        Assert.Contains("7", (await ShowAsync("TorchSharp.torch.tensor(7)")).Data["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_of_the_learners_own_shows_itself_and_asks_no_other_machine()
    {
        var plotly = Path.Combine(CourseNotebooks.Root, "lib", "Attention.Charts", "bin", "Release");
        var loaded =
            $"#r \"{plotly}/DynamicObj.dll\"\n#r \"{plotly}/Plotly.NET.dll\"\nvar bars = new Plotly.NET.Trace2D(\"bar\"); "
                + $"bars.SetProperty(\"y\", new[] {{ 3, 1 }}); bars.SetProperty(\"name\", \"</script>\");";
        Assert.Null((await fixture.Engine.RunAsync(new CellCode(loaded, "cell"), _ => { }))?.Message);
        const string Chart = "Plotly.NET.GenericChart.ofTraceObject(false, bars)";
        var (first, second) = ((await ShowAsync(Chart)).Data, (await ShowAsync(Chart)).Data);
        var figure = System.Text.Json.Nodes.JsonNode.Parse(second["application/vnd.plotly.v1+json"])!;
        Assert.Equal(("bar", 3, 1),
            ((string?)figure["data"]![0]!["type"], (int)figure["data"]![0]!["y"]![0]!, (int)figure["data"]![0]!["y"]![1]!));
        Assert.InRange(first["text/html"].Length, 1_000_000, 2_000_000);    // with plotly.js
        Assert.InRange(second["text/html"].Length, 100, 20_000);
        Assert.DoesNotContain("<script src", first["text/html"], StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(second["text/html"], "</script"));
    }

    [Theory]
    [InlineData("new double[,] { { 1, 0 }, { .25, .75 } }", ",0,1|0,1,0|1,0.25,0.75")]
    [InlineData("new[,] { { \"<b>\", null } }", ",0,1|0,<b>,null")]
    [InlineData("record Found(int Layer, double Score, string Kind);\nnew List<Found> { new(16, .9, \"previous\"), new(18, .86, null) }",
        "Layer,Score,Kind|16,0.9,previous|18,0.86,null")]
    [InlineData("record Bad(int X) { public int Y => throw new InvalidOperationException(\"no Y\"); }\nnew[] { new Bad(1) }",
        "X,Y|1,InvalidOperationException: no Y")]
    [InlineData("new[] { (1, \"a\"), (2, \"b\") }", "Item1,Item2|1,a|2,b")]
    [InlineData("new List<Tuple<int, bool>> { Tuple.Create(1, true) }", "Item1,Item2|1,True")]
    [InlineData("var data = new System.Data.DataTable(); data.Columns.Add(\"A\"); data.Columns.Add(\"N\", typeof(int)); "
        + "data.Rows.Add(\"<x>\", 1); data.Rows.Add(null, 2);\ndata", "A,N|<x>,1|,2")]
    [InlineData("(from i in Enumerable.Range(1, 2) select new { Number = i, Square = i * i }).ToArray()", "Number,Square|1,1|2,4")]
    public async Task Matrices_and_records_are_tables(string code, string table)
    {
        var shown = System.Xml.Linq.XElement.Parse((await ShowAsync(code)).Data["text/html"]);
        Assert.Equal(table,
            string.Join('|', shown.Descendants("tr").Select(row => string.Join(',', row.Elements().Select(cell => cell.Value)))));
    }

    [Theory]
    [InlineData("new double[300, 400]", "the first of 300 x 400 numbers", 21)]
    [InlineData("(from i in Enumerable.Range(0, 50_000) select new { Number = i, Half = i / 2.0 }).ToList()", "the first 20 rows", 21)]
    public async Task Of_a_large_table_the_first_rows_are_shown(string code, string said, int rows)
    {
        var shown = (await ShowAsync(code)).Data["text/html"];
        Assert.Contains(said, shown, StringComparison.Ordinal);
        Assert.Equal(rows, System.Text.RegularExpressions.Regex.Count(shown, "<tr>"));
    }

    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("new Dictionary<string, int> { [\"a\"] = 1 }", "<i>key</i>")]
    [InlineData("new[] { 1, 2 }", "[ 1, 2 ]")]
    [InlineData("new List<string> { \"one\" }", "[ one ]")]
    [InlineData("new[] { new[] { 1 }, new[] { 2, 3 } }", "[ 2, 3 ]")]
    [InlineData("new int[2, 2, 2]", "0")]
    [InlineData("new object[] { 1, null }", "null")]
    [InlineData("new[] { new Uri(\"https://example.org\") }", "<i>index</i>")]
    public async Task Other_sequences_are_shown_as_ever(string code, string part) =>
        Assert.Contains(part, string.Concat((await ShowAsync(code)).Data.Values), StringComparison.Ordinal);

    [Theory]
    [InlineData("class Chain : IEnumerable<Chain>\n{\n    public IEnumerator<Chain> GetEnumerator() { yield return this; }\n    "
        + "System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();\n}\nnew Chain()",
        "[ [ [ [ … ] ] ] ]")]
    [InlineData("record Pair(int Id) { public Pair Other { get; set; } }\nvar left = new Pair(1); left.Other = new Pair(2) { Other = left "
        + "};\nleft", "Pair { Id = 1, Other = Pair { Id = 2, Other = Pair { Id = 1, Other = Pair { Id = 2, Other = Pair } } } }")]
    [InlineData("class Endless : System.Collections.IEnumerable { public System.Collections.IEnumerator GetEnumerator() { while (true) "
        + "yield return this; } }\nnew Endless()", "[ [ [ [ …")]
    public async Task A_value_that_contains_itself_is_shown_in_bounds_and_the_engine_lives(string code, string text)
    {
        var shown = (await ShowAsync(code)).Data;
        Assert.StartsWith(text, shown["text/plain"], StringComparison.Ordinal);
        Assert.InRange(shown.Values.Sum(form => form.Length), 1, 10_000);
        Assert.Equal("1", (await ShowAsync("var one = 1; one")).Data["text/plain"]);
        Assert.NotEmpty(await fixture.Engine.VariablesAsync());
    }

    [Theory]
    [InlineData("new[] { 1, 2, 3 }", "[ 1, 2, 3 ]")]
    [InlineData("record P(string A, int B);\nnew[] { new P(\"x\", 1) }", "[ P { A = x, B = 1 } ]")]
    [InlineData("new { A = 1, B = new[] { 2.5 } }", "{ A = 1, B = System.Double[] }")]
    [InlineData("class Plain { public int A => 1; public int B => throw new InvalidOperationException(); }\nnew Plain()",
        "Plain { A = 1, B = (InvalidOperationException) }")]
    [InlineData("HTML(\"<style>b { }</style><b>1 &lt; 2</b>\")", "1 < 2")]
    public async Task Beside_every_other_form_stands_a_text(string code, string text)
    {
        var shown = (await ShowAsync(code)).Data;
        Assert.Equal(text, shown["text/plain"]);
        Assert.Contains("text/html", shown.Keys);
    }

    [Theory]
    [InlineData("new DateTime(2024, 1, 2, 3, 4, 5)", "2024-01-02 03:04:05")]
    [InlineData("new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc)", "2024-01-02 03:04:05Z")]
    public async Task A_date_claims_universal_time_only_where_it_is(string code, string text) =>
        Assert.Equal(text, (await ShowAsync(code)).Data["text/plain"]);

    [Fact]
    public async Task The_console_of_Spectre_is_the_running_cells()
    {
        var library = Path.Combine(CourseNotebooks.Root, "lib", "Course.Cli", "bin", "Release", "own");
        Assert.Null(await fixture.Engine
            .RunAsync(new CellCode($"#r \"{library}/Spectre.Console.Ansi.dll\"\n#r \"{library}/Spectre.Console.dll\"", "cell"), _ => { }));
        foreach (var word in (string[])["seen", "again"])
        {
            List<CellOutput> outputs = [];
            Assert.Null((await fixture.Engine.RunAsync(new CellCode($"Spectre.Console.AnsiConsole.MarkupLine(\"[red]{word}[/]\");", "cell"),
                outputs.Add))?.Message);
            Assert.Contains(word,
                string.Concat(outputs.Where(output => output.Kind == CellOutputKind.StandardOutput)
                    .Select(output => output.Data["text/plain"])), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task All_inner_exceptions_are_told()
    {
        var error =
            await fixture.Engine
                .RunAsync(new CellCode(
                    "throw new AggregateException(new Exception(\"one\", new Exception(\"why\")), new InvalidOperationException(\"two\"));",
                    "cell"), _ => { });
        Assert.Equal(["one", "why", "two"],
            error!.Trace.Where(line => line.StartsWith("caused by", StringComparison.Ordinal)).Select(line => line.Split(": ")[^1]));
    }

    [Fact]
    public async Task Directives_of_the_tool_are_there()
    {
        var listed = (await ShowAsync("#!lsmagic")).Data["text/plain"];
        foreach (var directive in (string[])["#!about", "#!fsharp", "#!lsmagic", "#!mermaid", "#!time", "#!timeit", "#!who"])
            Assert.Contains(listed.Split('\n'), line => line.Split(' ')[0] == directive);
        Assert.Contains(Environment.Version.ToString(), (await ShowAsync("#!about")).Data["text/plain"], StringComparison.Ordinal);
        var timed = (await ShowAsync("#!timeit\nSystem.Threading.Thread.Sleep(20);")).Data["text/plain"];
        Assert.InRange(double.Parse(timed.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), 20, 200);
        var offered = (await fixture.Engine.Assistant.CompleteAsync("1;\n#!ti", 7)).Items.Select(item => item.Text);
        Assert.Equal(["#!time", "#!timeit"], offered);
    }

    [Fact]
    public async Task A_cell_tells_how_long_it_took() =>
        Assert.StartsWith("Wall time: ", (await ShowAsync("#!time\nvar timed = 1;")).Data["text/plain"], StringComparison.Ordinal);

    private async Task<CellOutput> ShowAsync(string code)
    {
        List<CellOutput> outputs = [];
        Assert.Null((await fixture.Engine.RunAsync(new CellCode(code, "cell"), outputs.Add))?.Message);
        return Assert.Single(outputs);
    }
}
