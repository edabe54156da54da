using Attention.Figures;

namespace Explorer.Tests;

/// <summary>What Firefox paints of the course's own views.</summary>
public sealed class FirefoxTests
{
    [Fact]
    public async Task A_page_that_stands_alone_is_searched_and_explains_its_words()
    {
        using var folder = new HandoutSample(singleFile: true);
        await using var firefox =
            await Firefox.OpenAsync(await File.ReadAllTextAsync(folder.Pages[0], TestContext.Current.CancellationToken));
        var said = await firefox.EvaluateAsync("""
            (async () => {
                document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
                const input = document.querySelector(".search input");
                input.value = "thrice";
                input.dispatchEvent(new Event("input"));
                await new Promise((done) => setTimeout(done, 500));
                const found = document.querySelector(".search .said").textContent;
                document.querySelector("dialog").close();
                document.querySelector("a.term").dispatchEvent(new PointerEvent("pointerenter", { pointerType: "mouse" }));
                await document.fonts.ready;
                return [found, document.getElementById("card").textContent, document.fonts.check("17px Literata")].join("|");
            })()
            """);
        Assert.Equal("1 found, 0 of them figures.|induction headafter A B … A looks at B|true", said);
    }

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
