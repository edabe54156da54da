using Attention.Models;
using Attention.Traces;
using TorchSharp;
using static TorchSharp.torch;

namespace Attention.Tests.Traces;

public class TracingTests(SmolLm smolLm)
{
    private readonly LanguageModel model = smolLm.Model;

    [Theory]
    [InlineData("mat", "The cat sat on the mat", true)]
    [InlineData("mat_nobos", "The cat sat on the mat", false)]
    [InlineData("twice", "The cat sat on the mat. The cat", true)]
    [InlineData("dog", "The dog chased the small red ball (a toy) across the yard", true)]
    public void Attention_and_logits_are_those_of_the_reference(string name, string text, bool bos)
    {
        using var scope = NewDisposeScope();
        using var trace = model.Trace(text, new() { Bos = bos, Logits = true });

        Assert.Equal(Fixture.Read("expected.safetensors", $"{name}.input_ids").Integers(), trace.Tokens.Select(token => (long)token.Id));
        Assert.InRange(Fixture.LargestDifference(trace.ToTensor(), Fixture.Read("expected.safetensors", $"{name}.attentions")), 0, 1e-4);
        Assert.InRange(Fixture.LargestDifference(trace.Logits!.ToTensor()[-1],
            Fixture.Read("expected.safetensors", $"{name}.last_logits")), 0, 1e-3);
    }

    [Fact]
    public void Rows_sum_to_one_and_nothing_lies_above_the_diagonal()
    {
        using var scope = NewDisposeScope();
        using var trace = model.Trace("Attention is a weighted sum, and its weights are shares.");

        foreach (var pattern in trace.Patterns)
            for (var i = 0; i < pattern.Length; i++)
            {
                Assert.Equal(1, pattern.Row(i).Sum(), 1e-5);
                Assert.All(pattern.Row(i), weight => Assert.True(weight >= 0));
                Assert.All(pattern.Row(i)[(i + 1)..], weight => Assert.Equal(0, weight));
            }
    }

    [Fact]
    public void A_short_text_leaves_libtorch_as_many_threads_as_it_had()
    {
        using var scope = NewDisposeScope();
        var before = get_num_threads();
        int during = 0;
        model.Transformer.Forward(tensor(new long[,] { { 1, 2, 3 } }), (_, _, value) =>
        {
            during = get_num_threads();
            return value;
        });
        Assert.InRange(during, 1, before);
        Assert.Equal(before, get_num_threads());
    }

    [Fact]
    public void Only_what_was_asked_for_is_kept()
    {
        using var scope = NewDisposeScope();
        using var whole = model.Trace("The cat sat on the mat");
        using var part = model.Trace("The cat sat on the mat", new() { Layers = [16, 3], Heads = [8, 0] });

        Assert.Equal((4, 7), (part.Patterns.Count, part.Pattern((16, 8)).Length));
        Assert.Null(part.Logits);
        Assert.Equal(whole.Pattern((16, 8)).AsSpan(), part.Pattern((16, 8)).AsSpan());
        var error = Assert.Throws<HeadIndexException>(() => part.Pattern((4, 0)));
        Assert.Contains("layers 3, 16 with heads 0, 8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_or_head_that_does_not_exist_is_named_with_those_that_do()
    {
        Assert.Contains("layer 31 of 30 (0-29)", Assert.Throws<HeadIndexException>(() => model.Trace("a", new() { Layers = [31] })).Message,
            StringComparison.Ordinal);
        Assert.Contains("head 9 of 9 (0-8)", Assert.Throws<HeadIndexException>(() => model.Trace("a", new() { Heads = [9] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_longer_than_the_context_is_refused()
    {
        var error = Assert.Throws<TextTooLongException>(() => model.Trace(string.Concat(Enumerable.Repeat(" word", 8192))));
        Assert.Contains("8193 tokens", error.Message, StringComparison.Ordinal);
        Assert.Contains("8192", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_that_does_not_fit_into_memory_is_refused_before_it_is_made()
    {
        var error = Assert.Throws<TextTooLongException>(() => model.Trace(string.Concat(Enumerable.Repeat(" word", 8000))));
        Assert.Contains("fewer layers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Running_a_model_often_leaves_no_tensors_behind()
    {
        using (model.Trace("Warm up once", new() { Logits = true })) { }
        var before = TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (var i = 0; i < 20; i++)
            using (model.Trace("The cat sat on the mat", new() { Logits = true })) { }
        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Bf16_gives_nearly_the_same_picture()
    {
        using var scope = NewDisposeScope();
        using var half = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu", DType = ScalarType.BFloat16 });
        using var whole = model.Trace("The cat sat on the mat");
        using var trace = half.Trace("The cat sat on the mat");

        Assert.InRange(trace.ToTensor().sub(whole.ToTensor()).abs().mean().Number(), 0, .005);
    }
}
