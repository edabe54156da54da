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
    public async Task The_explorer_answers_keys_and_fingers()
    {
        const string Right = "\uE014", Down = "\uE015", Enter = "\uE007", Map = "document.querySelector('#map .av-map')";
        await using var firefox = await Firefox.OpenAsync(ExplorerPage.Html(Data.Models, "induction-2l"), width: 1280);
        await firefox.WaitAsync("window.explorer?.result");
        await firefox.EvaluateAsync("(sentence.focus(), sentence.select())");
        await firefox.PressAsync("Tom saw Anna and Tom saw");
        await firefox.WaitAsync("explorer.result.text === 'Tom saw Anna and Tom saw'");

        await firefox.EvaluateAsync("grid.buttons[0].focus()");
        await firefox.PressAsync(Right + "o");
        await firefox.WaitAsync("explorer.result.change");
        Assert.Equal("Head 0.1, off", await firefox.EvaluateAsync("document.activeElement.getAttribute('aria-label')"));
        await firefox.TapAsync("#heads .head[title='0.3']");    // a Firefox without a window presses no real button by keys
        await firefox.WaitAsync("byId('head-name').textContent === '0.3'");

        // nor does it say what has the focus
        await firefox.EvaluateAsync($"(map => (map.focus(), map.dispatchEvent(new Event('focus'))))({Map})");
        await firefox.PressAsync(Down);
        var second = await firefox.EvaluateAsync("explorer.result.texts[2].trim()");
        var words = $"“\u2068{second}\u2069”";
        Assert.StartsWith($"{words} (token 2) attends to", await firefox.EvaluateAsync("document.querySelector('.av-tip').textContent"),
            StringComparison.Ordinal);
        Assert.StartsWith($"{words} attends to", await firefox.EvaluateAsync("byId('readout').textContent"), StringComparison.Ordinal);

        await firefox.EvaluateAsync("document.querySelector(\"#arcs [data-token='2']\").focus()");
        await firefox.PressAsync(Right + Enter);
        Assert.Equal("3", await firefox.EvaluateAsync("document.querySelector('#arcs [aria-pressed=true]').dataset.token"));
        await firefox.TapAsync("#arcs [data-token='4']");
        await firefox.WaitAsync("explorer.pinned === 4");
        await firefox.TapAsync("#next button:not(:disabled)");
        await firefox.WaitAsync("explorer.result.text.length > 'Tom saw Anna and Tom saw'.length");
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
                const pen = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight })
                    .getContext("2d");
                pen.drawImage(image, 0, 0);
                const scale = image.naturalWidth / document.documentElement.clientWidth;
                return [...document.querySelectorAll(".av-map text[transform]")].map((text) => {
                    const box = text.getBoundingClientRect();
                    const { data } = pen.getImageData((box.left + scrollX) * scale, (box.top + scrollY) * scale,
                        Math.max(1, box.width * scale), Math.max(1, box.height * scale));
                    return data.filter((value, i) => i % 4 === 0 && value < 160).length;    // dark pixels
                }).join();
            })()
            """);

        Assert.Equal(6, painted.Split(',').Length);
        Assert.All(painted.Split(','), dark => Assert.True(int.Parse(dark) > 5, $"A word over a column is not painted: {painted}"));
    }
}
