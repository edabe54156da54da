using Attention.Figures.Pictures;
using Course.Files;

namespace Course.Cli;

/// <summary>Prints a page into a PDF file, by a browser of this machine and with the network off.</summary>
internal sealed class PdfPrinter
{
    private readonly LocalBrowser browser;

    private PdfPrinter(LocalBrowser browser) => this.browser = browser;

    /// <summary>A printer for this machine.</summary>
    /// <exception cref="NoBrowserException">There is no browser that can print.</exception>
    public static PdfPrinter Find()
    {
        try
        {
            return new PdfPrinter(LocalBrowser.Find());
        }
        catch (NoBrowserException)
        {
            throw new NoBrowserException(
                "--pdf needs Chromium, Google Chrome or Microsoft Edge, and there is none here. "
                    + $"Install one, or set {LocalBrowser.PathVariable} to its file; the pages and --epub need none.");
        }
    }

    /// <summary>Prints a page.</summary>
    /// <param name="path">The .pdf file; written whole or not at all.</param>
    /// <param name="html">The page.</param>
    /// <returns>The file.</returns>
    /// <exception cref="NoBrowserException">The browser failed.</exception>
    public string Print(string path, string html)
    {
        using var scratch = new ScratchFolder("course-print-");
        var printed = Path.Combine(scratch.FullName, "printed.pdf");
        browser.Run(scratch.FullName, html, $"--print-to-pdf={printed}", "--no-pdf-header-footer");
        if (!File.Exists(printed)) throw new NoBrowserException("The browser printed nothing.");
        WholeFile.Write(path, File.ReadAllBytes(printed));
        return path;
    }
}
