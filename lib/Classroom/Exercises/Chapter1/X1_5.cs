using Attention.Models;
using Attention.Training;

namespace Classroom.Exercises;

/// <summary>Rows that give no reason to copy.</summary>
internal sealed class X1_5 : FunctionExercise<(double Text, double Stories), Func<Recipe, Recipe>>
{
    private Recipe? start;

    public override string Id => "X1.5";
    public override int Difficulty => 3;
    public override int Minutes => 20;
    public override string Task =>
        "Change the data so that no induction head forms. Write a function that takes a recipe and gives one whose rows hold stories "
            + "alone, with nothing to copy, and all else as it was. Then train it with `new TrainingRun(NoCopies(two.Recipe)).Watch()`, "
            + "and set its score beside that of the first recipe.";
    public override string Expected =>
        "A recipe with no repeats and no repeated stories, no running text, and stories in their place. The model, the seed and the "
            + "number of tokens are as before.";
    public override IReadOnlyList<string> Hints =>
    [
        "A recipe is a record: `recipe with { ... }` changes what you name and keeps the rest.",
        "What the rows are made of is in `recipe.Rows`, another record. Its shares are `Repeats`, `RepeatedStories`, `Text` and `Stories`.",
        "`recipe with { Rows = recipe.Rows with { Repeats = 0, RepeatedStories = 0, Text = 0, Stories = 1 } }`",
    ];
    public override string Stub => "Recipe NoCopies(Recipe recipe) => throw new NotImplementedException();    // your turn";
    public override string Solution => """
        Recipe NoCopies(Recipe recipe) => recipe with
        {
            Rows = recipe.Rows with { Repeats = 0, RepeatedStories = 0, Text = 0, Stories = 1 },
        };
        """;
    public override string Answer => "NoCopies";
    public override string Next =>
        "`new TrainingRun(NoCopies(recipe)).Run(cancellation: token)` trains it. Does the loss still fall? On what?";

    internal override IReadOnlyList<Mistake<(double Text, double Stories)>> Mistakes =>
    [
        new("repeats left", "Rows with repeats are still there. Set Repeats to 0.",
            g => Of(RowsOf(g) with { RepeatedStories = 0, Text = 0, Stories = 1 })),
        new("repeated stories left", "Stories told twice are still there. They are a reason to copy too.",
            g => Of(RowsOf(g) with { Repeats = 0, Text = 0, Stories = 1 })),
        new("nothing left", "Your rows are made of nothing. Put stories in the place of what you took out.",
            g => Of(RowsOf(g) with { Repeats = 0, RepeatedStories = 0, Text = 0, Stories = 0 })),
        new("text left", "Running text is still there. Names come back in it, so there is something to copy.",
            g => Of(RowsOf(g) with { Repeats = 0, RepeatedStories = 0, Stories = 1 })),
        new("nothing changed", "The recipe is as it was. `with` gives a new one and leaves the old one alone.", g => Of(RowsOf(g))),
    ];

    internal override (double Text, double Stories) Draw(Random dice) => (.1 + .4 * dice.NextDouble(), .1 + .4 * dice.NextDouble());

    internal override double[] Right((double Text, double Stories) given) =>
        Of(RowsOf(given) with { Repeats = 0, RepeatedStories = 0, Text = 0, Stories = 1 });

    /// <summary>Shares are taken of their sum, so that a row of stories alone is one whatever number stands there.</summary>
    private protected override double[] Ask(Func<Recipe, Recipe> answer, (double Text, double Stories) given)
    {
        var recipe = Start with { Rows = RowsOf(given) };
        var changed = answer(recipe);
        return Of(changed.Rows, changed.Model == recipe.Model && changed.Seed == recipe.Seed && changed.Tokens == recipe.Tokens);
    }

    private protected override string Describe((double Text, double Stories) given) =>
        "Repeats, repeated stories, text, stories, and whether all else is as it was (1)";

    private Recipe Start => start ??= Recipe.Load(Path.Combine(Catalogue.DataFolder(), "training", "induction-2l.json"));

    private RowsRecipe RowsOf((double Text, double Stories) given) =>
        Start.Rows with { Repeats = .5, RepeatedStories = .3, Text = given.Text, Stories = given.Stories };

    private static double[] Of(RowsRecipe rows, bool same = true)
    {
        double[] shares = [rows.Repeats, rows.RepeatedStories, rows.Text, rows.Stories];
        return [.. shares.Select(share => shares.Sum() > 0 ? share / shares.Sum() : 0), same ? 1 : 0];
    }
}
