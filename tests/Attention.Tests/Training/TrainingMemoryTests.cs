using System.Runtime.InteropServices;
using Attention.Models;
using Attention.Training;
using TorchSharp;

namespace Attention.Tests.Training;

public sealed class TrainingMemoryTests
{
    [Fact]
    public void A_batch_that_does_not_fit_is_refused_with_the_numbers_before_it_is_allocated()
    {
        var recipe = SmallRecipe.Make() with { Batch = 500_000, Tokens = 500_000L * 32 };
        var before = Environment.WorkingSet;
        var error = Assert.Throws<RecipeException>(() => TrainingMemory.Require(recipe, available: 4_000_000_000));
        Assert.Contains("500000 rows of 32 tokens", error.Message, StringComparison.Ordinal);
        Assert.Contains("4.0 GB are free here", error.Message, StringComparison.Ordinal);
        var rows = int.Parse(error.Message.Split("A batch of ")[1].Split(' ')[0]);
        TrainingMemory.Require(recipe with { Batch = rows }, available: 4_000_000_000);
        Assert.Throws<RecipeException>(() => TrainingMemory.Require(recipe with { Batch = rows + 1 }, available: 4_000_000_000));
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 100_000_000);
    }

    [Fact]
    public void A_training_asks_before_it_makes_anything()
    {
        var model = SmallRecipe.Make().Model with { VocabSize = 1 << 20, MaxPositionEmbeddings = 1 << 10 };
        var error = Assert.Throws<RecipeException>(() =>
            new TrainingRun(SmallRecipe.Make() with { Model = model, Batch = 1 << 14, Tokens = 1L << 24 }));
        Assert.Contains("GB are free here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Not_even_one_row_is_said_so() =>
        Assert.Contains("Not even one row fits",
            Assert.Throws<RecipeException>(() => TrainingMemory.Require(SmallRecipe.Make(), available: 1000)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Memory_that_libtorch_does_not_get_in_a_step_is_told_from_its_other_failures_and_named()
    {
        NativeTorch.Load();
        var ranOut = Assert.Throws<ExternalException>(() => torch.empty([1L << 50]));
        var shapes = Assert.Throws<ExternalException>(() => torch.zeros([2, 3]).mm(torch.zeros([2, 3])));
        Assert.True(DeviceMemory.RanOut(ranOut));
        Assert.False(DeviceMemory.RanOut(shapes));
        Assert.Contains("Make the batch", TrainingMemory.Refusal(SmallRecipe.Make(), ranOut).Message, StringComparison.Ordinal);
    }
}
