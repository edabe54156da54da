using System.Text.Json.Nodes;

namespace Course.Cli.Tests;

/// <summary>Runs <c>course syntax</c> on files of a few sentences.</summary>
public sealed class SyntaxCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("course-syntax-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Json_has_a_row_for_each_relation_and_direction_and_nothing_else_is_on_standard_output()
    {
        var (code, output, error) = Run(Write("four.conllu", "The cat saw the dog", "A man read the book", "The boy ate an apple",
            "The girl sold a car"), "--json");
        Assert.Equal(0, code);
        Assert.Contains("four.conllu, sentences 1-2 and scored on four.conllu, sentences 3-4", error, StringComparison.Ordinal);
        var json = JsonNode.Parse(output)!;
        Assert.Equal("smollm2-135m-instruct", (string?)json["model"]);
        var rows = json["relations"]!.AsArray().Select(row =>
            ((string?)row!["relation"], (string?)row["direction"], (int)row["n"]!, (int)row["offset"]!, (double)row["baseline"]!));
        Assert.Equal([("det", "head->dependent", 4, 1, 1.0), ("nsubj", "head->dependent", 2, 1, 1.0),
            ("obj", "dependent->head", 2, 2, 1.0)], rows);
        Assert.All(json["relations"]!.AsArray(), row => Assert.Matches(@"^\d+\.\d+$", (string)row!["head"]!));
        Assert.All(json["relations"]!.AsArray(), row => Assert.InRange((double)row!["accuracy"]!, 0, 1));
    }

    [Fact]
    public void A_folder_is_read_by_the_names_of_its_files()
    {
        Write("mine-dev.conllu", "The cat saw the dog");
        Write("mine-test.conllu", "A man read the book");
        var (code, _, error) = Run(folder);
        Assert.Equal(0, code);
        Assert.Contains("chosen on mine-dev.conllu and scored on mine-test.conllu", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_a_circle_of_heads_fails_and_the_line_is_named()
    {
        var path = Write("bad.conllu", "The cat saw the dog");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\t0\troot", "\t2\troot", StringComparison.Ordinal));
        var (code, output, error) = Run(path, "--json");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("bad.conllu, line 2: the heads go in a circle, 2 -> 3 -> 2", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_treebank_it_is_wrong_use()
    {
        Assert.Equal(2, Run(null).Code);
    }

    // Sentences of determiner, subject, verb, determiner, object.
    private string Write(string name, params string[] sentences)
    {
        (int Head, string Relation)[] tree = [(2, "det"), (3, "nsubj"), (0, "root"), (5, "det"), (3, "obj")];
        var blocks = sentences.Select(sentence =>
            string.Join('\n',
                sentence.Split(' ').Select((word, i) => $"{i + 1}\t{word}\t_\t_\t_\t_\t{tree[i].Head}\t{tree[i].Relation}\t_\t_")));
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, string.Join("\n\n", blocks));
        return path;
    }

    private static (int Code, string Output, string Error) Run(string? treebank, params string[] more) =>
        CourseProcess.Run(["syntax", .. treebank is null ? [] : (string[])["--treebank", treebank], "--device", "cpu", .. more]);
}
