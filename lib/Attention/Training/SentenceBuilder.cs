namespace Attention.Training;

/// <summary>Puts a sentence together from left to right while its tree is drawn.</summary>
internal sealed class SentenceBuilder
{
    private readonly List<AnnotatedWord> words = [];

    /// <summary>Adds a word, which hangs nowhere yet.</summary>
    /// <returns>Its index.</returns>
    public int Add(string form, string tag)
    {
        words.Add(new AnnotatedWord(form, tag, -1, "root"));
        return words.Count - 1;
    }

    /// <summary>Adds a word that depends on one already there.</summary>
    public int Add(string form, string tag, int head, string relation)
    {
        var word = Add(form, tag);
        Attach(word, head, relation);
        return word;
    }

    /// <summary>Adds a sign that stands close to the word before it.</summary>
    public int Close(string form, int head)
    {
        words[^1] = words[^1] with { SpaceAfter = false };
        return Add(form, "PUNCT", head, "punct");
    }

    /// <summary>Adds a sign that stands close to the word after it; its head comes later.</summary>
    public int Open(string form)
    {
        var sign = Add(form, "PUNCT");
        words[sign] = words[sign] with { SpaceAfter = false };
        return sign;
    }

    public void Attach(int word, int head, string relation) => words[word] = words[word] with { Head = head, Relation = relation };

    public void Refer(int pronoun, int antecedent) => words[pronoun] = words[pronoun] with { Antecedent = antecedent };

    public void Match(int closing, int opening) => words[closing] = words[closing] with { Bracket = opening };

    /// <summary>The finished sentence, with a capital letter in front.</summary>
    public AnnotatedSentence Build()
    {
        var first = words.FindIndex(word => word.Tag != "PUNCT");
        words[first] = words[first] with { Form = char.ToUpperInvariant(words[first].Form[0]) + words[first].Form[1..] };
        return new AnnotatedSentence(words);
    }
}
