using System.Xml.Linq;
using Attention.Figures;
using Attention.Figures.Pictures;

namespace Explorer.Tests;

/// <summary>Figures as files for papers and slides.</summary>
public sealed class PictureTests(Browser browser) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("picture-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, InlineData("view"), InlineData("chart")]
    public async Task A_figure_becomes_a_picture_of_many_colours(string kind)
    {
        var playing = await browser.StartAsync();
        var file = Path.Combine(folder, "figure.png");
        (kind == "view" ? Figures.WholeModel(SampleFigures.Trace(), SampleFigures.Scores()) : SampleFigures.Charts()[0]).SavePng(file,
            width: 700);
        await using var page = await WatchedPage.OpenAsync(playing,
            $"<img src='data:image/png;base64,{Convert.ToBase64String(await File.ReadAllBytesAsync(file))}'>");
        var seen = await page.Page.EvaluateAsync<int[]>("""
            async () => {
                const image = document.images[0];
                await image.decode();
                const pen = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight })
                    .getContext("2d");
                pen.drawImage(image, 0, 0);
                const pixels = new Uint32Array(pen.getImageData(0, 0, image.naturalWidth, image.naturalHeight).data.buffer);
                const lastRow = pixels.subarray(pixels.length - image.naturalWidth);
                return [image.naturalWidth, image.naturalHeight, new Set(pixels).size, new Set(lastRow).size];
            }
            """);
        Assert.Equal(1400, seen[0]);
        Assert.InRange(seen[1], 700, 4000);
        Assert.InRange(seen[2], 100, int.MaxValue);
        Assert.Equal(1, seen[3]);    // nothing is cut off at the lower edge
        Assert.Equal([file], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_chart_becomes_well_formed_SVG_with_its_title()
    {
        await browser.StartAsync();
        var file = Path.Combine(folder, "figure.svg");
        Figures.Lines("Losses <b> & “more”", "layer", "nats", ("measured", [3, 2, 1])).SaveSvg(file);
        var drawing = XDocument.Load(file).Root!;
        Assert.Equal("{http://www.w3.org/2000/svg}svg", drawing.Name.ToString());
        Assert.Contains("Losses <b> & “more”", drawing.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_is_no_drawing_and_says_what_to_do()
    {
        var figure = Figures.LayerProgression(SampleFigures.Trace());
        var error = Assert.Throws<NotSupportedException>(() => figure.SaveSvg(Path.Combine(folder, "figure.svg")));
        Assert.Contains("SavePng", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Without_a_browser_the_error_says_what_to_install() =>
        Assert.Contains("Install Chromium",
            Assert.Throws<NoBrowserException>(() => LocalBrowser.Find(Path.Combine(folder, "no-browser"))).Message,
            StringComparison.Ordinal);
}
