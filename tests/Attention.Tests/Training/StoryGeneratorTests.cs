using Attention.Training;

namespace Attention.Tests.Training;

public class StoryGeneratorTests
{
    private static readonly IReadOnlyList<AnnotatedSentence> Sentences =
        [.. Enumerable.Range(0, 500).SelectMany(seed => new StoryGenerator(new Random(seed)).Story())];

    [Fact]
    public void Every_sentence_is_a_tree_with_one_root()
    {
        foreach (var sentence in Sentences)
        {
            Assert.Single(sentence.Words, word => word.Head < 0);
            for (var i = 0; i < sentence.Words.Count; i++)
            {
                var (at, steps) = (i, 0);
                while (sentence.Words[at].Head >= 0 && steps++ <= sentence.Words.Count) at = sentence.Words[at].Head;
                Assert.True(steps <= sentence.Words.Count, $"a cycle in: {sentence.Text}");
            }
        }
    }

    [Fact]
    public void Verbs_in_the_present_agree_with_their_subjects_whatever_stands_between()
    {
        var (checkedVerbs, acrossNoun) = (0, 0);
        foreach (var sentence in Sentences)
        {
            foreach (var be in sentence.Words.Where(word => word.Form is "is" or "are" && word.Relation == "cop"))
            {
                var at = sentence.Words.Index().Single(word => word.Item.Relation == "nsubj" && word.Item.Head == be.Head).Index;
                var noun = sentence.Words[at].Form;
                Assert.Equal(be.Form == "are", IsPlural(noun));
                checkedVerbs++;
                if (sentence.Words.Any(word => word.Head == at && word.Relation == "nmod" && IsPlural(word.Form) != IsPlural(noun)))
                    acrossNoun++;
            }
        }
        Assert.True(checkedVerbs > 300 && acrossNoun > 40, $"{checkedVerbs} verbs, {acrossNoun} across a noun of the other number");
    }

    [Fact]
    public void Pronouns_point_to_somebody_of_their_kind()
    {
        foreach (var sentence in Sentences)
        {
            foreach (var word in sentence.Words.Where(word => word.Antecedent is not null))
            {
                var antecedent = sentence.Words[word.Antecedent!.Value];
                if (word.Form is "he" or "him" or "his") Assert.Contains(antecedent.Form, Lexicon.MenNames);
                if (word.Form is "she" or "her") Assert.Contains(antecedent.Form, Lexicon.WomenNames);
                if (word.Form is "it" or "them") Assert.Equal(word.Form == "them", IsPlural(antecedent.Form));
            }
        }
    }

    [Fact]
    public void Brackets_point_to_the_sign_that_opened_them()
    {
        var pairs =
            Sentences.SelectMany(sentence => sentence.Words.Where(word => word.Bracket is not null)
                .Select(word => sentence.Words[word.Bracket!.Value].Form + word.Form)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["()", "[]"], pairs);
    }

    [Fact]
    public void Texts_read_like_English()
    {
        foreach (var text in Sentences.Select(sentence => sentence.Text))
        {
            Assert.DoesNotMatch(@" [.,)\]]|[(\[] |  |\ba [aeiou]|\ban [^aeiou]", text);
            Assert.Matches(@"^[""A-Z].*\.$", text);
        }
    }

    [Fact]
    public void The_same_seed_tells_the_same_story() =>
        Assert.Equal(new StoryGenerator(new Random(7)).StoryText(), new StoryGenerator(new Random(7)).StoryText());

    private static bool IsPlural(string noun) =>
        noun is not ("dress" or "bus") && (noun.EndsWith('s') || noun is "mice" or "men" or "women" or "children")
            && !Lexicon.MenNames.Contains(noun) && !Lexicon.WomenNames.Contains(noun);
}
