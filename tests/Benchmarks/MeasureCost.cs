using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Spectre.Console;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>What all measures of all heads of a long text cost beside a pass that measures nothing, in turn.</summary>
internal static class MeasureCost
{
    private const int Repetitions = 7;

    /// <summary>Times both.</summary>
    /// <param name="lengths">Tokens of the texts.</param>
    /// <returns>A row a length: medians of processor time.</returns>
    public static Table Of(IEnumerable<int> lengths)
    {
        using var model = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
        var table = new Table().AddColumns("tokens", "plain pass, ms of the processor", "all measures of all heads", "ratio of the medians",
            "of the best");
        foreach (var tokens in lengths) table.AddRow(Row(model, tokens));
        return table;
    }

    private static string[] Row(LanguageModel model, int tokens)
    {
        var random = new Random(1);
        var ids = new long[1, tokens];
        for (var i = 0; i < tokens; i++) ids[0, i] = random.Next(model.Config.VocabSize);
        var batch = new TokenBatch(ids, HasBos: false);
        List<double> plain = [], measured = [];
        for (var i = 0; i <= Repetitions; i++)
        {
            var (without, with) = (Milliseconds(() => Pass(model, ids)), Milliseconds(() => model.Score(batch, HeadScores.OfAnyText)));
            if (i == 0) continue;       // warms up
            plain.Add(without);
            measured.Add(with);
        }
        plain.Sort();
        measured.Sort();
        var (median, other) = (plain[Repetitions / 2], measured[Repetitions / 2]);
        return [$"{tokens:N0}", $"{median:N0}", $"{other:N0}", $"{other / median:0.00}", $"{measured[0] / plain[0]:0.00}"];
    }

    private static void Pass(LanguageModel model, long[,] ids)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        model.Transformer.Forward(tensor(ids));
    }

    private static double Milliseconds(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
