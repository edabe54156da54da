using Attention.Interventions;
using Attention.Models;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Families;

/// <summary>The shipped BERT computes what onnxruntime computes with the file that it was made from (tests/Peers, weights rounded
/// alike).</summary>
public sealed class ArcticTests : IDisposable
{
    private const string Name = "snowflake-arctic-embed-xs";
    private readonly LanguageModel model = LanguageModel.Load(Name, new() { Device = "cpu" });

    public void Dispose() => model.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Attention_and_stream_are_those_of_onnxruntime(int text)
    {
        Tensor Expected(string name) => Fixture.Read("families/arctic.safetensors", $"{name}.{text}");
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        using var cache = new ActivationCache(HookPoint.ResidPost, 5);
        var tokens = model.Tokenizer.FromIds(Expected("ids").Integers().Select(id => (int)id), bos: false);
        using var trace = model.Trace(tokens);
        model.Run(tokens, cache.Hook).Dispose();
        Assert.InRange(Fixture.LargestDifference(Expected("attentions"), trace.ToTensor()), 0, 1e-5);
        Assert.InRange(Fixture.LargestDifference(Expected("last_hidden_state"), cache[HookPoint.ResidPost, 5][0]), 0, 1e-4);
    }

    [Fact]
    public void A_text_is_read_with_a_token_on_either_side_and_every_token_looks_both_ways()
    {
        using var trace = model.Trace("The cat sat on the mat.");
        Assert.Equal(["[CLS]", "the", "cat", "sat", "on", "the", "mat", ".", "[SEP]"], trace.Tokens.Select(token => token.Text));
        Assert.Equal(Fixture.Read("families/arctic.safetensors", "ids.0").Integers(), trace.Tokens.Select(token => (long)token.Id));
        Assert.True(trace[(0, 0), 1, ^1] > 0);
    }

    [Fact]
    public void It_refuses_to_predict()
    {
        using var run = model.Run("The cat sat on the mat.");
        var error = Assert.Throws<NoHeadException>(() => run.Top());
        Assert.Contains("has no language-model head", error.Message, StringComparison.Ordinal);
        Assert.Throws<NoHeadException>(() => DirectLogitAttribution.Of(model, "The cat", "sat"));
        Assert.Throws<NoHeadException>(() => LogitLens.Of(model, "The cat", "sat"));
        Assert.Throws<NoHeadException>(() => OvCircuit.Copying(model, (0, 0)));
    }
}
