using System.Reflection;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

/// <summary>The one door: whatever runs a model refuses what the model cannot read, in one sentence, before it runs.</summary>
public sealed class ModelUseTests : IDisposable
{
    private const int Context = 64;
    private readonly LanguageModel model = LanguageModel.Load("induction-2l");

    /// <summary>Everything public that takes a model and something to run it on.</summary>
    private static readonly Dictionary<string, Action<LanguageModel, TokenizedText>> OnTokens = new()
    {
        ["Tracing.Trace"] = (m, t) => m.Trace(t),
        ["Running.Run"] = (m, t) => m.Run(t),
        ["Scoring.Score"] = (m, t) => m.Score(TokenBatch.Of(t), HeadScores.PreviousToken),
        ["TokenLoss.PerToken"] = (m, t) => TokenLoss.PerToken(m, TokenBatch.Of(t)),
        ["TokenLoss.Mean"] = (m, t) => TokenLoss.Mean(m, TokenBatch.Of(t)),
        ["TokenLoss.MeanBySequence"] = (m, t) => TokenLoss.MeanBySequence(m, TokenBatch.Of(t)),
        ["TokenLoss.MeanByPosition"] = (m, t) => TokenLoss.MeanByPosition(m, TokenBatch.Of(t)),
        ["HeadSimilarity.Of"] = (m, t) => HeadSimilarity.Of(m, TokenBatch.Of(t)),
        ["InContextLearning.Score"] = (m, t) => InContextLearning.Score(m, TokenBatch.Of(t), 1, 2),
        ["RoleProfile.Of"] = (m, t) => RoleProfile.Of(m, [("kind", TokenBatch.Of(t))], [(0, 0)]),
        ["LogitLens.Of"] = (m, t) => LogitLens.Of(m, t),
        ["DirectLogitAttribution.Of"] = (m, t) => DirectLogitAttribution.Of(m, t, 5),
        ["QueryKeyCell.Of"] = (m, t) => QueryKeyCell.Of(m, t, (0, 0), 2, 1),
        ["Ablation.Effect"] = (m, t) => Ablation.Effect(m, TokenBatch.Of(t), [(0, 0)]),
        ["Ablation.Effects"] = (m, t) => Ablation.Effects(m, TokenBatch.Of(t), [[(0, 0)]]),
        ["Ablation.Map"] = (m, t) => Ablation.Map(m, TokenBatch.Of(t)),
        ["Ablation.Pairs"] = (m, t) => Ablation.Pairs(m, TokenBatch.Of(t), 0),
        ["HeadMeans.Of"] = (m, t) => HeadMeans.Of(m, TokenBatch.Of(t)),
        ["DirectPath.Effect"] = (m, t) => DirectPath.Effect(m, TokenBatch.Of(t), (0, 0), HookPoint.K, [(1, 0)]),
        ["DirectPath.Effects"] = (m, t) => DirectPath.Effects(m, TokenBatch.Of(t), (0, 0), [HookPoint.K], [(1, 0)]),
        ["RemovalCurve.InOrder"] = (m, t) => RemovalCurve.InOrder(m, TokenBatch.Of(t), [(0, 0)]),
        ["RemovalCurve.Greedy"] = (m, t) => RemovalCurve.Greedy(m, TokenBatch.Of(t), 1),
        ["Patching.Positions"] = (m, t) => Patching.Positions(m, new(t, t, 5, 6)),
        ["Patching.Heads"] = (m, t) => Patching.Heads(m, new(t, t, 5, 6)),
        ["Patching.HeadPositions"] = (m, t) => Patching.HeadPositions(m, new(t, t, 5, 6)),
        ["Patching.Effect"] = (m, t) => Patching.Effect(m, new(t, t, 5, 6), Hooks.All()),
        ["ScoreAttribution.Of"] = (m, t) => ScoreAttribution.Of(m, TokenBatch.Of(t), (0, 0), HookPoint.K, [(2, 1)]),
        ["StreamNorms.Of"] = (m, t) => StreamNorms.Of(m, t),
        ["Transformer.Forward"] = (m, t) => m.Transformer.Forward(tensor(t.Ids).unsqueeze(0)),
    };

    /// <summary>Everything public that is told a layer.</summary>
    private static readonly Dictionary<string, Action<LanguageModel, TokenizedText, int>> OfLayer = new()
    {
        ["Trace, layers"] = (m, t, l) => m.Trace(t, new() { Layers = [l] }),
        ["Hooks.At"] = (m, t, l) => m.Run(t, Hooks.At(HookPoint.Z, l, z => z.zero_())),
        ["Hooks.Read"] = (m, t, l) => m.Run(t, Hooks.Read(HookPoint.Z, l, _ => { })),
        ["Hooks.All"] = (m, t, l) => m.Run(t, Hooks.All(Hooks.Read(HookPoint.Z, 0, _ => { }), Hooks.At(HookPoint.Z, l, z => z.zero_()))),
        ["hook of TokenLoss"] = (m, t, l) => TokenLoss.Mean(m, TokenBatch.Of(t), hook: Hooks.At(HookPoint.Z, l, z => z.zero_())),
        ["hook of Score"] = (m, t, l) => m.Score(TokenBatch.Of(t), HeadScores.PreviousToken, Hooks.At(HookPoint.Z, l, z => z.zero_())),
        ["hook of Transformer"] = (m, t, l) => m.Transformer.Forward(tensor(t.Ids).unsqueeze(0), Hooks.At(HookPoint.Z, l, z => z.zero_())),
        ["ActivationCache"] = (m, t, l) => m.Run(t, new ActivationCache(HookPoint.Z, l).Hook),
        ["Ablation.Zero"] = (m, _, l) => Ablation.Zero(m.Config, (l, 0)),
        ["Ablation.Mean"] = (m, t, l) => Ablation.Mean(HeadMeans.Of(m, TokenBatch.Of(t)), (l, 0)),
        ["Ablation.Effect"] = (m, t, l) => Ablation.Effect(m, TokenBatch.Of(t), [(l, 0)]),
        ["Ablation.Pairs"] = (m, t, l) => Ablation.Pairs(m, TokenBatch.Of(t), l),
        ["RemovalCurve.InOrder"] = (m, t, l) => RemovalCurve.InOrder(m, TokenBatch.Of(t), [(l, 0)]),
        ["RemovalCurve.Greedy"] = (m, t, l) => RemovalCurve.Greedy(m, TokenBatch.Of(t), 1, [(0, 0), (l, 0)]),
        ["HeadSimilarity.Of"] = (m, t, l) => HeadSimilarity.Of(m, TokenBatch.Of(t), [(l, 0)]),
        ["RoleProfile.Of"] = (m, t, l) => RoleProfile.Of(m, [("kind", TokenBatch.Of(t))], [(l, 0)]),
        ["QueryKeyCell.Of"] = (m, t, l) => QueryKeyCell.Of(m, t, (l, 0), 1, 0),
        ["QkCircuit.Of"] = (m, _, l) => QkCircuit.Of(m, (l, 0), [5], [6]),
        ["OvCircuit.Copying"] = (m, _, l) => OvCircuit.Copying(m, (l, 0)),
        ["OvCircuit.Top"] = (m, t, l) => OvCircuit.Top(m, (l, 0), t.Tokens[1].Text),
        ["Composition.Score"] = (m, _, l) => Composition.Score(m, (0, 0), (l, 0), CompositionKind.K),
        ["Composition.Into"] = (m, _, l) => Composition.Into(m, (l, 0), CompositionKind.K),
        ["DirectPath, sender"] = (m, _, l) => new DirectPath(m, (l, 0), HookPoint.K, (1, 0)),
        ["DirectPath, receiver"] = (m, _, l) => new DirectPath(m, (0, 0), HookPoint.K, (l, 0)),
    };

    public static TheoryData<string> Runners => [.. OnTokens.Keys];

    public static TheoryData<string> Layered => [.. OfLayer.Keys];

    public void Dispose() => model.Dispose();

    [Fact]
    public void The_table_names_every_public_method_that_runs_a_model_on_something()
    {
        Type[] inputs = [typeof(string), typeof(TokenizedText), typeof(TokenBatch), typeof(PromptPair),
            typeof(IReadOnlyList<(string, TokenBatch)>)];
        var runners = from type in typeof(LanguageModel).Assembly.GetExportedTypes()
                      where type.Namespace is "Attention.Traces" or "Attention.Measures" or "Attention.Interventions"
                      from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                      let parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray()
                      where parameters.Contains(typeof(LanguageModel)) && parameters.Any(inputs.Contains)
                      select $"{type.Name}.{method.Name}";
        string[] readWeightsOnly = ["OvCircuit.Top", "PromptPair.Of"];      // their texts are tokens to look up
        Assert.Empty(runners.Distinct().Except(readWeightsOnly).Except(OnTokens.Keys));
    }

    [Theory, MemberData(nameof(Runners))]
    public void One_token_too_many_is_one_sentence(string runner)
    {
        var thrown = Assert.Throws<TextTooLongException>(() => OnTokens[runner](model, Text(Context + 1)));
        Assert.Equal($"The text has 65 tokens, {model.Title} takes 64. Shorten it.", thrown.Message);
    }

    [Theory, MemberData(nameof(Runners))]
    public void An_id_that_the_vocabulary_lacks_is_named_with_its_place_and_the_vocabularys_size(string runner)
    {
        var text = Text(6);
        var thrown = Assert.Throws<TokenIdException>(() =>
            OnTokens[runner](model, text with { Tokens = [.. text.Tokens.Take(3), new Token(60000, "?", 0, 0), .. text.Tokens.Skip(4)] }));
        Assert.Equal($"There is no token 60000 (position 3): the vocabulary has {model.Config.VocabSize} (0-{model.Config.VocabSize - 1}).",
            thrown.Message);
    }

    [Fact]
    public void In_a_batch_the_sequence_is_named_too()
    {
        var batch = new TokenBatch(new long[,] { { 1, 2, 3 }, { 1, -7, 3 } }, HasBos: false);
        Assert.Contains("token -7 (position 1 of sequence 1)", Assert.Throws<TokenIdException>(() => TokenLoss.Mean(model, batch)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_that_are_looked_up_are_checked_as_well()
    {
        Assert.Throws<TokenIdException>(() => LogitLens.Of(model, Text(4), 60000));
        Assert.Throws<TokenIdException>(() => DirectLogitAttribution.Of(model, Text(4), 5, other: 60000));
        Assert.Throws<TokenIdException>(() => QkCircuit.Of(model, (0, 0), [5], [60000]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DirectLogitAttribution.Of(model, Text(4), 5, position: 4));
    }

    [Theory, MemberData(nameof(Layered))]
    public void A_layer_too_deep_is_named_with_those_that_there_are(string what)
    {
        var thrown = Assert.Throws<HeadIndexException>(() => OfLayer[what](model, Text(6), 2));
        Assert.Contains("layer 2 of 2 (0-1)", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_tokens_at_all_are_refused() =>
        Assert.Throws<WrongUseException>(() => TokenLoss.Mean(model, new TokenBatch(new long[0, 4], HasBos: false)));

    [Fact]
    public void A_hook_at_a_point_that_an_attention_only_model_lacks_is_refused() =>
        Assert.Contains("no MLP",
            Assert.Throws<HeadIndexException>(() => model.Run(Text(6), Hooks.At(HookPoint.MlpOut, 0, x => x.zero_()))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void An_empty_cache_is_not_patched_from() =>
        Assert.Contains("empty",
            Assert.Throws<WrongUseException>(() => model.Run(Text(6), Patching.From(new ActivationCache(HookPoint.Z)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Scores_that_leave_a_token_nothing_to_look_at_are_named()
    {
        var thrown = Assert.Throws<HookException>(() =>
            model.Run(Text(6), Hooks.At(HookPoint.AttnScores, 1, scores => full_like(scores, float.NegativeInfinity))));
        Assert.Equal((HookPoint.AttnScores, 1), (thrown.Point, thrown.Layer));
        Assert.Contains("-inf", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hook_written_by_hand_cannot_let_NaN_through(bool inPlace)
    {
        Hook broken = (point, layer, value) => point != HookPoint.Z || layer != 0
            ? value
            : inPlace ? value.fill_(float.NaN) : full_like(value, float.NaN);
        Assert.Contains("NaN", Assert.Throws<HookException>(() => TokenLoss.Mean(model, TokenBatch.Of(Text(6)), hook: broken)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_hook_written_by_hand_cannot_let_another_shape_through()
    {
        Hook broken = (point, layer, value) => point == HookPoint.Z && layer == 0 ? value.narrow(2, 0, 1) : value;
        Assert.Equal(HookPoint.Z, Assert.Throws<HookException>(() => model.Run(Text(6), broken)).Point);
    }

    [Fact]
    public void What_was_disposed_of_says_so_by_name()
    {
        var own = LanguageModel.Load("induction-2l");
        var trace = own.Trace("Tom saw");
        var cache = new ActivationCache(HookPoint.Z);
        var run = own.Run("Tom saw", cache.Hook);
        foreach (var used in new IDisposable[] { own, trace, run, cache }) used.Dispose();
        foreach (var used in new IDisposable[] { own, trace, run, cache }) used.Dispose();      // twice does no harm
        Assert.Contains(own.Title, Assert.Throws<ObjectDisposedException>(() => own.Trace("Tom saw")).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => own.Transformer.Forward(tensor(new long[,] { { 1 } })));
        Assert.Throws<ObjectDisposedException>(() => Composition.Score(own, (0, 0), (1, 0), CompositionKind.K));
        Assert.Contains("Tom saw", Assert.Throws<ObjectDisposedException>(() => trace.Pattern((0, 0))).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => HeadScores.PreviousToken.Score(trace));
        Assert.Contains("Tom saw", Assert.Throws<ObjectDisposedException>(() => run.Top()).Message, StringComparison.Ordinal);
        Assert.Contains("cache", Assert.Throws<ObjectDisposedException>(() => cache[HookPoint.Z, 0]).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => cache.Row(HookPoint.Z, 0, 0, 0));
        Assert.Throws<ObjectDisposedException>(() => model.Run("Tom saw", cache.Hook));
    }

    [Fact]
    public async Task A_model_disposed_of_while_threads_trace_serves_them_to_the_end_and_then_nobody()
    {
        for (var round = 0; round < 20; round++)
        {
            var own = LanguageModel.Load("induction-2l");
            using var started = new CountdownEvent(2);
            var tracing = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                started.Signal();
                for (var traces = 0; ; traces++)
                    try
                    {
                        Assert.Equal(1, own.Trace("Tom saw Anna and Ben. Tom saw Anna").Row((1, 0), ^1).Sum(), 1e-4);
                    }
                    catch (ObjectDisposedException)
                    {
                        return;
                    }
            })).ToArray();
            started.Wait(TestContext.Current.CancellationToken);
            await Task.Delay(round, TestContext.Current.CancellationToken);
            own.Dispose();
            await Task.WhenAll(tracing).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }
    }

    private TokenizedText Text(int tokens) =>
        new("text", [.. Enumerable.Range(0, tokens).Select(i => new Token(10 + i, model.Tokenizer.TextOf(10 + i), 0, 0))], HasBos: false);
}
