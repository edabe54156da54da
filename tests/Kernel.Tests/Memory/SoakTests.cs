using System.Globalization;
using JupyterKernel.Tests.Hosts;
using JupyterKernel.Tests.Serving;
using Notebooks.Tests.Hosts;

namespace JupyterKernel.Tests.Memory;

/// <summary>A kernel that has run hundreds of cells takes no more memory than one that has run some.</summary>
public sealed class SoakTests : IDisposable
{
    private readonly KernelProcess kernel = new();

    public void Dispose() => kernel.Dispose();

    /// <summary>Before each cell was let go, eighty of these left 20 MB on the heap.</summary>
    [Fact]
    public void Cells_leave_little_on_the_heap()
    {
        Run(1, 30);
        var before = HeapMegabytes();
        Run(31, 80);
        Assert.InRange(HeapMegabytes() - before, double.NegativeInfinity, 4);
    }

    [Fact(Explicit = true)]
    public void Three_hundred_cells_with_a_hundred_figures_are_flat()
    {
        Answer($"System.IO.Directory.SetCurrentDirectory(\"{Path.Combine(CourseNotebooks.Root, "notebooks")}\");");
        Answer("#!import setup.csx\nvar model = LanguageModel.Load(\"induction-2l\");");
        Run(1, 50, figures: true);
        HeapMegabytes();
        var before = kernel.Megabytes;
        Run(51, 250, figures: true);
        HeapMegabytes();
        TestContext.Current.TestOutputHelper?.WriteLine($"{before:0} MB after 50 cells, {kernel.Megabytes:0} MB after 300");
        Assert.InRange(kernel.Megabytes / before, 0, 1.05);
    }

    private void Run(int first, int count, bool figures = false)
    {
        for (var i = first; i < first + count; i++)
            Answer(figures && i % 3 == 0 ? "Figures.Heatmap(model.Trace(\"The cat sat on the mat\"), head: (1, 0))" : Cell(i));
    }

    /// <summary>A variable, a method, a loop that prints and a value.</summary>
    private static string Cell(int i) => $$"""
        var x{{i}} = Enumerable.Range(0, 10).Select(n => n * {{i}}.5).ToArray();
        double Mean{{i}}(double[] values) { double sum = 0; foreach (var v in values) sum += v; return sum / values.Length; }
        for (int k = 0; k < 3; k++) Console.WriteLine($"cell {{i}}: {Mean{{i}}(x{{i}}):0.00}");
        x{{i}}.Sum()
        """;

    /// <summary>Of what is in use, after the collector has given back what is not: how much it keeps for later differs by 15 MB from one
    /// run to the next.</summary>
    private double HeapMegabytes() => double.Parse(Answer("""
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true); GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true); GC.GetTotalMemory(false) / 1e6
        """).PlainText!, CultureInfo.InvariantCulture);

    private KernelClient.Answer Answer(string code)
    {
        var answer = kernel.Client.Execute(code);
        Assert.True(answer.Status == "ok", answer.Reply.Text("evalue"));
        return answer;
    }
}
