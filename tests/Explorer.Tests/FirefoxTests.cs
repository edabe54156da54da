using Attention.Figures;

namespace Explorer.Tests;

/// <summary>What Firefox paints of the course's own views.</summary>
public sealed class FirefoxTests
{
    [Fact]
    public async Task The_words_over_the_columns_of_a_pattern_are_painted()
    {
        var folder = Directory.CreateTempSubdirectory("figure-").FullName;
        var file = Path.Combine(folder, "figure.html");
        Figures.Gallery(new GalleryCard("kind", "One.", new HeadView(SampleFigures.Trace(), (0, 0)))).SaveHtml(file);
        await using var firefox = await Firefox.OpenAsync(await File.ReadAllTextAsync(file));
        Directory.Delete(folder, recursive: true);

        var picture = await firefox.PictureAsync();
        var painted = await firefox.EvaluateAsync($$"""
            (async () => {
                const image = new Image();
                image.src = "data:image/png;base64,{{picture}}";
                await image.decode();
                const pen = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight }).getContext("2d");
                pen.drawImage(image, 0, 0);
                const scale = image.naturalWidth / document.documentElement.clientWidth;
                return [...document.querySelectorAll(".av-map text[transform]")].map((text) => {
                    const box = text.getBoundingClientRect();
                    const { data } = pen.getImageData((box.left + scrollX) * scale, (box.top + scrollY) * scale, Math.max(1, box.width * scale), Math.max(1, box.height * scale));
                    return data.filter((value, i) => i % 4 === 0 && value < 160).length;    // dark pixels
                }).join();
            })()
            """);

        Assert.Equal(6, painted.Split(',').Length);
        Assert.All(painted.Split(','), dark => Assert.True(int.Parse(dark) > 5, $"A word over a column is not painted: {painted}"));
    }
}
