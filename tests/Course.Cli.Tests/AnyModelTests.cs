using System.Net;
using System.Text.RegularExpressions;
using Attention.Models;
using Attention.Models.Gguf;
using Attention.Tests.Models.Families;
using Attention.Tests.Models.Tiny;
using Attention.Tokens;
using Notebooks.Files;
using Notebooks.Prose;

namespace Course.Cli.Tests;

/// <summary>
/// The chapters on models that they were not written for: pages come without an error, values are those of the model, conclusions that do
/// not
/// hold are marked, and what cannot be shown says why in a sentence. All chapters on all models are minutes: they run on demand,
/// <c>dotnet test --project tests/Course.Cli.Tests -- --explicit only --filter-class '*AnyModelTests'</c>, or those on one model with
/// <c>--filter-trait model=gpt2</c> in the class's place.
/// </summary>
[Trait("speed", "slow")]
public sealed partial class AnyModelTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("course-any-model-");

    private static string[] Chapters => [.. Directory.GetFiles(Path.Combine(Catalogue.DataFolder(), "..", "notebooks"), "0*.ipynb")
        .Where(file => !file.Contains(".executed", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static IEnumerable<TheoryDataRow<string>> Shapes => Rows("gpt2", "gpt_neox", "qwen3", "bert");

    public static IEnumerable<TheoryDataRow<string>> Trained => Rows("stories-6l", "induction-2l", "snowflake-arctic-embed-xs");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory(Explicit = true)]
    [MemberData(nameof(Shapes))]
    public void Every_chapter_renders_on_random_weights_of_any_shape(string shape) => Renders(ModelOf(shape, MainTokens()), Chapters);

    [Theory(Explicit = true)]
    [MemberData(nameof(Trained))]
    public void Every_chapter_renders_on_other_trained_models(string name) => Renders(name, Chapters);

    /// <summary>The chapter that asks most of a model; with few tokens, on which its time depends and what it can show does not.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_circuit_renders_on_random_weights_of_any_shape(string shape)
    {
        var few = TextTokenizer.FromFolder(Path.Combine(Catalogue.DataFolder(), "models", "stories-6l")).Vocabulary;
        Renders(ModelOf(shape, few), [.. Chapters.Where(file => file.Contains("05b", StringComparison.Ordinal))]);
    }

    private static Vocabulary MainTokens()
    {
        var catalogue = Catalogue.Open();
        using var main = GgufFile.Open(catalogue.PathOf(catalogue.Find(Catalogue.MainModel)!));
        return TextTokenizer.FromGguf(main.Metadata).Vocabulary;
    }

    private static IEnumerable<TheoryDataRow<string>> Rows(params string[] models) =>
        models.Select(model => new TheoryDataRow<string>(model).WithTrait("model", model));

    private void Renders(string model, string[] chapters)
    {
        var (code, _, error) = CourseProcess.Run(["render", .. chapters, "--model", model, "--out", folder.FullName, "--single-file"]);
        Assert.True(code == 0, error);
        var marked = 0;
        foreach (var chapter in chapters)
        {
            var (name, page) = (Path.GetFileNameWithoutExtension(chapter),
                File.ReadAllText(Path.Combine(folder.FullName, Path.GetFileNameWithoutExtension(chapter) + ".html")));
            var excuses = Excuse().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToList();
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{name}: {string.Join("\n    ", excuses.Prepend($"{excuses.Count} cells have nothing to show"))}");
            Assert.All(excuses, excuse => Assert.Matches(@"^[^\n]+[^.\n]\.$", excuse));
            Assert.All(excuses, excuse => Assert.DoesNotMatch(@"Exception|\(Parameter|CS\d{4}|Object reference", excuse));
            var (said, due) = (Checked().Matches(page).Select(match => match.Groups[1].Value).ToList(), Written(chapter));
            Assert.True(due.Count == 0 || said.Count > 0, $"{name} has no checked value left");
            Assert.True(due.Count < 5 || !said.SequenceEqual(due), $"{name} says of this model what it says of the other");
            Assert.Equal(!name.StartsWith("08", StringComparison.Ordinal),
                page.Contains("This page was made on another model", StringComparison.Ordinal));
            marked += Marked().Count(page);
        }
        Assert.True(marked > 0, "every conclusion is said to hold");
    }

    /// <summary>A model of a shape: a folder of random weights with tokens of a trained one, or the shipped BERT's untrained
    /// twin.</summary>
    private string ModelOf(string shape, Vocabulary vocabulary)
    {
        if (shape == "bert") return "snowflake-arctic-embed-xs-random";
        var config = RandomFamily.Shapes[shape] with
        {
            VocabSize = vocabulary.Tokens.Count,
            HiddenSize = 64,
            NumHiddenLayers = 4,
            HeadDim = 16,
            IntermediateSize = 128,
            MaxPositionEmbeddings = 1024,
            RotaryDim = shape == "gpt_neox" ? 8 : null,
        };
        return TinyFamily.WriteFolder(Path.Combine(folder.FullName, $"{shape}-shaped"), shape, config, vocabulary);
    }

    /// <summary>The values that a chapter's text has of the main model.</summary>
    private static List<string> Written(string chapter) =>
        [.. Notebook.Read(chapter).Cells.Where(cell => cell.IsMarkdown)
            .SelectMany(cell => ClaimReader.Read(cell.Source).Where(claim => !claim.IsVerdict).Select(claim => claim.TextIn(cell.Source)))];

    [GeneratedRegex(">On this model there is nothing to show here: ([^<]*)<")]
    private static partial Regex Excuse();

    [GeneratedRegex("<span class=\"checked[^>]*>(?:<[^>]*>)*([^<]*)<")]
    private static partial Regex Checked();

    [GeneratedRegex(@"\(not (?:so on|known of) this model\)")]
    private static partial Regex Marked();
}
