using Attention.Interventions;
using Attention.Models;
using static TorchSharp.torch;

namespace Explorer.Tests;

/// <summary>What the page computes is what the library computes.</summary>
public sealed class AttentionTests(Browser browser)
{
    private const string Sentence = "Tom saw Anna near the old gate. Tom saw";

    [Theory]
    [InlineData("induction-1l"), InlineData("induction-2l"), InlineData("induction-2l-learned")]
    public async Task A_course_model_has_the_librarys_attention(string name)
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), name);
        using var model = LanguageModel.Load(name);
        await page.TypeAsync(Sentence);
        await AssertSameAsync(page, model, []);
    }

    [Fact]
    public async Task SmolLM2_has_the_librarys_attention_also_with_heads_off()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync());
        using var model = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
        await page.PickAsync(Data.SmolLm);
        await page.TypeAsync(Sentence);
        Assert.Contains(model.Title, await page.StatusAsync(), StringComparison.Ordinal);
        await AssertSameAsync(page, model, []);

        await page.RunAgainAsync(() => page.Page.Locator("#heads .head").Nth(16 * 9).PressAsync("o"));
        await page.RunAgainAsync(() => page.Page.Locator("#heads .head").Nth(3).PressAsync("o"));
        await AssertSameAsync(page, model, [new(16, 0), new(0, 3)]);
        Assert.Equal(0, (await page.NumbersAsync("Array.from(explorer.result.change)"))[3]);
        Assert.Contains(await page.NumbersAsync("Array.from(explorer.result.change)"), change => change > .05);
    }

    [Fact]
    public async Task Heads_off_in_a_course_model_change_what_the_library_says_they_change()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), "induction-2l");
        using var model = LanguageModel.Load("induction-2l");
        await page.TypeAsync(Sentence);
        await page.RunAgainAsync(() => page.Page.Locator("#heads .head").Nth(1).PressAsync("o"));
        await AssertSameAsync(page, model, [new(0, 1)]);
        await page.RunAgainAsync(() => page.Page.ClickAsync("#all-on"));
        await AssertSameAsync(page, model, []);
    }

    [Fact]
    public async Task A_map_shows_what_heads_that_are_off_have_changed_in_another()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), "induction-2l");
        using var model = LanguageModel.Load("induction-2l");
        await page.TypeAsync(Sentence);
        Assert.False(await page.Page.IsVisibleAsync("#change-part"));
        await page.RunAgainAsync(() => page.Page.Locator("#heads .head").Nth(0).PressAsync("o"));
        var (place, ids) = (model.Config.NumAttentionHeads + 1, model.Tokenizer.Encode(Sentence).Ids);    // head 1.1
        await page.Page.Locator("#heads .head").Nth(place).ClickAsync();
        await page.Page.WaitForFunctionAsync("place => explorer.result.view.head === place", place);
        Assert.True(await page.Page.IsVisibleAsync("#change-map .av-map"));
        var shown = await page.NumbersAsync(
            "explorer.result.texts.flatMap((_, q, all) => all.slice(0, q + 1).map((_, k) => explorer.patterns.changes.at(q, k)))");
        var size = shown.Length;
        var changed = Run(model, ids, [new(0, 0)]).Attention[(place * size)..((place + 1) * size)]
            .Zip(Run(model, ids, []).Attention[(place * size)..((place + 1) * size)], (without, whole) => without - whole).ToArray();
        Assert.InRange(changed.Zip(shown, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-3);
        Assert.Contains(shown, change => Math.Abs(change) > .05f);
        var seen = from query in Enumerable.Range(1, ids.Length - 1)    // the first token is left out
                   from key in Enumerable.Range(1, query)
                   let change = shown[(query * (query + 1) / 2) + key]
                   where Math.Abs(change) is >= .05f and < .995f
                   select $"{(change < 0 ? "−" : "+")}{Math.Abs(change):.00}";
        Assert.Equal(seen,
            await page.Page.Locator("#change-map .av-number")
                .EvaluateAllAsync<string[]>("all => all.map((at) => at.textContent).filter(Boolean)"));
        await page.RunAgainAsync(() => page.Page.ClickAsync("#all-on"));
        Assert.False(await page.Page.IsVisibleAsync("#change-part"));
    }

    [Fact]
    public async Task Without_WebAssembly_the_numbers_are_the_same()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), webAssembly: false);
        Assert.Contains("without WebAssembly", await page.Page.InnerTextAsync("#model-size"), StringComparison.Ordinal);
        using var model = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
        await page.PickAsync(Data.SmolLm);
        await page.TypeAsync(Sentence);
        await AssertSameAsync(page, model, []);
    }

    [Fact]
    public async Task Without_the_token_in_front_the_numbers_are_the_librarys_too()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), "induction-2l");
        using var model = LanguageModel.Load("induction-2l");
        await page.TypeAsync(Sentence);
        await page.RunAgainAsync(() => page.Page.UncheckAsync("#bos"));
        await AssertSameAsync(page, model, [], bos: false);
    }

    [Fact]
    public async Task After_a_run_that_was_stopped_the_text_before_can_still_be_looked_at()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync());
        using var model = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
        await page.PickAsync(Data.SmolLm);
        await page.TypeAsync(Sentence);
        await page.Page.EvaluateAsync("text => { sentence.value = text; runModel(); }",
            string.Concat(Enumerable.Repeat("The old gate. ", 60)));
        // some layers of the long text have been written over those of the short one
        await page.Page.WaitForFunctionAsync("() => progress.value > 2");
        await page.Page.ClickAsync("#cancel");
        await page.Page.WaitForFunctionAsync("() => byId('status').textContent === 'Stopped.'");
        await AssertSameAsync(page, model, []);
    }

    [Fact]
    public async Task After_a_run_that_was_stopped_the_change_by_a_head_that_is_off_is_still_right()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync());
        await page.PickAsync(Data.SmolLm);
        await page.TypeAsync(Sentence);
        await page.RunAgainAsync(() => page.Page.Locator("#heads .head").Nth(3).PressAsync("o"));
        var before = await page.NumbersAsync("Array.from(explorer.result.change)");
        await page.Page.EvaluateAsync("text => { sentence.value = text; runModel(); }",
            string.Concat(Enumerable.Repeat("The old gate. ", 60)));
        await page.Page.WaitForFunctionAsync("() => progress.value > 2");    // written over what was kept of the short text
        await page.Page.ClickAsync("#cancel");
        await page.Page.WaitForFunctionAsync("() => byId('status').textContent === 'Stopped.'");
        await page.RunAgainAsync(() => page.Page.Locator("#heads .head").Nth(77).ClickAsync());
        Assert.Equal(before, await page.NumbersAsync("Array.from(explorer.result.change)"));
    }

    [Fact]
    public async Task A_head_that_is_opened_while_the_model_runs_is_shown_with_the_new_text()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync());
        await page.PickAsync(Data.SmolLm);
        await page.RunAgainAsync(async () =>
        {
            await page.Page.EvaluateAsync("text => { sentence.value = text; runModel(); }",
                string.Concat(Enumerable.Repeat("The old gate. ", 40)));
            await page.Page.WaitForFunctionAsync("() => progress.value > 2");
            await page.Page.Locator("#heads .head").Nth(77).ClickAsync();
        });
        Assert.Equal("8.5", await page.Page.InnerTextAsync("#head-name"));
        var seen = await page.NumbersAsync("[explorer.result.view.head, explorer.result.view.pattern.length, explorer.result.ids.length]");
        Assert.Equal(77, seen[0]);
        Assert.InRange(seen[2], 121, 256);
        Assert.Equal(seen[2] * (seen[2] + 1) / 2, seen[1]);
    }

    [Fact]
    public async Task The_first_token_is_shown_and_left_out_in_words_map_and_thumbnails()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), "induction-2l");
        await page.TypeAsync(Sentence);
        var (words, left) = (await page.Page.Locator("#words .word").CountAsync(),
            await page.NumbersAsync("[explorer.result.view.thumbnails.side, ...explorer.result.view.thumbnails.squares]"));
        await page.Page.CheckAsync("#first");
        await page.Page.WaitForFunctionAsync("() => explorer.result.view.first === 0");
        var shown = await page.NumbersAsync("[explorer.result.view.thumbnails.side, ...explorer.result.view.thumbnails.squares]");
        Assert.Equal((words + 1, left[0] + 1), (await page.Page.Locator("#words .word").CountAsync(), shown[0]));
        Assert.Equal(254, shown[1]);    // the first token has nothing but itself to attend to
        // What is left of a thumbnail without its first row and column is the other one.
        var withoutFirst = from row in Enumerable.Range(1,
            (int)shown[0] - 1)
                           from column in Enumerable.Range(1, row)
                           select shown[1 + (row * (row + 1) / 2) + column];
        Assert.Equal(left[1..(1 + withoutFirst.Count())], withoutFirst);
    }

    private static async Task AssertSameAsync(OpenPage page, LanguageModel model, HeadIndex[] off, bool bos = true)
    {
        var text = model.Tokenizer.Encode(Sentence, bos);
        Assert.Equal(text.Ids, (await page.NumbersAsync("explorer.result.ids")).Select(id => (long)id));
        var (expected, chances) = Run(model, text.Ids, off);
        var actual = await page.WeightsAsync();
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-3);
        var next = (await page.NumbersAsync("explorer.result.next.map((token) => token.id)")).Zip(
            await page.NumbersAsync("explorer.result.next.map((token) => token.chance)")).ToArray();
        Assert.Equal(chances.Order().TakeLast(5).Reverse(), next.Take(5).Select(token => chances[(int)token.First]));
        Assert.All(next, token => Assert.Equal(chances[(int)token.First], token.Second, 1e-3f));
    }

    /// <summary>Lower triangles of all heads in the page's order, and how likely each token is to come next.</summary>
    private static (float[] Attention, float[] Chances) Run(LanguageModel model, long[] ids, HeadIndex[] off)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var zero = Ablation.Zero(model.Config, off);
        List<float> weights = [];
        var x = model.Transformer.Forward(tensor(ids).unsqueeze(0), (point, layer, value) =>
        {
            if (point == HookPoint.Pattern) weights.AddRange(Triangles(value[0].to(ScalarType.Float32).cpu()));
            return zero(point, layer, value);
        });
        return ([.. weights], model.Transformer.Unembed(x)[0, -1].to(ScalarType.Float32).softmax(-1).data<float>().ToArray());
    }

    private static IEnumerable<float> Triangles(Tensor patterns)
    {
        var (heads, tokens) = ((int)patterns.shape[0], (int)patterns.shape[1]);
        var all = patterns.contiguous().data<float>().ToArray();
        return from head in Enumerable.Range(0, heads)
               from query in Enumerable.Range(0, tokens)
               from key in Enumerable.Range(0, query + 1)
               select all[(head * tokens + query) * tokens + key];
    }
}
