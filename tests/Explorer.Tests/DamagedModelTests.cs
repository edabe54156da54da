using System.Text;

namespace Explorer.Tests;

/// <summary>A file that is no model, or no longer one, is refused in words, and the page goes on.</summary>
public sealed class DamagedModelTests(Browser browser) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("damaged-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Each_says_what_is_wrong_and_the_small_model_still_runs()
    {
        await using var page = await OpenPage.OpenAsync(await browser.StartAsync(), "induction-2l");
        foreach (var (name, bytes, message) in Files())
        {
            var file = Path.Combine(folder, name + ".gguf");
            await File.WriteAllBytesAsync(file, bytes);
            await page.Page.SetInputFilesAsync("#model-file", file);
            await page.Page.WaitForSelectorAsync("#status.wrong");
            Assert.Contains(message, await page.StatusAsync(), StringComparison.Ordinal);
            await page.Page.ClickAsync("#model-embedded");
            await page.Page.WaitForFunctionAsync("() => explorer.result && !byId('status').classList.contains('wrong')");
        }
        await page.TypeAsync("Tom saw Anna");
        Assert.Contains("induction-2l", await page.StatusAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, byte[] Bytes, string Message)> Files()
    {
        var start = new byte[4 * 1024 * 1024];
        using (var file = File.OpenRead(Data.SmolLm)) file.ReadExactly(start);
        yield return ("empty", [], "ends inside its header");
        yield return ("text", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("This is no model. ", 100))),
            "not a model in a GGUF file");
        yield return ("header-cut", start[..100_000], "ends inside its header");
        yield return ("weights-cut", start, "The file ends before its tensor");
        yield return ("other-version", [.. start[..4], 2, .. start[5..]], "version 2 of GGUF");
        yield return ("other-architecture", Replaced(File.ReadAllBytes(Data.SmolLm), "llama", "mamba"),
            "The model's architecture is mamba; this page reads llama.");
        yield return ("too-many", [.. start[..8], 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, .. start[16..]], "more than the file has bytes");
    }

    private static byte[] Replaced(byte[] bytes, string text, string by)
    {
        Encoding.ASCII.GetBytes(by, bytes.AsSpan(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text))));
        return bytes;
    }
}
