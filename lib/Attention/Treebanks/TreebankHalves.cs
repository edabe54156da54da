namespace Attention.Treebanks;

/// <summary>Two sets of sentences: one to choose on, another to score what was chosen.</summary>
/// <param name="Dev">Where heads and offsets are chosen.</param>
/// <param name="Test">Where they are scored.</param>
public sealed record TreebankHalves(Treebank Dev, Treebank Test)
{
    /// <summary>Opens a folder with *dev*.conllu and *test*.conllu, as Universal Dependencies names them, or cuts one file in
    /// two.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <returns>The halves; of a single file the first half of its sentences is Dev, the rest Test.</returns>
    /// <exception cref="ConlluException">A file breaks the format's rules, or has a single sentence where two halves are
    /// needed.</exception>
    /// <exception cref="IOException">There is no such folder or file, or the folder lacks one of the two.</exception>
    public static TreebankHalves Open(string path)
    {
        if (Directory.Exists(path)) return new(ReadAll(path, "dev"), ReadAll(path, "test"));
        var whole = Treebank.Read(path);
        var half = (whole.Sentences.Count + 1) / 2;
        return whole.Sentences.Count > 1
            ? new(new($"{whole.Name}, sentences 1-{half}", [.. whole.Sentences.Take(half)]),
                new($"{whole.Name}, sentences {half + 1}-{whole.Sentences.Count}", [.. whole.Sentences.Skip(half)]))
            : throw new ConlluException(whole.Name, 1,
                "the file has one sentence. Heads are chosen on one half and scored on the other: give at least two.");
    }

    private static Treebank ReadAll(string folder, string half)
    {
        var files = Directory.GetFiles(folder, $"*{half}*.conllu").Order(StringComparer.Ordinal).Select(Treebank.Read).ToList();
        return files.Count > 0
            ? new(string.Join(" + ", files.Select(file => file.Name)), [.. files.SelectMany(file => file.Sentences)])
            : throw new FileNotFoundException(
                $"{folder} has no file named *{half}*.conllu. Heads are chosen on *dev*.conllu and scored on *test*.conllu; or give one "
                    + $"file, which is then cut in two.");
    }
}
