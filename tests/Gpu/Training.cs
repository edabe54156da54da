using System.Diagnostics;
using Attention.Models;
using Attention.Training;

namespace DeviceCheck;

/// <summary>Some hundred steps of a course model's recipe on the device, the first of them on the CPU too.</summary>
internal static class Training
{
    private const int Steps = 300, OnCpu = 20;

    /// <summary>The losses of the first steps agree, and the loss falls.</summary>
    public static (bool Agrees, string Figures) Compare(string device)
    {
        var recipe = Recipe.Load(Path.Combine(Catalogue.DataFolder(), "training", "induction-2l.json"));
        var rows = new TrainingRows(recipe, Path.Combine(Catalogue.DataFolder(), "texts"));
        using var cpu = new Trainer(recipe, rows);
        using var there = new Trainer(recipe, rows, new ModelOptions { Device = device }.ResolveDevice());
        var (expected, cpuSpeed) = Losses(cpu, OnCpu);
        var (actual, speed) = Losses(there, Steps);
        var difference = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Take(5).Max();
        var shown = string.Join(" ", Enumerable.Range(0, Steps / 50).Select(i => $"{actual.Skip(50 * i).Take(50).Average():0.00}"));
        return (difference < .02 && actual.TakeLast(50).Average() < actual.Take(50).Average(),
            $"losses of five steps differ by at most {difference:0.0e+0}, mean loss of each 50 steps {shown}; "
                + $"{recipe.TokensPerStep * speed:N0} tokens/s, on the CPU {recipe.TokensPerStep * cpuSpeed:N0}");
    }

    private static (double[] Losses, double StepsPerSecond) Losses(Trainer trainer, int steps)
    {
        var first = trainer.Step();    // warms up
        var started = Stopwatch.GetTimestamp();
        double[] losses = [first, .. Enumerable.Range(1, steps - 1).Select(_ => trainer.Step())];
        return (losses, (steps - 1) / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
