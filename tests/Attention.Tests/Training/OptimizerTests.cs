using Attention.Training;
using Parameter = TorchSharp.Modules.Parameter;
using static TorchSharp.torch;

namespace Attention.Tests.Training;

public class OptimizerTests
{
    [Fact]
    public void AdamW_moves_as_TorchSharps_does()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var ours = randn([6, 4], generator: generator);
        using var theirs = new Parameter(ours.clone());
        var recipe = new OptimizerRecipe { Rate = .01, Beta1 = .8, Beta2 = .9, WeightDecay = .1 };
        using var adam = new AdamW([("w", ours)], recipe);
        using var reference = optim.AdamW([theirs], .01, .8, .9, 1e-8, .1);
        for (var step = 0; step < 20; step++)
        {
            var gradient = randn([6, 4], generator: generator);
            adam.Step([gradient], step, share: 1);
            theirs.grad = gradient;
            reference.step();
        }
        Assert.True(ours.allclose(theirs, 1e-4, 1e-6), (ours - theirs).abs().max().item<float>().ToString());
    }

    [Theory]
    [InlineData(24, 8)]
    [InlineData(8, 24)]
    public void Muons_direction_has_singular_values_near_one_and_keeps_the_singular_vectors(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2);
        var matrix = randn([rows, columns], generator: generator);
        var direction = Muon.Orthogonal(matrix);
        var values = linalg.svdvals(direction).data<float>().ToArray();
        Assert.All(values, value => Assert.InRange(value, .6f, 1.3f));
        var (u, _, vh) = linalg.svd(matrix, fullMatrices: false);
        var alignment = u.t().matmul(direction).matmul(vh.t());       // diagonal where the vectors are the same
        Assert.InRange((alignment - alignment.diag().diag()).abs().max().item<float>(), 0, .1f);
    }

    [Fact]
    public void The_rate_rises_in_the_warm_up_and_falls_to_its_final_share()
    {
        var recipe = new OptimizerRecipe { Rate = 1, WarmupSteps = 10, FinalShare = .1 };
        Assert.Equal(.1, recipe.Share(0, 1000), 3);
        Assert.Equal(1, recipe.Share(10, 1000), 2);
        Assert.Equal(.55, recipe.Share(500, 1000), 3);
        Assert.Equal(.1, recipe.Share(1000, 1000), 3);
    }
}
