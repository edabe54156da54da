using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Xhtml;
using Course.Files;

namespace Notebooks.Handouts.Books;

/// <summary>A book for e-readers: EPUB 3, a zip of XHTML with a table of contents.</summary>
public static partial class EpubFile
{
    private const string Folder = "OEBPS/";

    private static readonly string[] Fonts = ["literata.woff2", "literata-italic.woff2"];

    /// <summary>Writes the book, whole or not at all.</summary>
    /// <param name="path">The .epub file.</param>
    /// <param name="book">The book, in many files.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, CourseBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            // First, and as it is: by this readers know the format without unpacking.
            Add(zip, "mimetype", "application/epub+zip"u8, CompressionLevel.NoCompression);
            Add(zip, "META-INF/container.xml",
                """<?xml version="1.0" encoding="UTF-8"?>"""
                    + """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>"""
                    + """<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>""");
            var parts = Parts(book);
            foreach (var (name, bytes, _, _) in parts) Add(zip, Folder + name, bytes);
            Add(zip, Folder + "content.opf", Package(book, parts));
        }
        WholeFile.Write(path, content.ToArray());
    }

    private static List<(string Name, byte[] Bytes, string Type, string Properties)> Parts(CourseBook book)
    {
        List<(string Name, byte[] Bytes, string Type, string Properties)> parts =
        [
            ("nav.xhtml", Text(Contents(book)), "application/xhtml+xml", "nav"),
            ("book.css", Text(Asset.Text("epub.css") + NotInBooks().Replace(PageFrame.DrawingStyle, "")), "text/css", ""),
            .. Fonts.Select(font => (font, Asset.Bytes(font), "font/woff2", "")),
        ];
        foreach (var chapter in book.Chapters)
        {
            TakePicturesOut(chapter.Content, CourseBook.FileOf(chapter.Name), parts);
            string[] properties = [.. chapter.Content.QuerySelector("math") is null ? [] : new[] { "mathml" },
                .. chapter.Content.QuerySelector("svg") is null ? [] : new[] { "svg" }];
            parts.Add((CourseBook.FileOf(chapter.Name), Text(Page(chapter.Title, Markup(chapter.Content))), "application/xhtml+xml",
                string.Join(' ', properties)));
        }
        return parts;
    }

    /// <summary>Pictures that lie in a page as text become files.</summary>
    private static void TakePicturesOut(IElement content, string file, List<(string, byte[], string, string)> parts)
    {
        var count = 0;
        foreach (var picture in content.QuerySelectorAll("img").ToArray())
        {
            var match = CoverPicture.Embedded().Match($"<img src=\"{picture.GetAttribute("src")}\"");
            if (!match.Success)
            {
                // it was not there when the page was made
                picture.OuterHtml = $"<em>{WebUtility.HtmlEncode(picture.GetAttribute("alt"))}</em>";
                continue;
            }
            var name = $"{Path.GetFileNameWithoutExtension(file)}-{++count}{CoverPicture.EndingOf(match.Groups[1].Value)}";
            parts.Add((name, Convert.FromBase64String(match.Groups[2].Value), $"image/{match.Groups[1].Value}", ""));
            picture.SetAttribute("src", name);
            if (picture.GetAttribute("alt") is null) picture.SetAttribute("alt", "");
        }
    }

    private static string Markup(IElement content)
    {
        using var markup = new StringWriter();
        foreach (var node in content.ChildNodes) node.ToHtml(markup, XhtmlMarkupFormatter.Instance);
        return markup.ToString();
    }

    private static string Page(string title, string body) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
        <head><title>{Encode(title)}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
        <body>
        {body}
        </body>
        </html>

        """;

    private static string Contents(CourseBook book)
    {
        var entries = new StringBuilder();
        foreach (var chapter in book.Chapters)
        {
            var file = CourseBook.FileOf(chapter.Name);
            var sections = string.Concat(chapter.Sections
                .Select(section => $"<li><a href=\"{file}#{section.Id}\">{Encode(section.Text)}</a></li>"));
            entries.Append(
                $"<li><a href=\"{file}\">{Encode(chapter.Title)}</a>{(sections.Length > 0 ? $"<ol>{sections}</ol>" : "")}</li>\n");
        }
        return Page(PageFrame.Course, $"<nav epub:type=\"toc\" id=\"toc\"><h1>{PageFrame.Course}</h1>\n<ol>\n{entries}</ol></nav>");
    }

    private static string Package(CourseBook book, List<(string Name, byte[] Bytes, string Type, string Properties)> parts)
    {
        var items =
            string.Concat(
                parts.Select((part, i) =>
                    $"<item id=\"part{i}\" href=\"{part.Name}\" media-type=\"{part.Type}\""
                        + $"{(part.Properties.Length > 0 ? $" properties=\"{part.Properties}\"" : "")}/>\n"));
        int Of(string name) => parts.FindIndex(part => part.Name == name);
        var spine = string.Concat(book.Chapters.Select(chapter => $"<itemref idref=\"part{Of(CourseBook.FileOf(chapter.Name))}\"/>"));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts) hash.AppendData(part.Bytes);
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:identifier id="id">urn:uuid:{new Guid(hash.GetHashAndReset().AsSpan(0, 16))}</dc:identifier>
            <dc:title>{PageFrame.Course}</dc:title><dc:language>en</dc:language><dc:creator>The authors of {PageFrame.Course}</dc:creator>
            <meta property="dcterms:modified">{DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</meta>
            <meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>
            <meta property="schema:accessModeSufficient">textual</meta>
            <meta property="schema:accessibilityFeature">alternativeText</meta><meta property="schema:accessibilityFeature">MathML</meta>
            <meta property="schema:accessibilityFeature">tableOfContents</meta><meta property="schema:accessibilityHazard">none</meta>
            </metadata>
            <manifest>
            {items}</manifest>
            <spine>{spine}</spine>
            </package>

            """;
    }

    /// <summary>What EPUB leaves to the markup.</summary>
    [GeneratedRegex("(?:unicode-bidi|direction):[^;}]*;?")]
    private static partial Regex NotInBooks();

    private static void Add(ZipArchive zip, string name, string text) => Add(zip, name, Text(text));

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> bytes, CompressionLevel level = CompressionLevel.SmallestSize)
    {
        using var entry = zip.CreateEntry(name, level).Open();
        entry.Write(bytes);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
