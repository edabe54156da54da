using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Notebooks.Engine;

namespace Notebooks.Tests.Engine;

public sealed partial class MermaidTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("graph LR\n  tokens --> model -->|weights| trace", "tokens", "model", "weights", "trace")]
    [InlineData("flowchart TD\n  subgraph head\n    Q[query] -.-> K((key))\n  end\n  K ==> V{value}", "head", "query", "key", "value")]
    [InlineData("stateDiagram-v2\n  [*] --> Untrained\n  Untrained --> Copies: phase change", "Untrained", "Copies", "phase change")]
    [InlineData("sequenceDiagram\n  Reader->>Kernel: cell\n  Kernel-->>Reader: figure", "Reader", "Kernel", "cell", "figure")]
    [InlineData("classDiagram\n  Figure <|-- View", "Figure", "View")]
    [InlineData("erDiagram\n  LAYER ||--o{ HEAD : has\n  LAYER {\n    int index\n  }\n  HEAD {\n    int number\n  }", "LAYER", "HEAD",
        "has", "int", "index", "number")]
    public async Task A_diagram_is_drawn_with_its_words_and_needs_nothing(string diagram, params string[] words)
    {
        var (picture, text) = await DrawAsync("#!mermaid\n" + diagram, "csharp");
        Assert.Equal(words.Order(), picture.Descendants(Svg + "text").Select(t => t.Value).Distinct().Order());
        Assert.DoesNotContain("url(h", picture.ToString().Replace("'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("@import", picture.ToString(), StringComparison.Ordinal);
        Assert.Equal(diagram, text);
    }

    [Fact]
    public async Task Words_stay_words()
    {
        var (picture, text) = await DrawAsync("graph LR\n  a[\"<script>alert(1)</script> & 'so' on\"] --> b", "mermaid");
        Assert.Empty(picture.Descendants(Svg + "script"));
        Assert.Contains("<script>", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pie title Shares\n  \"first token\": 3")]
    [InlineData("no diagram")]
    [InlineData("")]
    public async Task What_is_not_drawn_here_is_said(string diagram)
    {
        var error = await fixture.Engine.RunAsync(new CellCode(diagram, "cell", "mermaid"), _ => { });
        Assert.Contains("flowchart", error?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diagram_of_a_hundred_steps_is_drawn()
    {
        var (picture, _) = await DrawAsync(Chain(100), "mermaid");
        Assert.Equal(101, picture.Descendants(Svg + "text").Count());
    }

    /// <summary>Its script follows the arrows by calling itself: without a limit the process would be gone, or drew for many
    /// minutes.</summary>
    [Fact]
    public async Task A_diagram_that_is_too_deep_is_an_error()
    {
        var error = await fixture.Engine.RunAsync(new CellCode(Chain(5_000), "cell", "mermaid"), _ => { });
        Assert.Contains("cannot be drawn: too many steps follow one another", error?.Message, StringComparison.Ordinal);
    }

    private static string Chain(int steps) =>
        "graph LR\n" + string.Join('\n', Enumerable.Range(0, steps).Select(i => $"n{i} --> n{i + 1}"));

    private async Task<(XElement Picture, string Text)> DrawAsync(string code, string language)
    {
        List<CellOutput> outputs = [];
        Assert.Null(await fixture.Engine.RunAsync(new CellCode(code, "cell", language), outputs.Add));
        var image = Image().Match(Assert.Single(outputs).Data["text/html"]);
        return (XElement.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(image.Groups["data"].Value))),
            WebUtility.HtmlDecode(image.Groups["alt"].Value));
    }

    [GeneratedRegex("""^<img alt="(?<alt>[^"<>]*)" style="[^"<>]*" src="data:image/svg\+xml;base64,(?<data>[A-Za-z0-9+/=]*)">$""")]
    private static partial Regex Image();
}
