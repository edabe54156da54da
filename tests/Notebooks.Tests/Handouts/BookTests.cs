using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Notebooks.Files;
using Notebooks.Handouts.Books;
using Notebooks.Handouts.Words;

namespace Notebooks.Tests.Handouts;

/// <summary>The chapters as a book: for e-readers and for paper.</summary>
public sealed class BookTests : IDisposable
{
    private const string EpubCheck = "/usr/share/java/epubcheck.jar";
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGM4ISeHFTEMLQkAkL9BAbKfPiIAAAAASUVORK5CYII=";
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace Package = "http://www.idpf.org/2007/opf";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_book_for_readers_has_the_structure_of_an_epub()
    {
        using var zip = new ZipArchive(File.OpenRead(Epub()));
        var first = zip.Entries[0];
        Assert.Equal(("mimetype", first.Length), (first.FullName, first.CompressedLength));
        Assert.Equal("application/epub+zip", Text(first));
        Assert.Contains("full-path=\"OEBPS/content.opf\"", Text(zip.GetEntry("META-INF/container.xml")!), StringComparison.Ordinal);

        var package = XDocument.Parse(Text(zip.GetEntry("OEBPS/content.opf")!)).Root!;
        var items = package.Element(Package + "manifest")!.Elements()
            .ToDictionary(item => item.Attribute("id")!.Value, item => item.Attribute("href")!.Value);
        Assert.Equal(zip.Entries.Select(entry => entry.FullName)
            .Where(name => name.StartsWith("OEBPS/", StringComparison.Ordinal) && !name.EndsWith(".opf", StringComparison.Ordinal)).Order(),
            items.Values.Select(name => $"OEBPS/{name}").Order());
        Assert.Equal(["c02-two.xhtml", "c03-three.xhtml", "chints.xhtml", "cwords.xhtml"],
            package.Element(Package + "spine")!.Elements().Select(item => items[item.Attribute("idref")!.Value]));
    }

    [Fact]
    public void Every_link_of_the_book_leads_to_something_in_it_and_no_name_is_there_twice()
    {
        var pages = Pages();
        foreach (var (file, page) in pages)
        {
            var ids = page.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>().ToArray();
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(ids, id => Assert.Matches("^[A-Za-z_][A-Za-z0-9_-]*$", id));
            foreach (var link in page.Descendants(Html + "a").Select(link => link.Attribute("href")!.Value)
                .Where(link => !link.Contains("://", StringComparison.Ordinal)))
            {
                var parts = link.Split('#');
                var target = pages[parts[0].Length == 0 ? file : parts[0]];
                if (parts.Length > 1) Assert.Contains(target.Descendants(), element => element.Attribute("id")?.Value == parts[1]);
            }
        }
    }

    [Fact]
    public void Nothing_in_the_book_moves_or_is_folded_and_hints_stand_at_its_end()
    {
        var pages = Pages();
        string[] moving = ["script", "button", "input", "details", "style"];
        foreach (var page in pages.Values) Assert.DoesNotContain(page.Descendants(), element => moving.Contains(element.Name.LocalName));
        var chapter = pages["c02-two.xhtml"].ToString();
        Assert.Contains("(Hint 1: at the end.)", chapter, StringComparison.Ordinal);
        Assert.DoesNotContain("Think", chapter, StringComparison.Ordinal);
        Assert.Contains("unfolded", chapter, StringComparison.Ordinal);
        Assert.Contains("Think", pages["chints.xhtml"].ToString(), StringComparison.Ordinal);
        Assert.Contains("href=\"c03-three.xhtml#c03-three_a-part\"", chapter, StringComparison.Ordinal);
        Assert.Contains("href=\"cwords.xhtml#cwords_word-induction-head\"", chapter, StringComparison.Ordinal);
        Assert.Contains("<svg", chapter, StringComparison.Ordinal);
        Assert.Contains("src=\"c02-two-1.png\"", chapter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Epubcheck_finds_nothing()
    {
        Assert.SkipUnless(File.Exists(EpubCheck), "epubcheck is not there: Debian's package of that name has it.");
        using var java = Process.Start(new ProcessStartInfo("java", ["-jar", EpubCheck, Epub()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        })!;
        var said = await Task.WhenAll(java.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            java.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await java.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(java.ExitCode == 0 && said[0].Contains("0 fatals / 0 errors / 0 warnings", StringComparison.Ordinal),
            string.Concat(said));
    }

    [Fact]
    public void The_book_for_paper_is_one_page_whose_links_stay_in_it()
    {
        var paper = new CourseBook(Notebooks(), Words(), inOneFile: true).Paper();
        Assert.DoesNotContain("<script", paper, StringComparison.Ordinal);
        Assert.DoesNotContain("url(\"literata", paper, StringComparison.Ordinal);
        var ids = Regex.Matches(paper, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(Regex.Matches(paper, "href=\"#([^\"]*)\"").Select(match => match.Groups[1].Value), id => Assert.Contains(id, ids));
        Assert.InRange(paper.IndexOf("Think", StringComparison.Ordinal), paper.IndexOf("The third", StringComparison.Ordinal),
            paper.Length);
    }

    private Dictionary<string, XElement> Pages()
    {
        using var zip = new ZipArchive(File.OpenRead(Epub()));
        return zip.Entries.Where(entry => entry.Name.EndsWith(".xhtml", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Name, entry => XDocument.Parse(Text(entry)).Root!);
    }

    private string Epub()
    {
        EpubFile.Write(folder["course.epub"], new CourseBook(Notebooks(), Words(), inOneFile: false));
        return folder["course.epub"];
    }

    private Notebook[] Notebooks()
    {
        var two = NotebookText.Write(folder["02-two.ipynb"],
            "md:# 2 · The second\n\nAn *induction head*, [the next](03-three.ipynb#a-part), [not here](99-none.ipynb), [a](#A-Part), "
                + "$\\alpha$ and a note[^1].\n\n[^1]: Small & odd.\n\n## A Part\n\n- [x] done\n\n| a | b |\n|--:|---|\n| 1 | 2 "
                + "|\n\n<details><summary>Hint</summary>Think.</details>\n\n<details open><summary>More of a longer name than hints have, "
                + "which is not told at the end but here</summary>unfolded</details>\n\n$$\\begin{aligned}a &= b\\end{aligned}$$",
            "var x = 1;");
        JsonObject Output(string type, string content) =>
            new() { ["output_type"] = "display_data", ["data"] = new JsonObject { [type] = content } };
        two.Cells[1].Outputs =
        [
            Output("text/html",
                "<figure class=\"av\" id=\"v\"><p class=\"av-title\" id=\"v-title\">A view</p><div class=\"av-picture\" role=\"img\" "
                    + "aria-label=\"A line.\"><svg class=\"avp\" viewBox=\"0 0 9 9\"><clipPath id=\"1x\"><rect width=\"9\" "
                    + "height=\"9\"/></clipPath><path clip-path=\"url(#1x)\" d=\"M0 0L9 9\"/></svg><svg "
                    + "xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0L9 "
                    + "9\"/></svg></div><script>x</script><button>b</button><figcaption>See.</figcaption></figure>"),
            Output("image/png", Picture), Output("text/plain", "a < b"),
        ];
        return [two, NotebookText.Write(folder["03-three.ipynb"], "md:# 3 · The third\n\n## A part\n\nText.")];
    }

    private CourseWords Words()
    {
        File.WriteAllText(folder["glossary.md"], "# Glossary\n\n## induction head\n\nafter A B … A looks at B\n");
        return CourseWords.Read(folder.Path);
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
