using Attention.Models;

namespace Classroom.Exercises;

/// <summary>The smallest model.</summary>
internal sealed class X0_2 : Exercise<string>
{
    private const string Unknown = "The course has no model of that name. The names stand in the first column of the table.";
    private const string Largest = "This is the largest of them. Look for the smallest file.";
    private const string Main = "This is the main model. The small ones were trained for the course.";
    private const string Larger = "There is a smaller one. Look at the size of the file, not at the name.";

    public override string Id => "X0.2";
    public override int Difficulty => 1;
    public override int Minutes => 3;
    public override string Task => "Which model of the table is the smallest? Write down its name, load it, and draw one of its heads.";
    public override string Expected => "The name of the course's model with the smallest file of weights.";
    public override IReadOnlyList<string> Hints =>
    [
        "The names are in `Catalogue.Open().CourseModels`. The table tells the sizes.",
        "A model with fewer layers and a small list of words takes less room.",
        "`LanguageModel.Load(smallest)` loads it, and `Figures.Heatmap(trace, (0, 0))` draws a head of a trace of it.",
    ];
    public override string Stub => "var smallest = \"\";    // your turn: a name";
    public override string Solution => """
        var shipped = Catalogue.Open();
        var smallest = shipped.CourseModels.MinBy(name => new FileInfo(Path.Combine(shipped.FolderOf(name), "model.safetensors")).Length);
        """;
    public override string Answer => "smallest";
    public override IReadOnlyList<(string Name, string Says)> KnownMistakes =>
        [("no such model", Unknown), ("largest", Largest), ("main model", Main), ("not the smallest", Larger)];

    private protected override Evidence Gather(string answer, Setting setting) =>
        string.IsNullOrWhiteSpace(answer) ? Evidence.None : new Evidence { Texts = [answer.Trim()] };

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        var catalogue = Catalogue.Open();
        var name = evidence.Texts.Count > 0 ? evidence.Texts[0] : "";
        if (name == Catalogue.MainModel) return Say(Outcome.NotYet, looksLike: Main);
        if (!catalogue.CourseModels.Contains(name)) return Say(Outcome.NotYet, looksLike: Unknown);
        var sizes = catalogue.CourseModels.ToDictionary(model => model,
            model => new FileInfo(Path.Combine(catalogue.FolderOf(model), "model.safetensors")).Length);
        return sizes[name] == sizes.Values.Min()
            ? Say(Outcome.Passed)
            : Say(Outcome.NotYet, looksLike: sizes[name] == sizes.Values.Max() ? Largest : Larger);
    }
}
