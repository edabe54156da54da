using Attention.Models;

namespace Explorer.Tests;

/// <summary>Texts that are hard to split, and texts that are meant to harm.</summary>
public sealed class TextTests(Browser browser)
{
    private static readonly string[] Odd =
    [
        "  two  spaces ", "a\tb\n\n c\n", "it's we'll I'VE", "1234 5.67 x9 ٣٤", "naïve Ünïcödé", "e\u0301 a\u0308",
        "\ufeffBOM\u0085next\u00a0line",
        "👩‍👩‍👧‍👦 👍🏽", "שלום עולם", "مرحبا", "漢字かな交じり", "𝒜𝒷𝒸 𝟘𝟙", "<|endoftext|>in the middle<|endoftext|>",
        "<script>alert(1)</script>", "\u0001\u0006\u0013",
    ];

    [Fact]
    public async Task A_course_models_tokens_are_the_librarys()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), "induction-2l");
        using var model = LanguageModel.Load("induction-2l");
        await AssertSameTokensAsync(page, model);
    }

    [Fact]
    public async Task SmolLM2s_tokens_are_the_librarys()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync());
        using var model = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
        await page.PickAsync(Data.SmolLm);
        await AssertSameTokensAsync(page, model);
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>"), InlineData("<img src=x onerror=alert(1)>"), InlineData("\"'><svg onload=alert(1)>")]
    public async Task Mark_up_in_a_sentence_stays_text(string text)
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), "induction-2l");
        await page.TypeAsync(text);
        Assert.Equal(0, await page.Page.Locator("#results img, #results svg[onload], #results [onerror], #results script").CountAsync());
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_with_its_length()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), "induction-2l");
        await page.Page.FillAsync("#sentence", string.Concat(Enumerable.Repeat("gate ", 1000)));
        await page.Page.WaitForSelectorAsync("#status.wrong");
        Assert.Contains("this page takes 64", await page.StatusAsync(), StringComparison.Ordinal);
    }

    private static async Task AssertSameTokensAsync(OpenPage page, LanguageModel model)
    {
        foreach (var text in Odd)
        {
            await page.TypeAsync(text);
            Assert.Equal(model.Tokenizer.Encode(text).Ids, (await page.NumbersAsync("explorer.result.ids")).Select(id => (long)id));
        }
    }
}
