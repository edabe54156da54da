using System.Text.Json;
using Attention.Training;
using Course.Damage;
using Course.Files;

namespace Attention.Tests.Training;

/// <summary>Damaged recipes, and recipes with every kind of number, are refused by name or run.</summary>
public sealed class RecipeFuzzTests : IDisposable
{
    private const int MostSteps = 2;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_damaged_recipe_is_refused_by_name_or_runs()
    {
        var count = FuzzCount.Or(150);
        var damaged = new DamagedJson(JsonSerializer.Serialize(SmallRecipe.Make(), Recipe.Json));
        var ran = 0;
        for (var seed = 0; seed < count; seed++)
        {
            File.WriteAllBytes(folder["recipe.json"], damaged.Make(seed));
            if (Follow(seed)) ran++;
        }
        Assert.True(ran > count / 50, $"only {ran} of {count} ran");
    }

    /// <returns>Whether the recipe could be followed.</returns>
    private bool Follow(int seed)
    {
        using var enough = new CancellationTokenSource();
        try
        {
            using var run = new TrainingRun(Recipe.Load(folder["recipe.json"]), texts: folder.Path);
            var steps = 0;
            run.Run(_ =>
            {
                if (++steps >= MostSteps) enough.Cancel();
            }, enough.Token);
            return true;
        }
        catch (CourseException e)
        {
            Assert.False(string.IsNullOrWhiteSpace(e.Message));
            return false;
        }
        catch (Exception e)
        {
            Assert.Fail($"seed {seed}: {e}\n{File.ReadAllText(folder["recipe.json"])}");
            throw;
        }
    }
}
