using System.Text.Json.Nodes;
using Attention.Measures;
using Attention.Models;
using Attention.Sweeps;
using Attention.Tokens;
using Attention.Traces;
using Course.Files;

namespace Attention.Tests.Sweeps;

/// <summary>A sweep in shards gives what a sweep in one gives, and what the measures give by themselves.</summary>
public sealed class SweepTests : IDisposable
{
    private static readonly SweepPlan Plan =
        new(["induction-1l", "induction-2l", "induction-2l-random"], ["previous_token", "induction", "entropy"], [3, 4], .5, 1,
            SweepPlan.ThisTool);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 2, 4)]
    [InlineData(5, 7, 6)]
    [InlineData(2, 5, 10)]
    public void Shards_share_the_work_in_order_and_evenly(int models, int seeds, int shards)
    {
        var plan = Plan with
        {
            Models = [.. Enumerable.Range(0, models).Select(m => $"m{m}")],
            Seeds = [.. Enumerable.Range(0, seeds)],
            Shards = shards
        };
        var parts = Enumerable.Range(0, shards).Select(plan.Part).ToArray();
        Assert.Equal(from m in plan.Models from s in plan.Seeds select new SweepTask(m, s), parts.SelectMany(part => part));
        Assert.True(parts.Max(part => part.Count) - parts.Min(part => part.Count) <= 1);
    }

    [Fact]
    public void Shards_in_any_order_give_the_bytes_of_one_run()
    {
        var whole = Swept(Plan, "whole", [0]);
        var cut = Swept(Plan with { Shards = 4 }, "cut", [2, 0, 3, 1]);
        Assert.Equal(File.ReadAllBytes(whole.CensusPath), File.ReadAllBytes(cut.CensusPath));
    }

    [Fact]
    public void A_row_says_what_it_is_of_and_holds_the_numbers_of_the_patterns()
    {
        var rows = JsonNode.Parse(File.ReadAllText(Swept(Plan, "rows", [0]).CensusPath))!.AsArray();
        Assert.Equal(6, rows.Count);
        using var model = LanguageModel.Load("induction-2l");
        var row = rows[3]!;
        Assert.Equal(("induction-2l", 4), (row["model"]!["name"]!.GetValue<string>(), row["seed"]!.GetValue<int>()));
        Assert.Equal(model.WeightsSha256, row["model"]!["weights_sha256"]!.GetValue<string>());
        Assert.Equal(SeedOfRandomWeights(), rows[5]!["model"]!["random_seed"]!.GetValue<int>());
        var induction = row["scores"]!["induction"]!;
        var byHand = InductionByHand(model, StandardInput.Repeated(model, seed: 4), HeadIndex.Parse(induction["head"]!.GetValue<string>()));
        Assert.Equal(byHand.Average(), induction["mean"]!.GetValue<double>(), 1e-4);
        Assert.InRange(byHand.Average(), induction["low"]!.GetValue<double>(), induction["high"]!.GetValue<double>());
    }

    [Fact]
    public void A_shard_that_is_there_is_left_as_it_is()
    {
        var plan = Plan with { Models = ["induction-1l"], Shards = 2 };
        var there = Swept(plan, "again", [0]);
        Assert.False(Sweep.Run(there, plan, 0));
        Assert.Contains("these are missing: 1", Assert.Throws<WrongUseException>(() => there.Merge(plan)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut into 2 shards, not 3", "shards")]
    [InlineData("of the models induction-1l", "models")]
    [InlineData("of the measures induction", "measures")]
    [InlineData("on the seeds 3, 4", "seeds")]
    [InlineData("with the threshold 0.5", "threshold")]
    [InlineData("measured by version", "tool")]
    public void A_folder_of_another_sweep_is_refused_with_the_difference(string difference, string what)
    {
        var first = Plan with { Models = ["induction-1l"], Measures = ["induction"], Shards = 2 };
        new SweepFolder(folder.Path).Fix(first);
        var second = what switch
        {
            "shards" => first with { Shards = 3 },
            "models" => first with { Models = ["induction-2l"] },
            "measures" => first with { Measures = ["entropy"] },
            "seeds" => first with { Seeds = [5, 6] },
            "threshold" => first with { Threshold = .4 },
            _ => first with { Tool = "0.0.1" },
        };
        Assert.Contains(difference, Assert.Throws<WrongUseException>(() => new SweepFolder(folder.Path).Fix(second)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_user_mistakes_is_said()
    {
        Refused("There is no measure 'inductoin'", Plan with { Measures = ["inductoin"] });
        Refused("7 shards: there are 6 pieces of work", Plan with { Shards = 7 });
        Refused("The model induction-1l is named twice", Plan with { Models = ["induction-1l", "induction-1l"] });
        Refused("The seed 3 is named twice", Plan with { Seeds = [3, 3] });
        Assert.Contains("counted from 0 to 0", Assert.Throws<WrongUseException>(() => Plan.Part(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_changed_between_two_shards_are_named()
    {
        var plan = Plan with { Models = ["induction-1l"], Shards = 2 };
        var swept = Swept(plan, "changed", [0, 1]);
        var shard = Path.Combine(folder.Path, "changed", "shards", "1-of-2.json");
        File.WriteAllText(shard,
            File.ReadAllText(shard).Replace("\"weights_sha256\":\"", "\"weights_sha256\":\"0", StringComparison.Ordinal));
        Assert.Contains("the weights of induction-1l changed", Assert.Throws<DamagedFileException>(() => swept.Merge(plan)).Message,
            StringComparison.Ordinal);
    }

    private SweepFolder Swept(SweepPlan plan, string name, IReadOnlyList<int> shards)
    {
        var there = new SweepFolder(Path.Combine(folder.Path, name));
        foreach (var shard in shards) Assert.True(Sweep.Run(there, plan, shard));
        if (shards.Count == plan.Shards) there.Merge(plan);
        return there;
    }

    private static int? SeedOfRandomWeights()
    {
        using var model = LanguageModel.Load("induction-2l-random");
        return model.RandomSeed;
    }

    /// <summary>One score a sequence: in the second copy, the weight on the token behind the first occurrence.</summary>
    private static double[] InductionByHand(LanguageModel model, RepeatedTokens input, HeadIndex head) =>
        [.. input.Each().Select(one =>
        {
            var ids = Enumerable.Range(0, one.Length).Select(t => (int)one.Ids[0, t]);
            using var trace = model.Trace(model.Tokenizer.FromIds(one.HasBos ? ids.Skip(1) : ids, one.HasBos));
            return Enumerable.Range(input.N + 1, input.N).Average(query => (double)trace[head, query, query - input.N + 1]);
        })];

    private static void Refused(string message, SweepPlan plan) =>
        Assert.Contains(message, Assert.Throws<WrongUseException>(plan.Checked).Message, StringComparison.Ordinal);
}
