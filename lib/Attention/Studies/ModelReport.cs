using Attention.Measures;
using Attention.Models;
using Attention.Tokens;
using Attention.Traces;

namespace Attention.Studies;

/// <summary>
/// What the course measures, on any model: each part beside the model's untrained twin, and where a part does not apply to the model, the
/// reason. Parts are measured when they are asked for; inputs and scores that several need are measured once.
/// </summary>
public sealed class ModelReport
{
    internal const int PassageLength = 64;
    private const int Passages = 12;

    private readonly Lazy<IReadOnlyList<HeadScoreSample>> samples;
    private readonly Lazy<IReadOnlyList<HeadScoreTable>> luck;
    private readonly Lazy<(float[,] Model, float[,] Control)> losses;
    private readonly Lazy<IReadOnlyList<AttentionTrace>> traces;
    private readonly List<ReportPart> parts = [];

    private ModelReport(LanguageModel model, LanguageModel control)
    {
        (Model, Control, Repeated) = (model, control, StandardInput.Repeated(model));
        samples = new(() => HeadScoreSample.Of(model, Repeated, Types));
        losses = new(() => (TokenLoss.PerToken(model, Repeated), TokenLoss.PerToken(control, Repeated.Each().First())));
        traces = new(() => model.Trace(CourseText.Passages(model, "dev", Passages, PassageLength)));
        luck = new(() => control.Score(Repeated.Each().First(), Types));
    }

    /// <summary>The model.</summary>
    public LanguageModel Model { get; }

    /// <summary>Its untrained twin: the same architecture with random weights.</summary>
    public LanguageModel Control { get; }

    /// <summary>Random tokens given twice: the course's standard input.</summary>
    public RepeatedTokens Repeated { get; }

    /// <summary>The head types of the census on that input, a sequence at a time.</summary>
    public IReadOnlyList<HeadScoreSample> Samples => samples.Value;

    /// <summary>The same of the twin, on one sequence.</summary>
    public IReadOnlyList<HeadScoreTable> Luck => luck.Value;

    /// <summary>The loss at each position of that input, in nats: the mean of its sequences, and of one of the twin.</summary>
    public (double[] Model, double[] Control) LossByPosition =>
        (TokenLoss.ByPosition(losses.Value.Model), TokenLoss.ByPosition(losses.Value.Control));

    /// <summary>All parts that were asked for until now, in that order.</summary>
    public IReadOnlyList<ReportPart> Parts => parts;

    /// <summary>The losses of that input, [sequence, row]; one sequence of the twin.</summary>
    internal (float[,] Model, float[,] Control) TokenLosses => losses.Value;

    /// <summary>The model on twelve passages of English.</summary>
    internal IReadOnlyList<AttentionTrace> Traces => traces.Value;

    internal IReadOnlyList<HeadMeasure> Types => Census.Types(Repeated);

    /// <summary>Begins a report; makes the twin, and measures nothing yet.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The report. The twin of random weights has other random weights.</returns>
    public static ModelReport Of(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model, model.WithRandomWeights(model.RandomSeed == 1 ? 2 : 1));
    }

    /// <summary>The scores of a head type, averaged over the sequences.</summary>
    /// <param name="measure">One of the census, such as <c>induction</c>.</param>
    /// <returns>A table of all heads.</returns>
    public HeadScoreTable Scores(string measure) => Samples.Select(sample => sample.Mean).First(table => table.Measure == measure);

    /// <summary>The model's row of the census, its twin's, and the rows that are stored of other models.</summary>
    /// <returns>A census whose first row is this model's.</returns>
    public Census WithCensus()
    {
        var stored = Census.Load();
        var others = stored.Rows.Where(row => row.Model != Model.Name && row.WeightsSha256 is not null);
        var twin = CensusRow.Of(Control, Luck.Select(table => new HeadScoreSample([table])), Repeated.N);
        return stored with { Rows = [CensusRow.Of(Model, Samples, Repeated.N), twin, .. others] };
    }

    /// <summary>The size and make of the model.</summary>
    /// <returns>A row for each property.</returns>
    public ReportPart Shape() => Noted(ShapePart.Of(Model));

    /// <summary>How well it predicts: English, and random tokens given twice.</summary>
    /// <returns>A row for each input.</returns>
    public ReportPart Losses() => Noted(LossPart.Of(this));

    /// <summary>The best head of each type.</summary>
    /// <returns>A row for each type.</returns>
    public ReportPart Heads() => Noted(HeadTypePart.Of(this));

    /// <summary>The measures that need no ideal pattern, over all heads, on English.</summary>
    /// <returns>A row for each measure.</returns>
    public ReportPart AnyText() => Noted(AnyTextPart.Of(this));

    /// <summary>What it costs to take the named heads out.</summary>
    /// <returns>A row for each head or set of heads, random ones among them.</returns>
    public ReportPart Effects() => Noted(EffectPart.Of(this));

    /// <summary>Which relations of grammar a head follows, and what it has to beat.</summary>
    /// <returns>A row for each relation.</returns>
    public ReportPart Grammar() => Noted(GrammarPart.Of(this));

    /// <summary>Whether early layers are local, middle ones far-looking and late ones diffuse.</summary>
    /// <returns>A row for each claim.</returns>
    public ReportPart Layers() => Noted(LayerPart.Of(this));

    /// <summary>Where rows rest that have nothing to look for.</summary>
    /// <returns>A row for each place.</returns>
    public ReportPart Sinks() => Noted(SinkPart.Of(this));

    /// <summary>Whether the best previous-token head works through the keys of the best induction heads.</summary>
    /// <returns>A row for each test.</returns>
    public ReportPart Circuit() => Noted(CircuitPart.Of(this));

    /// <summary>Heads that make the token they look at likelier, or unlikelier.</summary>
    /// <returns>A row for each of the strongest.</returns>
    public ReportPart Copying() => Noted(CopyingPart.Of(this));

    private ReportPart Noted(ReportPart part)
    {
        parts.RemoveAll(earlier => earlier.Name == part.Name);
        parts.Add(part);
        return part;
    }
}
