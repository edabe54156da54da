using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attention.Figures.Pictures;
using Notebooks.Runs;

namespace Course.Cli;

/// <summary>Pictures for committed notebooks: a browser of this machine paints drawings, as sharp as their size in bytes allows.</summary>
internal static partial class PreviewPictures
{
    /// <summary>Pixels for one of the drawing; the first whose file is small enough is taken.</summary>
    private static readonly double[] Sharpness = [1.5, 1.25, 1, .8, .6, .45];

    /// <summary>Paints drawings on white.</summary>
    /// <param name="drawings">SVG.</param>
    /// <returns>A PNG file each, of <see cref="Previews.Largest"/> bytes at most; empty for one that cannot be painted so small.</returns>
    /// <exception cref="NoBrowserException">There is no browser, or it did not paint.</exception>
    public static IReadOnlyList<byte[]> Paint(IReadOnlyList<string> drawings)
    {
        using var scratch = new ScratchFolder("course-previews-");
        var painted = LocalBrowser.Find().Run(scratch.FullName, Page(drawings), "--dump-dom");
        byte[][] pictures = [.. Picture().Matches(painted).Select(match => Convert.FromBase64String(match.Groups[1].Value))];
        return pictures.Length == drawings.Count
            ? pictures
            : throw new NoBrowserException($"The browser painted {pictures.Length} of {drawings.Count} figures.");
    }

    private static string Page(IReadOnlyList<string> drawings) => $$"""
        <!doctype html><meta charset="utf-8"><body><script>
        const drawings = {{JsonSerializer.Serialize(drawings)}};
        async function painted(drawing) {
          const image = new Image();
          image.src = "data:image/svg+xml," + encodeURIComponent(drawing);
          await image.decode();
          for (const scale of [{{string.Join(", ", Sharpness.Select(scale => scale.ToString(CultureInfo.InvariantCulture)))}}]) {
            const canvas = document.createElement("canvas");
            canvas.width = Math.ceil(image.width * scale); canvas.height = Math.ceil(image.height * scale);
            const context = canvas.getContext("2d");
            context.fillStyle = "white"; context.fillRect(0, 0, canvas.width, canvas.height);
            context.drawImage(image, 0, 0, canvas.width, canvas.height);
            const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
            pixels.data.forEach((value, i) => { pixels.data[i] = Math.round(value / 8) * 8; });    // fewer tones, a smaller file
            context.putImageData(pixels, 0, 0);
            const url = canvas.toDataURL("image/png");
            if (url.length * 3 / 4 < {{Previews.Largest}}) return url;
          }
          return "";
        }
        (async () => {
          for (const drawing of drawings)
            document.body.append(Object.assign(document.createElement("i"), { title: await painted(drawing).catch(() => "") }));
        })();
        </script>
        """;

    [GeneratedRegex("<i title=\"(?:data:image/png;base64,)?([A-Za-z0-9+/=]*)\"")]
    private static partial Regex Picture();
}
