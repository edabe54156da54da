using Attention.Treebanks;

namespace Attention.Tests.Treebanks;

public sealed class ConlluTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Words_have_the_columns_of_their_lines()
    {
        var sentence = Read("# sent_id = a-1", "1 Dogs dog NOUN _ _ 2 nsubj:pass _ Antecedent=2|Gloss=x",
            "2 were_seen see VERB _ _ 0 root _ _");
        var word = sentence.Words[0];
        Assert.Equal((1, "Dogs", "dog", "NOUN", 2, "nsubj:pass", "nsubj"),
            (word.Id, word.Form, word.Lemma, word.Upos, word.Head, word.Deprel, word.Relation));
        Assert.Equal("x", word.Misc["Gloss"]);
        Assert.Equal("a-1", sentence.Comments["sent_id"]);
    }

    [Fact]
    public void The_text_follows_SpaceAfter_and_spans_point_into_it()
    {
        var sentence = Read("1 ( _ _ _ _ 2 punct _ SpaceAfter=No", "2 yes _ _ _ _ 0 root _ SpaceAfter=No", "3 ) _ _ _ _ 2 punct _ _",
            "4 ! _ _ _ _ 2 punct _ _");
        Assert.Equal("(yes) !", sentence.Text);
        Assert.Equal(["(", "yes", ")", "!"], sentence.Words.Select(word => sentence.Text[word.Start..word.End]));
    }

    [Fact]
    public void A_multiword_token_is_written_once_and_its_words_share_its_characters()
    {
        var sentence = Read(
            "1 I _ _ _ _ 4 nsubj _ _", "2-3 didn't _ _ _ _ _ _ _ _", "2 did _ _ _ _ 4 aux _ SpaceAfter=No", "3 n't _ _ _ _ 4 advmod _ _",
            "4 go _ _ _ _ 0 root _ SpaceAfter=No", "5 . _ _ _ _ 4 punct _ _");
        Assert.Equal("I didn't go.", sentence.Text);
        Assert.Equal(["I", "did", "n't", "go", "."], sentence.Words.Select(word => sentence.Text[word.Start..word.End]));
    }

    [Fact]
    public void Of_a_contraction_that_cannot_be_cut_the_first_word_has_all_characters()
    {
        var sentence = Read("1-2 du _ _ _ _ _ _ _ SpaceAfter=No", "1 de _ _ _ _ 3 case _ _", "2 le _ _ _ _ 3 det _ _",
            "3 vin _ _ _ _ 0 root _ _");
        Assert.Equal("duvin", sentence.Text);
        Assert.Equal([(0, 2), (2, 2), (2, 5)], sentence.Words.Select(word => (word.Start, word.End)));
    }

    [Fact]
    public void Empty_nodes_are_passed_over()
    {
        var sentence = Read("0.1 she _ _ _ _ _ _ _ _", "1 eats _ _ _ _ 0 root _ _", "1.1 eats _ _ _ _ _ _ _ _", "1.2 it _ _ _ _ _ _ _ _",
            "2 pears _ _ _ _ 1 obj _ _");
        Assert.Equal(["eats", "pears"], sentence.Words.Select(word => word.Form));
    }

    [Fact]
    public void Subtypes_count_as_their_relation_unless_they_are_asked_for()
    {
        var sentence = Read("1 It _ _ _ _ 3 nsubj:pass _ _", "2 was _ _ _ _ 3 aux:pass _ _", "3 sold _ _ _ _ 0 root _ _");
        Assert.Equal(["nsubj", "aux"], sentence.Arcs().Select(arc => arc.Relation));
        Assert.Equal(["nsubj:pass", "aux:pass"], sentence.Arcs(subtypes: true).Select(arc => arc.Relation));
    }

    [Fact]
    public void Antecedents_and_brackets_are_arcs_too()
    {
        var sentence = Read("1 Ann _ _ _ _ 2 nsubj _ _", "2 sold _ _ _ _ 0 root _ _", "3 ( _ _ _ _ 5 punct _ _",
            "4 her _ _ _ _ 5 nmod:poss _ Antecedent=1", "5 own _ _ _ _ 2 obj _ _", "6 ) _ _ _ _ 5 punct _ Opens=3");
        var extra = sentence.Arcs().Where(arc => arc.Relation is Arc.Antecedent or Arc.Brackets)
            .Select(arc => (arc.Relation, arc.Dependent.Form, arc.Head.Form));
        Assert.Equal([("antecedent", "her", "Ann"), ("brackets", ")", "(")], extra);
    }

    [Fact]
    public void Windows_line_ends_a_byte_order_mark_and_a_missing_last_line_end_do_no_harm()
    {
        var line = Line("1 Go _ _ _ _ 0 root _ _");
        File.WriteAllText(folder["w.conllu"], $"\uFEFF# text = Go\r\n{line}\r\n\r\n\r\n{line}");
        Assert.Equal(["Go", "Go"], Treebank.Read(folder["w.conllu"]).Sentences.Select(sentence => sentence.Text));
    }

    [Theory]
    [InlineData(3, "9 columns instead of 10", "1 a _ _ _ _ 2 det _ _", "2 b _ _ _ _ 0 root _")]
    [InlineData(2, "11 columns instead of 10", "1 a _ _ _ _ 0 root _ _ _")]
    [InlineData(3, "1 column instead of 10", "# another comment", "word")]
    [InlineData(2, "'one' is no word number", "one a _ _ _ _ 0 root _ _")]
    [InlineData(3, "word 3 where word 2 should come", "1 a _ _ _ _ 0 root _ _", "3 b _ _ _ _ 1 dep _ _")]
    [InlineData(2, "word 2 where word 1 should come", "2 a _ _ _ _ 0 root _ _")]
    [InlineData(2, "the head of 'a' is '_'", "1 a _ _ _ _ _ root _ _")]
    [InlineData(2, "the head of 'a' is '-1'", "1 a _ _ _ _ -1 root _ _")]
    [InlineData(2, "the head of 'a' is word 5, but the sentence has 2 words", "1 a _ _ _ _ 5 det _ _", "2 b _ _ _ _ 0 root _ _")]
    [InlineData(3, "'b', is its own head", "1 a _ _ _ _ 0 root _ _", "2 b _ _ _ _ 2 dep _ _")]
    [InlineData(3, "in a circle, 2 -> 3 -> 2", "1 a _ _ _ _ 2 x _ _", "2 b _ _ _ _ 3 x _ _", "3 c _ _ _ _ 2 x _ _",
        "4 d _ _ _ _ 0 root _ _")]
    [InlineData(3, "the multiword token 2-4 ends after the last word, 3", "1 a _ _ _ _ 0 root _ _", "2-4 bc _ _ _ _ _ _ _ _",
        "2 b _ _ _ _ 1 x _ _", "3 c _ _ _ _ 1 x _ _")]
    [InlineData(2, "'2-1' is no range", "2-1 ab _ _ _ _ _ _ _ _", "1 a _ _ _ _ 0 root _ _")]
    [InlineData(3, "belongs before word 1", "1 a _ _ _ _ 0 root _ _", "1-2 ab _ _ _ _ _ _ _ _")]
    [InlineData(4, "1-2 and 2-3 overlap", "1-2 ab _ _ _ _ _ _ _ _", "1 a _ _ _ _ 0 root _ _", "2-3 bc _ _ _ _ _ _ _ _",
        "2 b _ _ _ _ 1 x _ _", "3 c _ _ _ _ 1 x _ _")]
    [InlineData(3, "'3.1' is no empty node here", "1 a _ _ _ _ 0 root _ _", "3.1 b _ _ _ _ _ _ _ _")]
    [InlineData(3, "Antecedent=9 at 'it'", "1 a _ _ _ _ 0 root _ _", "2 it _ _ _ _ 1 obj _ Antecedent=9")]
    [InlineData(3, "Opens=x at ')'", "1 ( _ _ _ _ 0 root _ _", "2 ) _ _ _ _ 1 punct _ Opens=x")]
    public void A_broken_rule_is_named_with_file_and_line(int line, string problem, params string[] lines)
    {
        var error = Assert.Throws<ConlluException>(() => Read(["# the first line", .. lines]));
        Assert.Equal(("test.conllu", line), (error.File, error.Line));
        Assert.StartsWith($"test.conllu, line {line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spaces_instead_of_tabs_a_blank_column_and_no_sentence_at_all_are_named_too()
    {
        Assert.Contains("separated by tabs", Fails("1 a _ _ _ _ 0 root _ _").Message, StringComparison.Ordinal);
        Assert.Contains("column 2 is blank", Fails("1\t\t_\t_\t_\t_\t0\troot\t_\t_").Message, StringComparison.Ordinal);
        Assert.Contains("without a sentence", Fails("# only a comment\n\n").Message, StringComparison.Ordinal);
        Assert.Equal(1, Fails("").Line);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_refused()
    {
        File.WriteAllBytes(folder["latin1.conllu"], [(byte)'1', (byte)'\t', 0xE9, (byte)'\t']);
        Assert.Contains("not UTF-8", Assert.Throws<ConlluException>(() => Treebank.Read(folder["latin1.conllu"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_chain_of_heads_is_checked_in_no_time()
    {
        var words = Enumerable.Range(1, 100_000).Select(i => Line($"{i} a _ _ _ _ {i - 1} x _ _"));
        Assert.Equal(100_000, Parse(string.Join('\n', words)).Sentences[0].Words.Count);
        var circle = string.Join('\n', words.Skip(1).Prepend(Line("1 a _ _ _ _ 100000 x _ _")));
        Assert.Contains("in a circle", Fails(circle).Message, StringComparison.Ordinal);
    }

    private static Sentence Read(params string[] lines) => Assert.Single(Parse(string.Join('\n', lines.Select(Line))).Sentences);

    // Spaces stand for tabs; a comment stays as it is.
    private static string Line(string text) => text.StartsWith('#') ? text : text.Replace(' ', '\t');

    private static Treebank Parse(string text) => Treebank.Parse("test.conllu", new StringReader(text));

    private static ConlluException Fails(string text) => Assert.Throws<ConlluException>(() => Parse(text));
}
