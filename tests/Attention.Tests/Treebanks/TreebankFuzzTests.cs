using System.Text;
using Attention.Treebanks;
using Course.Damage;

namespace Attention.Tests.Treebanks;

/// <summary>A damaged treebank is refused with file and line, or its sentences keep what is promised of every sentence.</summary>
public sealed class TreebankFuzzTests : IDisposable
{
    private const string File = "damaged.conllu";

    /// <summary>Multiword tokens, empty nodes, brackets and an antecedent.</summary>
    private const string Good = """
        # sent_id = 1
        # text = Ann didn't sell (her) vin.
        1	Ann	Ann	PROPN	_	_	4	nsubj	_	_
        2-3	didn't	_	_	_	_	_	_	_	_
        2	did	do	AUX	_	_	4	aux	_	_
        3	n't	not	PART	_	_	4	advmod	_	_
        4	sell	sell	VERB	_	_	0	root	_	_
        4.1	sell	sell	VERB	_	_	_	_	_	_
        5	(	(	PUNCT	_	_	6	punct	_	SpaceAfter=No
        6	her	she	PRON	_	_	8	nmod:poss	_	Antecedent=1|SpaceAfter=No
        7	)	)	PUNCT	_	_	6	punct	_	Opens=5
        8	vin	vin	NOUN	_	_	4	obj	_	SpaceAfter=No
        9	.	.	PUNCT	_	_	4	punct	_	_

        1	Go	go	VERB	_	_	0	root	_	_

        """;

    private static readonly string[] Fields =
        ["", "_", "0", "1", "-1", "9", "1-2", "2-1", "1.1", "0.1", "2147483648", "SpaceAfter=No|SpaceAfter=No", "Antecedent=99", "Opens=x",
            "=", "|", "\u0000", "e\u0301", "x y", "#", "\ufeff"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_damaged_treebank_is_refused_with_its_line_or_read()
    {
        var (count, read) = (FuzzCount.Or(500), 0);
        for (var seed = 0; seed < count; seed++)
        {
            System.IO.File.WriteAllBytes(folder[File], Damaged(new Random(seed)));
            if (Reads(seed)) read++;
        }
        Assert.InRange(read, count / 50, count * 9 / 10);
    }

    /// <returns>Whether it was read.</returns>
    private bool Reads(int seed)
    {
        try
        {
            foreach (var sentence in Treebank.Read(folder[File]).Sentences) Check(sentence);
            return true;
        }
        catch (ConlluException e)
        {
            Assert.StartsWith($"{File}, line {e.Line}: ", e.Message, StringComparison.Ordinal);
            Assert.True(e.Line >= 1 && e.Message.Length < 500 && !e.Message.Any(char.IsControl)
                && !e.Message.Contains("System.", StringComparison.Ordinal), $"seed {seed}: {e.Message}");
            return false;
        }
    }

    /// <summary>Words are numbered, lie in the text, and every way up ends at the root; arcs join words of the sentence.</summary>
    private static void Check(Sentence sentence)
    {
        var n = sentence.Words.Count;
        foreach (var (word, number) in sentence.Words.Select((word, i) => (word, i + 1)))
        {
            Assert.Equal(number, word.Id);
            Assert.InRange(word.Start, 0, word.End);
            Assert.InRange(word.End, word.Start, sentence.Text.Length);
            var steps = 0;
            for (var id = word.Id; id != 0; id = sentence.Words[id - 1].Head) Assert.InRange(++steps, 1, n);
        }
        foreach (var arc in sentence.Arcs()) Assert.True(sentence.Words.Contains(arc.Dependent) && sentence.Words.Contains(arc.Head));
    }

    private static byte[] Damaged(Random random)
    {
        var lines = Good.ReplaceLineEndings("\n").Split('\n').ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--) Change(random, lines);
        var bytes = Encoding.UTF8.GetBytes(string.Join(random.Next(8) == 0 ? "\r\n" : "\n", lines));
        if (random.Next(5) == 0) bytes = bytes[..random.Next(bytes.Length)];
        for (var times = random.Next(6) == 0 ? random.Next(1, 4) : 0; times > 0 && bytes.Length > 0; times--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static void Change(Random random, List<string> lines)
    {
        var at = random.Next(lines.Count);
        switch (random.Next(7))
        {
            case 0: lines.RemoveAt(at); break;
            case 1: lines.Insert(at, lines[random.Next(lines.Count)]); break;
            case 2: lines.Insert(at, Fields[random.Next(Fields.Length)]); break;
            case 3: lines[at] = new string('w', 20_000) + lines[at]; break;
            default:
                var columns = lines[at].Split('\t');
                columns[random.Next(columns.Length)] = Fields[random.Next(Fields.Length)];
                lines[at] = string.Join('\t', columns);
                break;
        }
        if (lines.Count == 0) lines.Add("");
    }
}
