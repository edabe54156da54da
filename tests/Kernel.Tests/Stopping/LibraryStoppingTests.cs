using System.Diagnostics;
using JupyterKernel.Tests.Serving;
using JupyterKernel.Wire;
using Notebooks.Tests.Hosts;

namespace JupyterKernel.Tests.Stopping;

/// <summary>What takes long in the library stops with the cell, and what it has found out by then stays.</summary>
public sealed class LibraryStoppingTests : IClassFixture<KernelFixture>
{
    /// <summary>A quiet machine takes half a second.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private readonly KernelClient client;

    public LibraryStoppingTests(KernelFixture fixture)
    {
        client = fixture.Client;
        var library = Path.Combine(CourseNotebooks.Root, "lib", "Attention.Interactive", "bin", "Release");
        foreach (var name in new[] { "TorchSharp", "Attention", "Attention.Interactive" })
            Run($"#r \"{Path.Combine(library, name + ".dll")}\"");
        Run("using Attention.Models; using Attention.Tokens; using Attention.Interventions; using Attention.Training; using "
            + "Attention.Interactive;");
    }

    [Fact]
    public void A_stopped_training_keeps_what_the_model_has_learned()
    {
        Run("var training = TrainingRun.Open(\"classroom\");");
        Assert.InRange(TimeToStop("var record = training.Watch();", "display_data"), TimeSpan.Zero, Soon);
        Assert.Equal("True", Run("training.Record.Points.Count > 0 && record.Points.Count > 0"));
        Assert.Equal("2", Run("training.Model().Config.NumHiddenLayers"));
        Run("training.Dispose();");
    }

    [Fact]
    public void A_map_of_effects_stops_between_two_runs_though_nobody_gave_it_a_token()
    {
        Run("var model = LanguageModel.Load(\"stories-6l\"); var rows = RepeatedTokens.Fitting(model.Tokenizer.Vocabulary, 64, 32, 1);");
        Assert.InRange(TimeToStop("var found = 1; Console.Write(\"on\"); var map = Ablation.Map(model, rows);", "stream"),
            TimeSpan.Zero, Soon);
        Assert.Equal("1", Run("found"));
        Assert.Equal("True", Run("map is null"));
    }

    /// <summary>Starts a cell, stops it a moment after its first output, and waits until the kernel is idle.</summary>
    private TimeSpan TimeToStop(string cell, string firstOutput)
    {
        client.Send(Channel.Shell, "execute_request", KernelClient.ExecuteContent(cell));
        while (client.Receive(Channel.IoPub).Type != firstOutput)
        {
        }
        Thread.Sleep(200);
        var asked = Stopwatch.GetTimestamp();
        client.Send(Channel.Control, "interrupt_request", []);
        Assert.Equal("Interrupted", client.Receive(Channel.Shell).Text("ename"));
        var taken = Stopwatch.GetElapsedTime(asked);
        Assert.Equal("ok", client.Receive(Channel.Control).Text("status"));
        client.WaitForSilence();
        TestContext.Current.SendDiagnosticMessage($"{cell}: stopped after {taken.TotalMilliseconds:0} ms");
        return taken;
    }

    private string? Run(string cell)
    {
        var answer = client.Execute(cell);
        Assert.True(answer.Status == "ok", answer.Reply.Text("evalue"));
        return answer.Outputs.Any() ? answer.PlainText : null;
    }
}
