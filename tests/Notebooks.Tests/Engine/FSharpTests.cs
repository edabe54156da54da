using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public sealed class FSharpTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private readonly List<CellOutput> outputs = [];

    [Fact]
    public async Task A_cell_has_a_value_writes_and_finds_what_an_earlier_one_defined()
    {
        Assert.Null(await RunAsync("let square x = x * x"));
        Assert.Null(await RunAsync("printf \"from F#\"\nsquare 7"));
        Assert.Equal([(CellOutputKind.StandardOutput, "from F#"), (CellOutputKind.Value, "49")],
            outputs.Select(o => (o.Kind, o.Data["text/plain"])));
    }

    [Fact]
    public async Task Values_go_to_CSharp_and_back()
    {
        Assert.Null(await RunAsync("var numbers = new[] { 1, 2, 4 };", "csharp"));
        Assert.Null(await RunAsync("#!fsharp\n#!share --from csharp numbers\nlet total = Seq.sum numbers", "csharp"));
        Assert.Null(await RunAsync("#!share --from fsharp total\nConsole.Write(total + 1);", "csharp"));
        Assert.Equal("8", Assert.Single(outputs).Data["text/plain"]);
    }

    [Theory]
    [InlineData("let a : int = \"x\"", "FSharpException", "line 1, column 15: FS0001")]
    [InlineData("failwith \"no\" |> ignore", "Exception", "no")]
    [InlineData("#!set --name x --value @fsharp:nothing", "Error", "nothing")]
    public async Task An_error_fails_the_cell(string code, string name, string message)
    {
        var error = await RunAsync(code);
        Assert.Equal(name, error?.Name);
        Assert.Contains(message, error?.Message, StringComparison.Ordinal);
    }

    private Task<CellError?> RunAsync(string code, string language = "fsharp") =>
        fixture.Engine.RunAsync(new CellCode(code, "cell 5", language), outputs.Add, TestContext.Current.CancellationToken);
}
