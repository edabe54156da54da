using Attention.Models;
using Attention.Treebanks;

namespace Attention.Tests.Treebanks;

/// <summary>The course's own annotated sentences keep the promises of their README.</summary>
public class EnglishTests
{
    public static TheoryData<string> Halves => ["dev", "test"];

    [Theory]
    [MemberData(nameof(Halves))]
    public void Text_and_length_are_as_promised(string half)
    {
        Assert.All(Sentences(half), sentence => Assert.Equal(sentence.Comments["text"], sentence.Text));
        Assert.All(Sentences(half), sentence => Assert.InRange(sentence.Words.Count, 6, 20));
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public void Each_sentence_is_a_projective_tree_with_one_root(string half)
    {
        Assert.All(Sentences(half), sentence => Assert.Single(sentence.Words, word => word.Head == 0));
        Assert.All(Sentences(half),
            sentence => Assert.All(sentence.Arcs().Where(IsDependency),
                arc => Assert.True(IsProjective(sentence, arc), $"{sentence.Text}: {arc.Dependent.Form} -> {arc.Head.Form}")));
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public void Each_relation_of_the_course_has_at_least_25_cases(string half)
    {
        var cases = Sentences(half).SelectMany(sentence => sentence.Arcs()).CountBy(arc => arc.Relation).ToDictionary();
        Assert.All(["nsubj", "obj", "det", "case", "conj", Arc.Antecedent, Arc.Brackets],
            relation => Assert.InRange(cases[relation], 25, 1000));
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public void At_least_25_subjects_are_parted_from_their_verb_by_a_noun_or_bracket(string half)
    {
        var parted = Sentences(half).Sum(sentence => sentence.Arcs().Count(arc =>
            arc.Relation == "nsubj" && sentence.Words
                .Any(word => word.Id > arc.Dependent.Id && word.Id < arc.Head.Id && word.Upos is "NOUN" or "PROPN" or "PUNCT")));
        Assert.InRange(parted, 25, 1000);
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public void Pronouns_follow_their_nouns_and_brackets_match(string half)
    {
        var arcs = Sentences(half).SelectMany(sentence => sentence.Arcs()).ToList();
        Assert.All(arcs.Where(arc => arc.Relation == Arc.Antecedent), arc =>
        {
            Assert.Equal("PRON", arc.Dependent.Upos);
            Assert.True(arc.Head.Upos is "NOUN" or "PROPN", arc.Head.Form);
            Assert.True(arc.Head.Id < arc.Dependent.Id);
        });
        Assert.All(arcs.Where(arc => arc.Relation == Arc.Brackets), arc => Assert.True(arc.Head.Form + arc.Dependent.Form is "()" or "[]"));
        Assert.Equal(Sentences(half).Sum(sentence => sentence.Words.Count(word => word.Form is ")" or "]")),
            arcs.Count(arc => arc.Relation == Arc.Brackets));
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public void Relations_go_with_parts_of_speech(string half)
    {
        var partsOf = new Dictionary<string, string[]>
        {
            ["det"] = ["DET"],
            ["case"] = ["ADP", "PART", "VERB"],
            ["aux"] = ["AUX"],
            ["cop"] = ["AUX"],
            ["punct"] = ["PUNCT"],
            ["cc"] = ["CCONJ"],
            ["mark"] = ["SCONJ", "PART"],
            ["nummod"] = ["NUM"],
            ["obj"] = ["NOUN", "PRON", "PROPN"],
            ["iobj"] = ["NOUN", "PRON"],
            ["amod"] = ["ADJ", "VERB"],
            ["advmod"] = ["ADV", "PART"],
        };
        Assert.All(Sentences(half).SelectMany(sentence => sentence.Words).Where(word => partsOf.ContainsKey(word.Relation)),
            word => Assert.Contains(word.Upos, partsOf[word.Relation]));
    }

    [Fact]
    public void No_sentence_of_dev_is_in_test()
    {
        var texts = Sentences("dev").Concat(Sentences("test")).Select(sentence => sentence.Text).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
    }

    private static IReadOnlyList<Sentence> Sentences(string half) =>
        Treebank.Read(Path.Combine(Catalogue.DataFolder(), "arcs", $"english-{half}.conllu")).Sentences;

    private static bool IsDependency(Arc arc) => arc.Dependent.Head == arc.Head.Id;

    // Every word between the two hangs below the head.
    private static bool IsProjective(Sentence sentence, Arc arc) =>
        sentence.Words.Where(word => word.Id > Math.Min(arc.Dependent.Id, arc.Head.Id) && word.Id < Math.Max(arc.Dependent.Id, arc.Head.Id))
            .All(word => HangsBelow(sentence, word, arc.Head));

    private static bool HangsBelow(Sentence sentence, Word word, Word head)
    {
        while (word.Head != 0 && word.Head != head.Id) word = sentence.Words[word.Head - 1];
        return word.Head == head.Id;
    }
}
