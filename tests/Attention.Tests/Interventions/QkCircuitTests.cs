using Attention.Interventions;
using Attention.Models;
using TorchSharp;

namespace Attention.Tests.Interventions;

public class QkCircuitTests(SmolLm smolLm)
{
    [Fact]
    public void In_the_first_layer_the_circuit_is_what_a_run_computes()
    {
        var model = smolLm.Model;
        var text = model.Tokenizer.Encode("The cat sat on the old mat");
        using var scores = new ActivationCache(HookPoint.AttnScores);
        model.Run(text, scores.Hook).Dispose();
        foreach (HeadIndex head in new HeadIndex[] { (0, 0), (0, 4), (0, 8) })
            for (var i = 1; i < text.Tokens.Count; i++)
                for (var j = 0; j <= i; j++)
                {
                    var circuit = QkCircuit.Of(model, head, [text.Tokens[i].Id], [text.Tokens[j].Id], distance: i - j);
                    Assert.Equal(scores[HookPoint.AttnScores, 0][0, head.Head, i, j].ToDouble(), circuit.Scores[0, 0], 1e-3);
                }
    }

    [Fact]
    public void Without_rotary_positions_the_distance_changes_nothing()
    {
        using var model = LanguageModel.Load("induction-2l-learned");
        var (near, far) = (QkCircuit.Of(model, (0, 1), [5, 6], [7], 1), QkCircuit.Of(model, (0, 1), [5, 6], [7], 20));
        Assert.Equal(near.Scores.Cast<float>(), far.Scores.Cast<float>());
    }

    [Fact]
    public void Random_pairs_are_the_null_and_a_word_of_several_tokens_is_refused()
    {
        var model = smolLm.Model;
        var circuit = QkCircuit.Of(model, (0, 0), [" cat"], [" dog", " cat"]);
        Assert.True(circuit.NullDeviation > 0);
        Assert.Equal([" dog", " cat"], circuit.Keys);
        Assert.Throws<ArgumentException>(() => QkCircuit.Of(model, (0, 0), [" lighthouse keepers"], [" cat"]));
        Assert.Throws<HeadIndexException>(() => QkCircuit.Of(model, (30, 0), [" cat"], [" cat"]));
    }
}
