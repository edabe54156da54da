using Attention.Studies;
using Attention.Traces;

namespace Classroom;

/// <summary>An answer is sentences, each with its subject and its verb; the subject head of the model is asked where it looks from the
/// verb.</summary>
internal abstract class SentenceExercise : Exercise<string[][]>
{
    private const int FewestBetween = 2;
    private protected const string NotIn = "A subject or verb is not a word of its sentence. Write all three as they stand there.";
    private protected const string InPieces =
        "The model cuts a subject or a verb into pieces, and looks at one of them. Choose a more common word.";
    private protected const string NothingBetween =
        "Nothing stands between subject and verb. Put in a phrase with another noun, such as \"near the gate\".";

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Says)> KnownMistakes =>
        [("no word of it", NotIn), ("nothing between", NothingBetween), ("in pieces", InPieces), .. Others];

    /// <summary>The mistakes beside those of form.</summary>
    private protected abstract IReadOnlyList<(string Name, string Says)> Others { get; }

    /// <summary>What is wrong with sentences that are well formed; null if nothing is.</summary>
    /// <param name="sentences">Each with subject and verb.</param>
    /// <param name="finds">Whether the head finds the subject of one.</param>
    private protected abstract string? Wrong(string[][] sentences, Func<string[], bool> finds);

    private protected override Evidence Gather(string[][] answer, Setting setting) =>
        answer.Length == 0 || answer.All(sentence => sentence.All(string.IsNullOrWhiteSpace))
            ? Evidence.None
            : new Evidence { Texts = [.. answer.Select(sentence => string.Join('\t', sentence))] };

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        string[][] sentences = [.. evidence.Texts.Select(text => text.Split('\t').Select(part => part.Trim()).ToArray())];
        if (sentences.Any(sentence => sentence.Length != 3))
            return Say(Outcome.NotYet, looksLike: "Each sentence comes with two words of it: its subject and its verb.");
        var problem = sentences.Any(sentence => Place(sentence, 1) < 0 || Place(sentence, 2) < 0) ? NotIn
            : sentences.Any(sentence => Place(sentence, 2) - Place(sentence, 1) <= FewestBetween) ? NothingBetween
            : sentences.Any(sentence => sentence[1..].Any(word => setting.Model.Tokenizer.Encode(" " + word, bos: false).Tokens.Count > 1))
                ? InPieces
            : Wrong(sentences, sentence => Finds(sentence, setting));
        return problem is null ? Say(Outcome.Passed) : Say(Outcome.NotYet, looksLike: problem);
    }

    private protected static int Place(string[] sentence, int part) =>
        Array.IndexOf(sentence[0].Split(' ').Select(word => word.Trim('.', ',', '!', '?')).ToArray(), sentence[part]);

    private static bool Finds(string[] sentence, Setting setting)
    {
        using var trace = setting.Model.Trace(setting.Model.Fit(sentence[0]));
        return trace.LooksMostAt(SyntaxStudy.Of(setting.Model)["nsubj"].Head, sentence[2]).Trim() == sentence[1];
    }
}
