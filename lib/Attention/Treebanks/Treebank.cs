using System.Text;

namespace Attention.Treebanks;

/// <summary>Sentences with dependencies, from files in the CoNLL-U format of Universal Dependencies (Nivre et al. 2020).</summary>
/// <param name="Name">The file or files they come from.</param>
/// <param name="Sentences">The sentences, in the order of the file.</param>
public sealed record Treebank(string Name, IReadOnlyList<Sentence> Sentences)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">A .conllu file in UTF-8.</param>
    /// <returns>Its sentences, at least one.</returns>
    /// <exception cref="ConlluException">The file breaks the format's rules.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static Treebank Read(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        return Parse(Path.GetFileName(path), reader);
    }

    /// <summary>Reads sentences that are at hand as text.</summary>
    /// <param name="name">What error messages call the source.</param>
    /// <param name="reader">The text.</param>
    /// <returns>Its sentences, at least one.</returns>
    /// <exception cref="ConlluException">The text breaks the format's rules.</exception>
    public static Treebank Parse(string name, TextReader reader) => new(name, ConlluReader.Read(name, reader));
}
