using System.Globalization;
using System.Text;

namespace Attention.Treebanks;

/// <summary>Collects the lines of one sentence, checks them, and puts its text together.</summary>
internal sealed class ConlluSentence(string file, ConlluColumns known)
{
    // The format's columns; the fifth, sixth and ninth (language-specific tag, features, enhanced graph) are not used.
    private const int Id = 0, Form = 1, Lemma = 2, Upos = 3, Head = 6, Deprel = 7, Misc = 9, Columns = 10;

    private readonly Dictionary<string, string> comments = [];
    private readonly List<(int Line, Word Word)> words = [];
    private readonly List<Unit> units = [];

    /// <summary>What stands between two spaces or signs in the text: a word, or a multiword token of several.</summary>
    private readonly record struct Unit(int Line, int First, int Last, string Form, bool SpaceAfter);

    public bool IsEmpty => words.Count == 0 && units.Count == 0;

    public void AddComment(string line)
    {
        var parts = line[1..].Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts.Length == 2) comments[parts[0]] = parts[1];
    }

    public void AddLine(int line, string text)
    {
        var columns = text.Split('\t');
        if (columns.Length != Columns)
            throw new ConlluException(file, line,
                $"{columns.Length} column{(columns.Length == 1 ? "" : "s")} instead of {Columns}. Columns are separated by tabs, and an "
                    + $"empty one is written _.");
        if (Array.FindIndex(columns, string.IsNullOrWhiteSpace) is var blank && blank >= 0)
            throw new ConlluException(file, line, $"column {blank + 1} is blank. An empty column is written _.");
        var id = columns[Id];
        if (id.Contains('-', StringComparison.Ordinal)) AddMultiword(line, columns);
        else if (id.Contains('.', StringComparison.Ordinal)) CheckEmptyNode(line, id);
        else AddWord(line, columns);
    }

    public Sentence Build()
    {
        foreach (var unit in units)
            if (unit.Last > words.Count)
                throw new ConlluException(file, unit.Line,
                    $"the multiword token {unit.First}-{unit.Last} ends after the last word, {words.Count}.");
        foreach (var (line, word) in words) CheckLinks(line, word);
        CheckCycles();
        var (text, spans) = PutTogether();
        return new Sentence(text,
            [.. words.Select((entry, i) => entry.Word with { Start = spans[i].Start, End = spans[i].End })], comments);
    }

    private void AddWord(int line, string[] columns)
    {
        var id = Number(columns[Id]) ?? throw new ConlluException(file, line,
            $"'{columns[Id]}' is no word number. Write 1, 2, 3 ..., a range 1-2 for a multiword token, or 1.1 for an empty node.");
        if (id != words.Count + 1) throw new ConlluException(file, line, $"word {id} where word {words.Count + 1} should come.");
        var head = Number(columns[Head]) ?? throw new ConlluException(file, line,
            $"the head of '{columns[Form]}' is '{columns[Head]}'. Give the number of a word, or 0 for the root.");
        if (head == id) throw new ConlluException(file, line, $"word {id}, '{columns[Form]}', is its own head.");
        var word = new Word
        {
            Id = id,
            Form = known.Text(columns[Form]),
            Lemma = known.Text(columns[Lemma]),
            Upos = known.Text(columns[Upos]),
            Head = head,
            Deprel = known.Text(columns[Deprel]),
            Misc = known.Pairs(columns[Misc]),
            Start = 0,
            End = 0,
        };
        words.Add((line, word));
        if (units.Count == 0 || units[^1].Last < id) units.Add(new Unit(line, id, id, word.Form, SpaceAfter(word.Misc)));
    }

    private void AddMultiword(int line, string[] columns)
    {
        var ends = columns[Id].Split('-');
        if (ends.Length != 2 || Number(ends[0]) is not { } first || Number(ends[1]) is not { } last || last < first)
            throw new ConlluException(file, line, $"'{columns[Id]}' is no range of words. Write the first and the last: 1-2.");
        if (first != words.Count + 1)
            throw new ConlluException(file, line,
                $"the multiword token {columns[Id]} stands before word {words.Count + 1}; it belongs before word {first}.");
        if (units.Count > 0 && units[^1].Last >= first)
            throw new ConlluException(file, line, $"the multiword tokens {units[^1].First}-{units[^1].Last} and {columns[Id]} overlap.");
        units.Add(new Unit(line, first, last, columns[Form], SpaceAfter(known.Pairs(columns[Misc]))));
    }

    private void CheckEmptyNode(int line, string id)
    {
        var parts = id.Split('.');
        if (parts.Length != 2 || Number(parts[0]) != words.Count || Number(parts[1]) is null)
            throw new ConlluException(file, line,
                $"'{id}' is no empty node here. After word {words.Count} write {words.Count}.1, {words.Count}.2 ...");
    }

    private void CheckLinks(int line, Word word)
    {
        if (word.Head > words.Count)
            throw new ConlluException(file, line,
                $"the head of '{word.Form}' is word {word.Head}, but the sentence has {words.Count} words.");
        foreach (var name in (string[])["Antecedent", "Opens"])
            if (word.Misc.TryGetValue(name, out var value) && (Number(value) is not { } id || id == 0 || id > words.Count || id == word.Id))
                throw new ConlluException(file, line,
                    $"{name}={value} at '{word.Form}' is not another word of the sentence. Give a number from 1 to {words.Count}.");
    }

    private void CheckCycles()
    {
        var reachedFrom = new int[words.Count + 1];    // the first word from which the way to the root led here; 0: none yet
        foreach (var (_, start) in words)
        {
            var id = start.Id;
            while (id != 0 && reachedFrom[id] == 0)
            {
                reachedFrom[id] = start.Id;
                id = words[id - 1].Word.Head;
            }
            if (id != 0 && reachedFrom[id] == start.Id)
                throw new ConlluException(file, words[id - 1].Line,
                    $"the heads go in a circle, {Circle(id)}. Follow them from any word and they must end at one whose head is 0.");
        }
    }

    private string Circle(int first)
    {
        var ids = new List<int> { first };
        do ids.Add(words[ids[^1] - 1].Word.Head);
        while (ids[^1] != first && ids.Count < 10);
        return string.Join(" -> ", ids) + (ids[^1] == first ? "" : " -> ...");
    }

    private (string Text, (int Start, int End)[] Spans) PutTogether()
    {
        var text = new StringBuilder();
        var spans = new (int Start, int End)[words.Count];
        foreach (var unit in units)
        {
            var parts = words.GetRange(unit.First - 1, unit.Last - unit.First + 1).ConvertAll(entry => entry.Word.Form);
            // du = de + le: nobody can say where one ends
            if (string.Concat(parts) != unit.Form) parts = [unit.Form, .. parts.Skip(1).Select(_ => "")];
            var start = text.Length;
            for (var i = 0; i < parts.Count; start += parts[i++].Length) spans[unit.First - 1 + i] = (start, start + parts[i].Length);
            text.Append(unit.Form);
            if (unit.SpaceAfter && unit.Last < words.Count) text.Append(' ');
        }
        return (text.ToString(), spans);
    }

    private static bool SpaceAfter(IReadOnlyDictionary<string, string> misc) => misc.GetValueOrDefault("SpaceAfter") != "No";

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
