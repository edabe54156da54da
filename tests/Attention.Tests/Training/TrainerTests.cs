using Attention.Models;
using Attention.Training;
using static TorchSharp.torch;

namespace Attention.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(24, PositionKind.Rotary)]
    [InlineData(0, PositionKind.Learned)]
    public void Gradients_are_the_slopes_of_the_loss(int mlp, PositionKind positions)
    {
        using var scope = NewDisposeScope();
        var config = SmallRecipe.Make().Model with { IntermediateSize = mlp, Positions = positions };
        using var random = TransformerWeights.Random(config, 1, std: .3);
        using var weights = random.To(ScalarType.Float64, CPU);
        var named = weights.Named().ToList();
        foreach (var (_, tensor) in named) tensor.requires_grad_(true);
        var ids = randint(0, config.VocabSize, [2, 12]);
        using var network = new Transformer(config, weights);
        Tensor Loss() => nn.functional.cross_entropy(network.Unembed(network.Forward(ids)).view(-1, config.VocabSize).narrow(0, 0, 23),
            ids.view(-1).narrow(0, 1, 23));
        var gradients = autograd.grad([Loss()], [.. named.Select(p => p.Tensor)]);
        using var noGradients = no_grad();
        for (var p = 0; p < named.Count; p++)
        {
            var direction = randn(named[p].Tensor.shape, ScalarType.Float64);
            var step = tensor(1e-4, ScalarType.Float64);
            named[p].Tensor.add_(direction * step);
            var above = Loss().item<double>();
            named[p].Tensor.sub_(direction * step * 2);
            var slope = (above - Loss().item<double>()) / 2e-4;
            named[p].Tensor.add_(direction * step);
            // RMSNorm computes in fp32 by definition, so the slope is not exact to the last digit.
            Assert.True(Math.Abs(slope - gradients[p].mul(direction).sum().item<double>()) < 2e-3 + 1e-2 * Math.Abs(slope), named[p].Name);
        }
    }

    [Fact]
    public void A_training_learns()
    {
        using var run = new TrainingRun(SmallRecipe.Make() with { Tokens = 120 * 4 * 32 });
        var points = run.Run().Points;
        Assert.True(points[^1].StoryLoss < points[0].StoryLoss - 1, $"{points[0].StoryLoss} to {points[^1].StoryLoss}");
    }

    [Fact]
    public void The_same_recipe_gives_the_same_losses_and_weights_twice()
    {
        var (first, second) = (Train(), Train());
        Assert.Equal(first.Losses, second.Losses);
        Assert.Equal(first.Weights, second.Weights);
    }

    [Fact]
    public void Collecting_garbage_all_the_time_changes_nothing()
    {
        var quiet = Train();
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.KeepAlive(new byte[100_000]);
                GC.Collect(0);
            }
        });
        collector.Start();
        var disturbed = Train();
        stop.Cancel();
        collector.Join();
        Assert.Equal(quiet.Losses, disturbed.Losses);
        Assert.Equal(quiet.Weights, disturbed.Weights);
    }

    [Fact]
    public void A_training_that_is_stopped_keeps_what_it_learned_and_goes_on_as_if_nothing_had_happened()
    {
        using var run = new TrainingRun(SmallRecipe.Make());
        using var stop = new CancellationTokenSource();
        run.Run(progress => { if (progress.Tokens >= 7 * 128) stop.Cancel(); }, stop.Token);
        Assert.False(run.IsDone);
        Assert.Equal(7 * 128, run.Record.Points[^1].Tokens);
        using var model = run.Model();
        Assert.Equal("small", model.Name);
        run.Run();
        Assert.True(run.IsDone);
        Assert.Equal(Train().Weights, WeightsOf(run));
    }

    [Fact]
    public void A_training_goes_on_from_its_checkpoint_to_the_same_files()
    {
        using (var whole = new TrainingRun(SmallRecipe.Make(), folder["whole"])) whole.Run();
        using (var stop = new CancellationTokenSource())
        using (var cut = new TrainingRun(SmallRecipe.Make(), folder["cut"]))
            cut.Run(progress => { if (progress.Tokens >= 12 * 128) stop.Cancel(); }, stop.Token);
        Assert.True(File.Exists(Path.Combine(folder["cut"], TrainingRun.CheckpointFile)));
        using (var rest = new TrainingRun(SmallRecipe.Make(), folder["cut"])) rest.Run();
        Assert.False(File.Exists(Path.Combine(folder["cut"], TrainingRun.CheckpointFile)));
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder["whole"], "model.safetensors")),
            File.ReadAllBytes(Path.Combine(folder["cut"], "model.safetensors")));
    }

    [Fact]
    public void A_checkpoint_of_another_recipe_is_refused()
    {
        using (var stop = new CancellationTokenSource())
        using (var run = new TrainingRun(SmallRecipe.Make(), folder["m"])) run.Run(_ => stop.Cancel(), stop.Token);
        var error = Assert.Throws<CheckpointException>(() => new TrainingRun(SmallRecipe.Make() with { Seed = 6 }, folder["m"]));
        Assert.Contains("another recipe", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused()
    {
        Directory.CreateDirectory(folder["m"]);
        File.WriteAllBytes(Path.Combine(folder["m"], TrainingRun.CheckpointFile), new byte[100]);
        Assert.Contains("is damaged", Assert.Throws<CheckpointException>(() => new TrainingRun(SmallRecipe.Make(), folder["m"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshots_are_kept_at_the_tokens_the_recipe_names_and_the_record_measures_them()
    {
        using var run = new TrainingRun(SmallRecipe.Make() with { Snapshots = [0, 8 * 128, 30 * 128] }, folder["m"]);
        var record = run.Run();
        Assert.Equal(["000000000.safetensors", "000001024.safetensors", "000003840.safetensors"],
            Directory.GetFiles(Path.Combine(folder["m"], "snapshots")).Select(Path.GetFileName).Order());
        using var model = CourseModelFolder.Load(folder["m"], "snapshots/000001024.safetensors");
        var scores = TrainingScores.Heads(model, TrainingScores.Input(model.Tokenizer.Vocabulary, model.Config.MaxPositionEmbeddings));
        Assert.Equal(record.Points.Single(p => p.Tokens == 1024).Scores["entropy"], scores["entropy"]);
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(folder["m"], "snapshots", "000001024.safetensors")),
            File.ReadAllBytes(Path.Combine(folder["m"], "snapshots", "000003840.safetensors")));
    }

    [Fact]
    public void A_training_that_diverges_says_where_and_keeps_the_last_good_checkpoint()
    {
        byte[] good;
        using (var stop = new CancellationTokenSource())
        using (var run = new TrainingRun(Absurd, folder["m"])) run.Run(_ => stop.Cancel(), stop.Token);
        good = File.ReadAllBytes(Path.Combine(folder["m"], TrainingRun.CheckpointFile));
        using var rest = new TrainingRun(Absurd, folder["m"]);
        var error = Assert.Throws<TrainingDivergedException>(() => rest.Run());
        Assert.InRange(error.Step, 2, Absurd.Steps);
        Assert.True(!double.IsFinite(error.Loss) || error.Loss > 2 * Math.Log(300));
        Assert.Contains($"diverged at step {error.Step} of 30", error.Message, StringComparison.Ordinal);
        Assert.Contains("optimizer.rate (1E+30)", error.Message, StringComparison.Ordinal);
        Assert.Equal(good, File.ReadAllBytes(Path.Combine(folder["m"], TrainingRun.CheckpointFile)));
        Assert.Single(rest.Record.Points, point => point.Step > 0);
    }

    [Fact]
    public void A_loss_that_stays_worse_than_a_guess_is_a_divergence_too()
    {
        using var run = new TrainingRun(Absurd with { Optimizer = Absurd.Optimizer with { Rate = 50 } });
        var error = Assert.Throws<TrainingDivergedException>(() => run.Run());
        Assert.InRange(error.Loss, 2 * Math.Log(300), double.MaxValue);
    }

    private static Recipe Absurd => SmallRecipe.Make() with { Optimizer = new OptimizerRecipe { Rate = 1e30, WarmupSteps = 5 } };

    private static (List<double> Losses, byte[] Weights) Train()
    {
        using var run = new TrainingRun(SmallRecipe.Make());
        var losses = new List<double>();
        run.Run(progress => losses.Add(progress.Loss));
        return (losses, WeightsOf(run));
    }

    private static byte[] WeightsOf(TrainingRun run)
    {
        using var model = run.Model();
        return [.. model.Transformer.Weights.Named().SelectMany(p => p.Tensor.bytes.ToArray())];
    }
}
