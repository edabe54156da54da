using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Attention.Figures;
using Attention.Figures.Views;
using Attention.Models;
using Attention.Traces;
using Microsoft.Playwright;
using Notebooks.Handouts;
using Notebooks.Tests;

namespace Explorer.Tests;

/// <summary>A chapter's page: pictures without scripts, live figures with them, and the model beside the page.</summary>
public sealed class LivePageTests(Browser browser) : IDisposable
{
    private const string Sentence = "The dog near the old gate chased";
    private readonly string folder = Directory.CreateTempSubdirectory("live-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Without_scripts_every_figure_is_a_picture_that_fits(int width)
    {
        var file = Page([.. SampleFigures.Views(), .. SampleFigures.Charts()]);
        var chromium = await browser.StartAsync();
        await using var context = await chromium.NewPatientContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = false,
            Offline = true
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"file://{file}");
        var figures = await page.Locator("figure").CountAsync();
        Assert.Equal(SampleFigures.Views().Length + SampleFigures.Charts().Length, figures);
        // the simulation runs no model, and has words alone
        Assert.Equal(figures - 1, await page.Locator("figure:has(.av-picture svg)").CountAsync());
        foreach (var drawing in await page.Locator(".av-picture svg").AllAsync())
            Assert.InRange((await drawing.BoundingBoxAsync())!.Width, 20, width);
    }

    [Fact]
    public async Task Figures_become_live_when_they_come_near_and_Plotly_comes_with_the_first_chart()
    {
        var file = Page([SampleFigures.Views()[1], .. SampleFigures.Charts()]);
        await using var page = await WatchedPage.OpenFileAsync(await browser.StartAsync(), file);
        await page.Page
            .WaitForFunctionAsync(
                "() => document.querySelector('figure.av .av-columns') && !document.querySelector('figure.av .av-picture')");
        var live = await page.Page.EvaluateAsync<int>("() => document.querySelectorAll('.js-plotly-plot').length");
        Assert.InRange(live, 0, SampleFigures.Charts().Length - 2);
        await page.Page
            .EvaluateAsync(
                "async () => { for (let y = 0; y < document.body.scrollHeight; y += 300) { scrollTo(0, y); await new Promise((done) => "
                    + "setTimeout(done, 40)); } }");
        await page.Page.WaitForFunctionAsync("count => document.querySelectorAll('.js-plotly-plot').length === count",
            SampleFigures.Charts().Length);
        Assert.Equal(0, await page.Page.Locator(".av-picture").CountAsync());
    }

    [Fact]
    public async Task The_main_model_runs_in_a_figure_on_the_readers_sentence()
    {
        using var model = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
        using var trace = model.Trace(Sentence);
        using var other = model.Trace("The cat near the old tree saw");
        ModelFiles.Write(folder, Data.Models);
        var file = Page(Figures.Sentence(trace, (13, 8), at: "chased"));
        await using var page = await WatchedPage.OpenFileAsync(await browser.StartAsync(), file);
        await page.Page.ClickAsync(".av-own summary");
        await page.Page.FillAsync(".av-own textarea", "The cat near the old tree saw");
        await page.Page.ClickAsync(".av-own button");
        await page.Page.WaitForSelectorAsync(".av-live .av-arcs");
        var said = Regex.Match(await page.Page.InnerTextAsync(".av-live .av-sentence"), "cat\u2069” (\\.[0-9]{2})");
        Assert.True(said.Success);
        Assert.Equal(other[(13, 8), ^1, 2], float.Parse(said.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), .02);
        // and not the page's word
        Assert.Equal($"Your sentence in head 13.8 · {model.Title}",
            (await page.Page.InnerTextAsync("figure.av .av-title")).Split("Figure 1.1")[^1].Trim(' ', '·'));
        Assert.Contains("ran here on 8 tokens", await page.Page.InnerTextAsync(".av-own"), StringComparison.Ordinal);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Back to the page's sentence" }).ClickAsync();
        Assert.Equal(0, await page.Page.Locator(".av-live").CountAsync());
        Assert.Contains("Where “chased” looks", await page.Page.InnerTextAsync("figure.av .av-title"), StringComparison.Ordinal);
        Assert.Contains("chased", await page.Page.TextContentAsync(".av-arcs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_was_copied_in_part_is_named_and_the_small_model_says_that_it_is_another()
    {
        ModelFiles.Write(folder, Data.Models);
        var trace = SampleFigures.Trace();
        var named = new AttentionTrace
        {
            ModelName = ModelTitle,
            Text = trace.Text,
            Tokens = trace.Tokens,
            HasBos = true,
            Layers = trace.Layers,
            Heads = trace.Heads,
            Patterns = trace.Patterns
        };
        var file = Page(Figures.Sentence(named, [("induction", (0, 0))]), Figures.Heatmap(named, (1, 1)));
        File.Delete(Path.Combine(folder, "model", "part-02.js"));
        var chromium = await browser.StartAsync();
        await using var context = await chromium.NewPatientContextAsync(new() { Offline = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"file://{file}");
        foreach (var figure in new[] { page.Locator("figure.av").First, page.Locator("figure.av-figure") })
        {
            await figure.ScrollIntoViewIfNeededAsync();
            await figure.Locator(".av-own summary").ClickAsync();
            await figure.Locator(".av-own button").First.ClickAsync();
            await Assertions.Expect(figure.Locator(".av-own [role=status]")).ToContainTextAsync("part-02.js is missing");
            await figure.GetByRole(AriaRole.Button, new() { Name = "Take the small model" }).ClickAsync();
            await Assertions.Expect(figure.Locator(".av-own [role=status]"))
                .ToContainTextAsync("not the one that the page is about");
            Assert.InRange(await figure.Locator("figure.av-live svg").CountAsync(), 1, 2);
        }
    }

    private static string ModelTitle => Catalogue.Open().Find(Catalogue.MainModel)!.Title;

    private string Page(params Figure[] figures)
    {
        var notebook = NotebookText.Write(Path.Combine(folder, "01-one.ipynb"), "x");
        notebook.Cells[0].Outputs = [.. figures.Select(Output)];
        return HandoutFolder.Write(folder, [notebook], [], singleFile: false, ExplorerPage.Beside(folder, Data.Models))[0];
    }

    private static JsonNode Output(Figure figure)
    {
        var data = new JsonObject { ["text/html"] = figure.Fragment, ["text/plain"] = figure.ToString() };
        if (figure is not ViewFigure) data["application/vnd.plotly.v1+json"] = JsonNode.Parse(figure.JsonWithWords);
        return new JsonObject { ["output_type"] = "display_data", ["data"] = data };
    }
}
