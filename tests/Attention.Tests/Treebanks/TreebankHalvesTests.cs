using Attention.Treebanks;

namespace Attention.Tests.Treebanks;

public sealed class TreebankHalvesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_gives_its_dev_and_test_files()
    {
        Write("xx_ud-dev.conllu", "a");
        Write("xx_ud-test.conllu", "b", "c");
        Write("xx_ud-train.conllu", "d");
        var halves = TreebankHalves.Open(folder.Path);
        Assert.Equal(["a"], Texts(halves.Dev));
        Assert.Equal(["b", "c"], Texts(halves.Test));
        Assert.Equal(("xx_ud-dev.conllu", "xx_ud-test.conllu"), (halves.Dev.Name, halves.Test.Name));
    }

    [Fact]
    public void A_single_file_is_cut_in_two_and_the_names_say_so()
    {
        Write("mine.conllu", "a", "b", "c");
        var halves = TreebankHalves.Open(folder["mine.conllu"]);
        Assert.Equal(["a", "b"], Texts(halves.Dev));
        Assert.Equal(["c"], Texts(halves.Test));
        Assert.Equal(("mine.conllu, sentences 1-2", "mine.conllu, sentences 3-3"), (halves.Dev.Name, halves.Test.Name));
    }

    [Fact]
    public void One_sentence_and_a_folder_without_a_test_file_are_refused()
    {
        Write("dev.conllu", "a");
        Assert.Contains("at least two", Assert.Throws<ConlluException>(() => TreebankHalves.Open(folder["dev.conllu"])).Message,
            StringComparison.Ordinal);
        Assert.Contains("*test*.conllu", Assert.Throws<FileNotFoundException>(() => TreebankHalves.Open(folder.Path)).Message,
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(Treebank treebank) => treebank.Sentences.Select(sentence => sentence.Text);

    private void Write(string name, params string[] words) =>
        File.WriteAllText(folder[name], string.Join("\n\n", words.Select(word => $"1\t{word}\t_\t_\t_\t_\t0\troot\t_\t_")));
}
