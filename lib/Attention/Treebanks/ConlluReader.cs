using System.Text;

namespace Attention.Treebanks;

/// <summary>Cuts CoNLL-U into sentences at empty lines and tells comments from words.</summary>
internal static class ConlluReader
{
    public static List<Sentence> Read(string file, TextReader reader)
    {
        var sentences = new List<Sentence>();
        var known = new ConlluColumns();
        var sentence = new ConlluSentence(file, known);
        var number = 0;
        while (NextLine(file, reader, number + 1) is { } line)
        {
            number++;
            if (line.StartsWith('#')) sentence.AddComment(line);
            else if (!string.IsNullOrWhiteSpace(line)) sentence.AddLine(number, line);
            else if (!sentence.IsEmpty)
            {
                sentences.Add(sentence.Build());
                sentence = new ConlluSentence(file, known);
            }
        }
        if (!sentence.IsEmpty) sentences.Add(sentence.Build());
        return sentences.Count > 0
            ? sentences
            : throw new ConlluException(file, Math.Max(number, 1), "the file ends without a sentence. Words are lines of ten columns.");
    }

    private static string? NextLine(string file, TextReader reader, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            throw new ConlluException(file, number, "at this line or soon after it the file is not UTF-8. Save it as UTF-8.");
        }
    }
}
