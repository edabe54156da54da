using System.Text.Json.Nodes;
using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Studies;
using Attention.Tokens;
using Course.Files;

namespace Attention.Tests.Studies;

/// <summary>The stored studies of hidden facts and of function vectors, and the row of evidence for induction.</summary>
public class WhatHeadsFetchTests(SmolLm smolLm)
{
    private LanguageModel Model => smolLm.Model;

    [Fact]
    public void What_is_stored_of_a_hidden_fact_is_what_is_measured_now()
    {
        var study = RetrievalStudy.Of(Model);
        var prompts = HiddenFacts.Prompts(Model, study.Seed);
        Assert.Equal(prompts.Select(prompt => prompt.Text.Tokens.Count), study.TextTokens);
        var last = prompts.Count - 1;
        var now = Retrieval.Score(Model, [prompts[last]]).Mean;
        Assert.All(study.Sample.Mean.Top(5), best => Assert.Equal(study.Sample.Each[last][best.Head], now[best.Head], 1e-3));
        Assert.Equal(study.SaidFirst[last], Retrieval.SaidFirst(Model, prompts[last]).Count(first => first));
        Hook without = Ablation.Zero(Model.Config, study.BestHeads);
        Assert.Equal(study[RetrievalStudy.Best].Each[^1],
            TokenLoss.Mean(Model, TokenBatch.Of(prompts[last].Text), prompts[last].AnswerRows, without), 1e-2);
    }

    [Fact]
    public void Heads_of_a_hidden_fact_are_chosen_on_one_half_and_removed_on_the_other()
    {
        var study = RetrievalStudy.Of(Model);
        var half = study.Scores.Count / 2;
        var best = new HeadScoreSample(study.Sample.Each.Take(half).ToArray()).Mean.Top(RetrievalStudy.Removed).Select(score => score.Head);
        Assert.Equal(best, study.BestHeads);
        Assert.Equal(half, study["all heads"].Each.Count);
        Assert.All(study.Losses.Where(loss => loss.Name.StartsWith("same layers", StringComparison.Ordinal)), loss =>
            Assert.Equal(study.BestHeads.Select(head => head.Layer).Order(), loss.Heads.Select(head => head.Layer).Order()));
        Assert.All(study.Losses.Skip(2), loss => Assert.Empty(loss.Heads.Intersect(study.BestHeads)));
    }

    [Fact]
    public void What_is_stored_of_a_task_is_what_is_measured_now()
    {
        var study = FunctionVectorStudy.Of(Model);
        var task = study["opposites"];
        var run = new FunctionVectorRun(Model, FewShotTask.Opposites, study.Shots, study.Seed);
        var (head, again) = (task.Heads[0], run.Effects([task.Heads[0]]));
        Assert.All(task.Sample.Each.Zip(again.Each), pair => Assert.Equal(pair.First[head], pair.Second[head], 2e-3));
        Assert.Equal(task.Sample.Mean.Top(task.Heads.Count).Select(score => score.Head), task.Heads);
        Assert.Equal(FewShotTask.All.Select(known => known.Name), study.Tasks.Select(known => known.Name));
    }

    [Theory]
    [InlineData("retrieval", "scores", "[[[1]]]")]
    [InlineData("retrieval", "losses", "[]")]
    [InlineData("retrieval", "said_first", "[1]")]
    [InlineData("function-vectors", "tasks", "[]")]
    public void A_damaged_file_is_refused_by_name(string kind, string key, string value)
    {
        using var data = new TemporaryFolder();
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(data.Path, "measurements", kind)).FullName, Model.Name + ".json");
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Catalogue.DataFolder(), "measurements", kind, Model.Name + ".json")))!;
        json[key] = JsonNode.Parse(value);
        File.WriteAllText(file, json.ToJsonString());
        var error = Assert.Throws<DamagedFileException>(() => kind == "retrieval"
            ? (object?)StudyFile.Find<RetrievalStudy>(kind, Model, data.Path)
            : StudyFile.Find<FunctionVectorStudy>(kind, Model, data.Path));
        Assert.StartsWith(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_or_task_that_was_not_measured_is_named()
    {
        Assert.Contains("best", Assert.Throws<WrongUseException>(() => RetrievalStudy.Of(Model)["worst"]).Message,
            StringComparison.Ordinal);
        Assert.Contains("opposites", Assert.Throws<WrongUseException>(() => FunctionVectorStudy.Of(Model)["rhymes"]).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_evidence_for_induction_is_that_of_its_parts()
    {
        using var model = LanguageModel.Load("induction-2l");
        var evidence = InductionEvidence.Of(model, sequences: 2);
        RepeatedTokens[] each = [.. StandardInput.Repeated(model).Each().Take(2)];
        Assert.Equal((2, 1, 0), (evidence.Layers, evidence.Best.Head.Layer, evidence.Writer!.Value.Head.Layer));
        Assert.All(evidence.Heads,
            head => Assert.True(each.Average(one => model.Score(one, HeadScores.Induction(one))[head]) > InductionEvidence.Threshold));
        Assert.Equal(each.Average(one => Ablation.Effect(model, one, evidence.Heads, one.SecondCopy)), evidence.Without.Mean, 1e-3);
        Assert.InRange(evidence.WrittenShare!.Value.Mean, .3, 1);
        using var shallow = LanguageModel.Load("induction-1l");
        var none = InductionEvidence.Of(shallow, sequences: 1);
        Assert.Null(none.Writer);
        Assert.Equal(("induction-1l", "1", "–"), (none.Row()[0], none.Row()[1], none.Row()[5]));
    }
}
