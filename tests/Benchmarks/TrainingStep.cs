using System.Diagnostics;
using Attention.Models;
using Attention.Training;

namespace Benchmarks;

/// <summary>Times the steps of the course's trainer.</summary>
internal static class TrainingStep
{
    /// <summary>Six layers of a given width, with an MLP of the usual size.</summary>
    public static Recipe Recipe(int width, int vocabulary, int batch) => new()
    {
        Name = "benchmark",
        Description = "",
        Seed = 1,
        Model = new TransformerConfig
        {
            VocabSize = vocabulary,
            HiddenSize = width,
            NumHiddenLayers = 6,
            NumAttentionHeads = width / 32,
            NumKeyValueHeads = width / 32,
            HeadDim = 32,
            IntermediateSize = width * 8 / 3 / 16 * 16,
            MaxPositionEmbeddings = 128,
        },
        Tokenizer = new TokenizerRecipe { Stories = 3000, Texts = ["glosses.txt"] },
        Rows = new RowsRecipe { Repeats = .5, Stories = .5 },
        Batch = batch,
        Tokens = 1_000_000,
        Optimizer = new OptimizerRecipe { Rate = .001 },
        Threads = Environment.ProcessorCount,
        Bfloat16 = true,
        ScoreEvery = 1_000_000,
    };

    /// <summary>The fastest of some steps, in seconds: others share the machine.</summary>
    public static double Seconds(Trainer trainer, int steps) => Enumerable.Range(0, steps).Min(_ =>
    {
        var started = Stopwatch.GetTimestamp();
        trainer.Step();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    });

    /// <summary>Floating-point operations of the matrix products for one token: six a parameter of a matrix, and attention.</summary>
    public static double FlopsPerToken(Trainer trainer)
    {
        var c = trainer.Recipe.Model;
        var parameters = trainer.Weights.Named().Where(p => p.Tensor.dim() == 2).Sum(p => p.Tensor.numel());
        return 6.0 * parameters + 12.0 * c.NumHiddenLayers * c.NumAttentionHeads * c.HeadDim * c.MaxPositionEmbeddings;
    }
}
