using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Tests.Measures;

/// <summary>A pattern drawn from a definition must get the full score of the detector that the definition has.</summary>
public class IdealPatternTests
{
    private static readonly LanguageModel Model = LanguageModel.Load("induction-2l");
    private static readonly RepeatedTokens Repeated = RepeatedTokens.Sample(Model.Tokenizer.Vocabulary, n: 5, sequences: 1, seed: 4);
    private static readonly TokenizedText Text = Model.Tokenizer.FromIds(Repeated.Ids.Cast<long>().Skip(1).Select(id => (int)id));

    [Fact]
    public void Tokens_given_by_number_are_those_numbers()
    {
        Assert.Equal(Repeated.Ids.Cast<long>(), Text.Ids);
        Assert.True(Text.HasBos);
        Assert.Equal(Text.Text, string.Concat(Text.Tokens.Skip(1).Select(token => Text.Text[token.Start..token.End])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.Tokenizer.FromIds([999_999]));
    }

    [Fact]
    public void Each_ideal_pattern_is_found_by_its_detector_and_by_no_other()
    {
        (HeadMeasure Detector, Attention.Traces.AttentionTrace Ideal)[] types =
        [
            (HeadScores.Offset(0), IdealPattern.Offset(Text, 0)), (HeadScores.PreviousToken, IdealPattern.Offset(Text, 1)),
            (HeadScores.FirstToken, IdealPattern.FirstToken(Text)),
            (HeadScores.DuplicateToken(Repeated), IdealPattern.DuplicateToken(Text)),
            (HeadScores.Induction(Repeated), IdealPattern.Induction(Text)),
        ];
        foreach (var (d, (detector, _)) in types.Index())
            foreach (var (i, (_, ideal)) in types.Index())
                Assert.True(d == i ? detector.Score(ideal).Best.Score > .999 : detector.Score(ideal).Best.Score < .6,
                    $"{detector.Name} on pattern {i}");
    }
}
