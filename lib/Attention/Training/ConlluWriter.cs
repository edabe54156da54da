using System.Text;

namespace Attention.Training;

/// <summary>Writes annotated sentences in CoNLL-U, the format of Universal Dependencies.</summary>
public static class ConlluWriter
{
    /// <summary>Sentences as CoNLL-U: one word a line, ten columns; a pronoun's antecedent and a bracket's partner stand in the
    /// last.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <param name="name">What their ids begin with.</param>
    /// <returns>The content of a <c>.conllu</c> file.</returns>
    public static string Write(IEnumerable<AnnotatedSentence> sentences, string name)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var text = new StringBuilder();
        foreach (var (i, sentence) in sentences.Index())
        {
            text.Append($"# sent_id = {name}-{i + 1}\n# text = {sentence.Text}\n");
            foreach (var (at, word) in sentence.Words.Index())
                text.Append($"{at + 1}\t{word.Form}\t_\t{word.Tag}\t_\t_\t{word.Head + 1}\t{word.Relation}\t_\t{Miscellaneous(word)}\n");
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Miscellaneous(AnnotatedWord word)
    {
        List<string> parts = [];
        if (word.Antecedent is { } antecedent) parts.Add($"Antecedent={antecedent + 1}");
        if (word.Bracket is { } bracket) parts.Add($"Opens={bracket + 1}");
        if (!word.SpaceAfter) parts.Add("SpaceAfter=No");
        return parts.Count > 0 ? string.Join('|', parts) : "_";
    }
}
