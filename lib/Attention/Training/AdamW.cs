using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Training;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019); vectors do not decay.</summary>
internal sealed class AdamW(IReadOnlyList<(string Name, Tensor Tensor)> parameters, OptimizerRecipe recipe) : Optimizer(parameters)
{
    private readonly Tensor[] mean = Zeros(parameters), square = Zeros(parameters);

    public override IEnumerable<(string Name, Tensor Tensor)> State =>
        Parameters.SelectMany((p, i) => new[] { ($"adam.mean.{p.Name}", mean[i]), ($"adam.square.{p.Name}", square[i]) });

    public override void Step(IReadOnlyList<Tensor> gradients, int step, double share)
    {
        using var scope = NewDisposeScope();
        var rate = recipe.Rate * share;
        var device = Parameters[0].Tensor.device;
        var (forget1, forget2) = (Number(1 - recipe.Beta1).to(device), Number(1 - recipe.Beta2).to(device));
        var size = Number(rate / (1 - Math.Pow(recipe.Beta1, step + 1)));
        var correction = Number(1 / (1 - Math.Pow(recipe.Beta2, step + 1)));
        var (decay, eps) = (Number(1 - rate * recipe.WeightDecay), Number(1e-8));
        for (var i = 0; i < gradients.Count; i++)
        {
            using var one = NewDisposeScope();
            var parameter = Parameters[i].Tensor;
            mean[i].lerp_(gradients[i], forget1);
            square[i].lerp_(gradients[i].Squared(), forget2);
            if (parameter.dim() > 1) parameter.mul_(decay);
            parameter.sub_(mean[i].div(square[i].mul(correction).sqrt_().add_(eps, One)).mul_(size));
        }
    }
}
