using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Training;

/// <summary>Momentum whose direction is made orthogonal, so that every direction of a matrix moves equally far (Jordan et al.
/// 2024).</summary>
internal sealed class Muon(IReadOnlyList<(string Name, Tensor Tensor)> parameters, OptimizerRecipe recipe) : Optimizer(parameters)
{
    private const double Momentum = .95;
    private readonly Tensor[] momentum = Zeros(parameters);

    public override IEnumerable<(string Name, Tensor Tensor)> State => Parameters.Select((p, i) => ($"muon.{p.Name}", momentum[i]));

    public override void Step(IReadOnlyList<Tensor> gradients, int step, double share)
    {
        using var scope = NewDisposeScope();
        var rate = recipe.MuonRate!.Value * share;
        var (keep, decay) = (Number(Momentum), Number(1 - rate * recipe.WeightDecay));
        for (var i = 0; i < gradients.Count; i++)
        {
            using var one = NewDisposeScope();
            var matrix = Parameters[i].Tensor;
            momentum[i].mul_(keep).add_(gradients[i], One);
            var direction = Orthogonal(momentum[i].mul(keep).add_(gradients[i], One));    // Nesterov: a step ahead
            var size = rate * Math.Sqrt(Math.Max(1, matrix.shape[0] / (double)matrix.shape[1]));
            matrix.mul_(decay).sub_(direction.mul_(Number(size)));
        }
    }

    /// <summary>The matrix with its singular values brought near 1, by five rounds of a Newton-Schulz polynomial.</summary>
    internal static Tensor Orthogonal(Tensor matrix)
    {
        var (a, b, c) = (Number(3.4445), Number(-4.7750), Number(2.0315));
        var x = matrix.shape[0] > matrix.shape[1] ? matrix.t() : matrix;
        x = x.div(x.Squared().sum().sqrt_().add_(Number(1e-7), One));
        for (var round = 0; round < 5; round++)
        {
            var gram = x.matmul(x.t());
            x = gram.mul(b).add_(gram.matmul(gram).mul_(c), One).matmul(x).add_(x.mul(a), One);
        }
        return matrix.shape[0] > matrix.shape[1] ? x.t() : x;
    }
}
