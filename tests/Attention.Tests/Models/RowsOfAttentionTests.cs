using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;
using static TorchSharp.torch;

namespace Attention.Tests.Models;

/// <summary>Attention that is computed some rows at a time is the same as attention of whole patterns, which any hook brings
/// about.</summary>
public sealed class RowsOfAttentionTests : IDisposable
{
    private const double Rounding = 1e-3;       // of streams whose numbers are tens

    private readonly LanguageModel vocabulary = LanguageModel.Load("induction-2l", new() { Device = "cpu" });
    private readonly IDisposable inference = inference_mode();
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Shapes => ["causal", "windows", "capped", "both ways"];

    public void Dispose()
    {
        scope.Dispose();
        inference.Dispose();
        vocabulary.Dispose();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_pass_by_rows_ends_with_the_same_stream(string shape)
    {
        using var model = Model(shape);
        var ids = tensor(Input.Ids);
        var difference = model.Transformer.Forward(ids).sub(model.Transformer.Forward(ids, (_, _, value) => value)).abs().max().Number();
        Assert.InRange(difference, 0, Rounding);
    }

    [Fact]
    public void Padding_is_seen_by_no_row()
    {
        using var model = Model("both ways");
        var ids = tensor(Input.Ids);
        int[] lengths = [Input.Length, 200];
        var padded = model.Transformer.Forward(ids, null, lengths)[1].narrow(0, 0, 200);
        var alone = model.Transformer.Forward(ids.narrow(0, 1, 1).narrow(1, 0, 200))[0];
        // logits of such weights are large
        Assert.InRange(padded.sub(alone).abs().max().Number() / alone.abs().max().Number(), 0, 1e-5);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Every_measure_added_up_by_rows_is_that_of_whole_patterns(string shape)
    {
        using var model = Model(shape);
        HeadMeasure[] measures = [.. HeadScores.OfAnyText, HeadScores.Offset(250), HeadScores.Induction(Input),
            HeadScores.DuplicateToken(Input)];
        var byRows = model.Score(Input, measures);
        var whole = model.Score(Input, measures, hook: (_, _, value) => value);
        foreach (var (rows, all) in byRows.Zip(whole))
            foreach (var head in model.Config.AllHeads())
                Assert.True(Math.Abs(rows[head] - all[head]) <= 1e-4 * Math.Max(1, Math.Abs(all[head])),
                    $"{rows.Measure} of {head}: {rows[head]} by rows, {all[head]} whole");
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_trace_keeps_by_rows_what_whole_patterns_hold(string shape)
    {
        using var model = Model(shape);
        var input = Input;
        int[] heads = [0, 3], lengths = [input.Length, 200];
        using var kept = new PatternRecorder([1], heads, lengths);
        model.Transformer.Forward(tensor(input.Ids), ((IPatternRows)kept).Pass, lengths);
        float[] whole = [];                                                                                 // [2, 4, T, T]
        model.Transformer.Forward(tensor(input.Ids), (point, layer, value) =>
        {
            if ((point, layer) == (HookPoint.Pattern, 1)) whole = value.Floats();
            return value;
        }, lengths);
        foreach (var (sequence, length) in lengths.Index())
            foreach (var (head, pattern) in heads.Zip(kept.Patterns(sequence)))
                for (var i = 0; i < length; i++)
                {
                    var row = whole.AsSpan(((sequence * 4 + head) * input.Length + i) * input.Length, length);
                    for (var j = 0; j < length; j++) Assert.Equal(row[j], pattern[i, j], 5e-5f);    // scores are tens
                }
    }

    [Fact]
    public void No_reader_gets_a_whole_pattern_of_a_long_text()
    {
        using var model = Model("causal");
        var reader = new Reader();
        model.Transformer.Forward(tensor(Input.Ids), ((IPatternRows)reader).Pass);
        Assert.Equal(Enumerable.Range(0, Input.Length), reader.Positions);
        Assert.InRange(reader.MostRows, 1, 128);
    }

    private RepeatedTokens Input => RepeatedTokens.Sample(vocabulary.Tokenizer.Vocabulary, n: 150, sequences: 2);

    private LanguageModel Model(string shape)
    {
        var config = vocabulary.Config with
        {
            NumAttentionHeads = 4,
            NumKeyValueHeads = 2,
            HeadDim = vocabulary.Config.HiddenSize / 4,
            MaxPositionEmbeddings = 512
        };
        config = shape switch
        {
            "windows" => config with { Windows = [40, 0] },
            "capped" => config with { AttentionSoftCap = 2 },
            "both ways" => config with { Causal = false },
            _ => config,
        };
        return LanguageModel.From(shape, vocabulary.Tokenizer, config, TransformerWeights.Random(config, seed: 5, std: .3));
    }

    /// <summary>Notes which rows of the first layer it was given.</summary>
    private sealed class Reader : IPlacedHook, IPatternRows
    {
        public bool OnlyReads => true;

        public List<int> Positions { get; } = [];

        public long MostRows { get; private set; }

        public void Read(int layer, Tensor rows, long first)
        {
            MostRows = Math.Max(MostRows, rows.shape[2]);
            if (layer == 0) Positions.AddRange(Enumerable.Range((int)first, (int)rows.shape[2]));
        }

        public void CheckPlaces(TransformerConfig config)
        {
        }
    }
}
