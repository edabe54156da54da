namespace Attention.Measures;

/// <summary>The labels of Universal Dependencies in plain words, said from the word that looks.</summary>
internal static class RelationWords
{
    private static readonly Dictionary<(string, SyntacticDirection), string> Relations = new()
    {
        [("nsubj", SyntacticDirection.HeadToDependent)] = "a verb looks at its subject",
        [("obj", SyntacticDirection.DependentToHead)] = "an object looks at its verb",
        [("det", SyntacticDirection.HeadToDependent)] = "a noun looks at its determiner",
        [("amod", SyntacticDirection.HeadToDependent)] = "a noun looks at its adjective",
        [("case", SyntacticDirection.HeadToDependent)] = "a noun looks at its preposition",
        [("cc", SyntacticDirection.HeadToDependent)] = "a joined word looks at its \"and\"",
        [("conj", SyntacticDirection.DependentToHead)] = "a joined word looks at the first of the pair",
        [("obl", SyntacticDirection.DependentToHead)] = "a noun behind a preposition looks at its verb",
        [("nmod", SyntacticDirection.DependentToHead)] = "a noun looks at the noun that it describes",
        [("nmod", SyntacticDirection.HeadToDependent)] = "a noun looks at its owner",
        [("punct", SyntacticDirection.DependentToHead)] = "a punctuation mark looks at its word",
        [("punct", SyntacticDirection.HeadToDependent)] = "a word looks at its punctuation mark",
        [("advmod", SyntacticDirection.HeadToDependent)] = "a verb looks at its adverb",
        [("aux", SyntacticDirection.HeadToDependent)] = "a verb looks at its auxiliary",
        [("mark", SyntacticDirection.HeadToDependent)] = "a verb looks at its \"that\" or \"when\"",
        [("antecedent", SyntacticDirection.DependentToHead)] = "a pronoun looks at its noun",
        [("brackets", SyntacticDirection.DependentToHead)] = "a closing bracket looks at its partner",
    };

    private static readonly Dictionary<string, string> Classes = new()
    {
        ["NOUN"] = "noun",
        ["VERB"] = "verb",
        ["DET"] = "determiner",
        ["ADJ"] = "adjective",
        ["ADP"] = "preposition",
        ["ADV"] = "adverb",
        ["AUX"] = "auxiliary",
        ["PRON"] = "pronoun",
        ["PROPN"] = "name",
        ["PUNCT"] = "punctuation mark",
        ["CCONJ"] = "\"and\" or \"or\"",
        ["SCONJ"] = "subordinating word",
        ["NUM"] = "number",
        ["PART"] = "particle",
    };

    public static string Of(string relation, SyntacticDirection direction) =>
        Relations.GetValueOrDefault((relation, direction))
        ?? (direction == SyntacticDirection.DependentToHead
            ? $"{relation}: a word looks at the word that it depends on"
            : $"{relation}: a word looks at its dependent");

    public static string OfClass(string upos) => Classes.GetValueOrDefault(upos, upos);
}
