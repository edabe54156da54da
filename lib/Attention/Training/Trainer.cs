using System.Runtime.InteropServices;
using Attention.Models;
using static Attention.Models.Scalars;
using static TorchSharp.torch;

namespace Attention.Training;

/// <summary>Takes the steps of a recipe, one at a time. It can be saved after any step, and goes on from there as if nothing had
/// happened.</summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainingRows rows;
    private readonly Device device;
    private readonly List<Optimizer> optimizers = [];
    private readonly List<int[]> shares = [];       // the parameters of each optimizer, as places in Weights.Named()
    private readonly List<Tensor> parameters;

    /// <summary>Makes the first weights.</summary>
    /// <param name="recipe">What to follow.</param>
    /// <param name="rows">The data, made for the same recipe.</param>
    /// <param name="device">Where to train; the CPU by default. The first weights are the same everywhere.</param>
    public Trainer(Recipe recipe, TrainingRows rows, Device? device = null)
    {
        (Recipe, this.rows, this.device) = (recipe, rows, device ?? CPU);
        Allocation.KeepFreedMemory();
        using (var first = TransformerWeights.Random(recipe.Model, recipe.Seed, recipe.InitialDeviation))
            Weights = first.To(ScalarType.Float32, this.device);
        var named = Weights.Named().ToList();
        parameters = [.. named.Select(p => p.Tensor.requires_grad_(true))];
        var muon = recipe.Optimizer.MuonRate is not null;
        var matrices = named.Index()
            .Where(p => muon && p.Item.Tensor.dim() == 2 && p.Item.Name.StartsWith("Layers", StringComparison.Ordinal))
            .Select(p => p.Index).ToArray();
        var rest = Enumerable.Range(0, named.Count).Except(matrices).ToArray();
        shares.Add(rest);
        optimizers.Add(new AdamW([.. rest.Select(i => named[i])], recipe.Optimizer));
        if (!muon) return;
        shares.Add(matrices);
        optimizers.Add(new Muon([.. matrices.Select(i => named[i])], recipe.Optimizer));
    }

    /// <summary>What is followed.</summary>
    public Recipe Recipe { get; }

    /// <summary>The weights as they are now, in float32.</summary>
    public TransformerWeights Weights { get; }

    /// <summary>Steps taken.</summary>
    public int StepsTaken { get; private set; }

    /// <summary>Takes one step.</summary>
    /// <returns>The loss before it, in nats per token.</returns>
    public double Step()
    {
        using var scope = NewDisposeScope();
        var (loss, gradients) = Gradients();
        using (no_grad())
        {
            Shorten(gradients);
            var share = Recipe.Optimizer.Share(StepsTaken, Recipe.Steps);
            for (var o = 0; o < optimizers.Count; o++) optimizers[o].Step([.. shares[o].Select(i => gradients[i])], StepsTaken, share);
        }
        StepsTaken++;
        return loss;
    }

    /// <summary>The model as it would be shipped: weights rounded to bfloat16, computing in float32.</summary>
    /// <returns>A model of its own.</returns>
    public LanguageModel Snapshot()
    {
        using var scope = NewDisposeScope();
        using var rounded = RoundedWeights();
        return LanguageModel.From(Recipe.Name, rows.Tokenizer, Recipe.Model, rounded.To(ScalarType.Float32, CPU));
    }

    /// <summary>The weights rounded to bfloat16.</summary>
    /// <returns>A copy that owns its tensors.</returns>
    public TransformerWeights RoundedWeights()
    {
        using var scope = NewDisposeScope();
        return Weights.Select((_, t) => t.detach().to(ScalarType.BFloat16)).Kept();
    }

    /// <summary>Frees weights and memory.</summary>
    public void Dispose()
    {
        foreach (var optimizer in optimizers) optimizer.Dispose();
        Weights.Dispose();
    }

    /// <summary>Whether all weights and all that the optimizers remember are numbers.</summary>
    internal bool IsFinite
    {
        get
        {
            using var scope = NewDisposeScope();
            return State.All(part => double.IsFinite(part.Tensor.abs().max().Number()));
        }
    }

    /// <summary>Everything a checkpoint must hold, by name; the tensors themselves.</summary>
    internal IEnumerable<(string Name, Tensor Tensor)> State =>
        Weights.Named().Select(p => (p.Name, p.Tensor.detach())).Concat(optimizers.SelectMany(o => o.State));

    /// <summary>Goes on after so many steps; <see cref="State"/> must have been overwritten before.</summary>
    internal void ContinueAfter(int steps) => StepsTaken = steps;

    /// <summary>Nothing is changed before all gradients are there: a step that fails leaves the weights of the step before.</summary>
    /// <exception cref="RecipeException">The memory ran out.</exception>
    private (double Loss, IReadOnlyList<Tensor> Gradients) Gradients()
    {
        try
        {
            using var batch = rows.Batch(StepsTaken).to(device, disposeAfter: true);
            return Gradients(batch);
        }
        catch (Exception e) when (e is TextTooLongException || e is ExternalException native && DeviceMemory.RanOut(native))
        {
            throw TrainingMemory.Refusal(Recipe, e);
        }
    }

    private (double Loss, IReadOnlyList<Tensor> Gradients) Gradients(Tensor batch)
    {
        using var scope = NewDisposeScope();
        using var network = new Transformer(Recipe.Model, WorkingWeights());
        var logits = network.Unembed(network.Forward(batch.narrow(1, 0, Recipe.Model.MaxPositionEmbeddings)));          // [B, T, V]
        var targets = batch.narrow(1, 1, Recipe.Model.MaxPositionEmbeddings).reshape(-1);
        var loss = nn.functional.cross_entropy(logits.view(-1, Recipe.Model.VocabSize).to_type(ScalarType.Float32), targets);
        var gradients = autograd.grad([loss], parameters);
        foreach (var gradient in gradients) gradient.MoveToOuterDisposeScope();
        return (loss.Number(), [.. gradients]);
    }

    /// <summary>Matrices in bfloat16 for speed; embedding, norms and with them the residual stream in float32.</summary>
    private TransformerWeights WorkingWeights()
    {
        if (!Recipe.Bfloat16) return Weights;
        var working = Weights.Select((name, t) =>
            t.dim() == 2 && name.StartsWith("Layers", StringComparison.Ordinal) ? t.to_type(ScalarType.BFloat16) : t);
        return new()
        {
            Embedding = working.Embedding,
            Positions = working.Positions,
            Layers = working.Layers,
            Norm = working.Norm,
            Unembedding = working.Unembedding.to_type(ScalarType.BFloat16),
        };
    }

    /// <summary>Scales all gradients together, so that none is longer than the recipe allows (Pascanu et al. 2013).</summary>
    private void Shorten(IReadOnlyList<Tensor> gradients)
    {
        using var scope = NewDisposeScope();
        var norm = stack([.. gradients.Select(g => g.Squared().sum())]).sum().sqrt_();
        var factor = tensor((float)Recipe.Optimizer.GradientNorm).div(norm.add_(tensor(1e-6f), One)).clamp_max(One);
        foreach (var gradient in gradients) gradient.mul_(factor);
    }
}
