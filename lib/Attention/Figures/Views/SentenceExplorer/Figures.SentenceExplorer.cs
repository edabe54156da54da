using Attention.Figures.Views;
using Attention.Traces;

namespace Attention.Figures;

public static partial class Figures
{
    /// <summary>The words of a sentence; pointing at one shows where it attends, in a layer's mean or in a head.</summary>
    /// <param name="trace">The run.</param>
    /// <param name="withSimulation">Whether a pattern simulated from distance and simple rules, labelled so, stands beside the real
    /// one.</param>
    /// <returns>A view.</returns>
    public static Figure SentenceExplorer(AttentionTrace trace, bool withSimulation = false)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return Explorer([trace], withSimulation, withSimulation ? "Simulated and real" : "Where each word attends");
    }

    /// <summary>Two sentences or two models under each other.</summary>
    /// <param name="first">A run.</param>
    /// <param name="second">Another.</param>
    /// <returns>A view.</returns>
    public static Figure SentenceExplorer(AttentionTrace first, AttentionTrace second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Explorer([first, second], false, "Two runs");
    }

    /// <summary>A simulated pattern, made from distance and simple linguistic rules and labelled so; no model runs, and the reader may type
    /// another sentence.</summary>
    /// <param name="sentence">The sentence at first.</param>
    /// <returns>A view.</returns>
    public static Figure SimulatedPattern(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        const string title = "SIMULATED attention";
        const string what =
            "Weights made from distance and simple rules (determiners, pronouns, brackets, repeated words); no model has run.";
        return ViewFigure.Of(title, $"{what} At most {MaxTokens} words.", what, new SentenceExplorerData([], [], true, sentence));
    }

    private static ViewFigure Explorer(IReadOnlyList<AttentionTrace> traces, bool simulate, string what)
    {
        var title = $"{what} · {string.Join(", ", traces.Select(trace => trace.ModelName).Distinct())}";
        var altText = string.Join(" ", traces.Select(trace => Describe(Panel(new HeadView(trace, (trace.Layers[0], trace.Heads[0]))))));
        var caption = simulate
            ? "The simulation follows distance and simple rules; below it stands what the model does."
            : "Colour and number: the weight from the word pointed at to each word.";
        return ViewFigure.Of(title, caption, altText,
            new SentenceExplorerData([.. traces.Select(TraceData.Of)], [.. traces.Select(StripStart.Of)], simulate));
    }
}
