using Attention.Models;
using Attention.Models.Layers;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Layers;

public class RotaryTests
{
    private static readonly TransformerConfig Config = new()
    {
        VocabSize = 7,
        HiddenSize = 8,
        NumHiddenLayers = 1,
        NumAttentionHeads = 1,
        NumKeyValueHeads = 1,
        HeadDim = 8,
        IntermediateSize = 12,
        MaxPositionEmbeddings = int.MaxValue,
        RopeTheta = 500_000,
    };

    // Expected: transformers' _compute_default_rope_parameters, _compute_linear_scaling_rope_parameters and _compute_llama3_parameters,
    // worked out by hand.
    [Fact]
    public void Plain_angles_are_powers_of_the_base() =>
        Same([1, 0.037606030930863934, 0.0014142135623730950, 5.318295896944989e-05], Config);

    [Fact]
    public void Linear_scaling_divides_every_angle() =>
        Same([.25, 0.0094015077327159835, 0.00035355339059327376, 1.3295739742362473e-05],
            Config with { RopeScaling = new LinearRopeScaling(4) });

    [Fact]
    public void Llama_3_slows_slow_pairs_leaves_fast_ones_and_mixes_between() =>
        Same([1, 0.037606030930863934, 0.0005248461609929547, 6.647869871181236e-06],
            Config with { RopeScaling = new Llama3RopeScaling(8, 1, 4, 8192) });

    [Fact]
    public void Divisors_of_a_file_are_taken_pair_by_pair() =>
        Same([1, 0.018803015465431967, 0.00035355339059327376, 6.647869871181236e-06],
            Config with { RopeScaling = new DividedRopeScaling([1, 2, 4, 8]) });

    [Fact]
    public void A_vector_is_turned_by_its_position_whatever_was_turned_before_it()
    {
        using var scope = NewDisposeScope();
        using var rotary = new Rotary(Config, float32, CPU);
        foreach (var length in new[] { 3, 700, 300, 5000 })
        {
            var turned = rotary.Turn(ones(1, length, 8))[0, length - 1].data<float>().ToArray();
            foreach (var (pair, frequency) in Rotary.FrequenciesOf(Config).Index())
            {
                var angle = (length - 1) * frequency;
                Assert.Equal(Math.Cos(angle) - Math.Sin(angle), turned[pair], 3e-4);
                Assert.Equal(Math.Cos(angle) + Math.Sin(angle), turned[pair + 4], 3e-4);
            }
        }
    }

    [Fact]
    public void Score_of_two_turned_vectors_depends_on_their_distance_alone()
    {
        using var scope = NewDisposeScope();
        using var rotary = new Rotary(Config, float32, CPU);
        var (q, k) = (randn(8), randn(8));
        var far = rotary.Turn(q, 107.0).dot(rotary.Turn(k, 100.0)).data<float>()[0];
        Assert.Equal(rotary.Turn(q, 7.0).dot(k).data<float>()[0], far, 1e-4);
    }

    [Fact]
    public void A_table_made_while_tracing_serves_training()
    {
        using var scope = NewDisposeScope();
        using var rotary = new Rotary(Config, float32, CPU);
        using (inference_mode()) rotary.Turn(ones(1, 4, 8));
        var x = ones(1, 4, 8, requires_grad: true);
        rotary.Turn(x).sum().backward();
        Assert.NotNull(x.grad);
    }

    [Fact]
    public void A_claimed_context_of_two_billion_tokens_takes_no_memory()
    {
        using var scope = NewDisposeScope();
        using var rotary = new Rotary(Config, float32, CPU);
        Assert.Equal([1, 4, 8], rotary.Turn(ones(1, 4, 8)).shape);      // a table of the whole context would be 64 GB
    }

    private static void Same(double[] expected, TransformerConfig config)
    {
        var frequencies = Rotary.FrequenciesOf(config);
        Assert.Equal(expected.Length, frequencies.Count);
        foreach (var (pair, frequency) in frequencies.Index()) Assert.Equal(1, frequency / expected[pair], 1e-6);
    }
}
