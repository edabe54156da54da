using Attention.Training;

namespace Attention.Tests.Training;

public class ConlluWriterTests
{
    [Fact]
    public void A_sentence_becomes_ten_columns_a_word()
    {
        var sentence = new AnnotatedSentence(
        [
            new("Anna", "PROPN", 1, "nsubj"), new("sees", "VERB", -1, "root"),
            new("her", "PRON", 3, "nmod:poss") { Antecedent = 0 }, new("key", "NOUN", 1, "obj") { SpaceAfter = false },
            new(".", "PUNCT", 1, "punct"),
        ]);
        Assert.Equal("Anna sees her key.", sentence.Text);
        Assert.Equal("""
            # sent_id = test-1
            # text = Anna sees her key.
            1	Anna	_	PROPN	_	_	2	nsubj	_	_
            2	sees	_	VERB	_	_	0	root	_	_
            3	her	_	PRON	_	_	4	nmod:poss	_	Antecedent=1
            4	key	_	NOUN	_	_	2	obj	_	SpaceAfter=No
            5	.	_	PUNCT	_	_	2	punct	_	_


            """, ConlluWriter.Write([sentence], "test"));
    }
}
