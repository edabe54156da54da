using Attention.Models;

namespace Classroom.Exercises;

/// <summary>Which heads may serve as a control.</summary>
internal sealed class X5_9
    : FunctionExercise<(HeadIndex Sender, HeadIndex[] Readers, HeadIndex[] All), Func<HeadIndex, HeadIndex[], HeadIndex[], HeadIndex[]>>
{
    private const int Heads = 4, Layers = 6;

    public override string Id => "X5.9";
    public override string Notebook => "05b-";
    public override int Difficulty => 2;
    public override int Minutes => 15;
    public override string Task =>
        "Step 2 cut one head off from its readers, and beside it from the other heads of their layers. A fairer control draws four "
            + "heads by chance, from all layers. Not every head will do. Write a function that keeps those that may be drawn: heads that "
            + "the sender could reach, and that are no readers. Then draw four of them a few times and cut.";
    public override string Expected =>
        "All heads of later layers than the sender's, without the readers, in the order that they are given.";
    public override IReadOnlyList<string> Hints =>
    [
        "A head can only read what heads of earlier layers have written.",
        "A reader in the control would be a control of nothing.",
        "`[.. all.Where(h => h.Layer > sender.Layer && !readers.Contains(h))]`",
    ];
    public override string Stub => "HeadIndex[] MayBeDrawn(HeadIndex sender, HeadIndex[] readers, HeadIndex[] all) => [];    // your turn";
    public override string Solution => """
        HeadIndex[] MayBeDrawn(HeadIndex sender, HeadIndex[] readers, HeadIndex[] all) =>
            [.. all.Where(h => h.Layer > sender.Layer && !readers.Contains(h))];
        """;
    public override string Answer => "MayBeDrawn";
    public override string Next =>
        "Cut with `DirectPath.Effects`. What would the control have to cost for the drawing of the circuit to be wrong?";

    internal override IReadOnlyList<Mistake<(HeadIndex Sender, HeadIndex[] Readers, HeadIndex[] All)>> Mistakes =>
    [
        new("readers in the control", "The readers are still in. A control must not hold what it controls for.",
            g => Marks(g, h => h.Layer > g.Sender.Layer)),
        new("all layers", "Heads of earlier layers are still in. The sender cannot reach them, so cutting does nothing.",
            g => Marks(g, h => !g.Readers.Contains(h))),
        new("same layer", "Heads of the sender's own layer are still in. They read at the same time as it does.",
            g => Marks(g, h => h.Layer >= g.Sender.Layer && h != g.Sender && !g.Readers.Contains(h))),
        new("earlier for later", "You keep the earlier layers. A head writes for the later ones.",
            g => Marks(g, h => h.Layer < g.Sender.Layer && !g.Readers.Contains(h))),
        new("readers only", "You keep the readers. They are what the control is held against.", g => Marks(g, h => g.Readers.Contains(h))),
    ];

    internal override (HeadIndex Sender, HeadIndex[] Readers, HeadIndex[] All) Draw(Random dice)
    {
        HeadIndex[] all = [.. Enumerable.Range(0, Layers)
            .SelectMany(layer => Enumerable.Range(0, Heads).Select(head => new HeadIndex(layer, head)))];
        HeadIndex sender = (dice.Next(1, 3), dice.Next(Heads));
        return (sender, [.. all.Where(h => h.Layer > sender.Layer).OrderBy(_ => dice.Next()).Take(4)], all);
    }

    internal override double[] Right((HeadIndex Sender, HeadIndex[] Readers, HeadIndex[] All) given) =>
        Marks(given, h => h.Layer > given.Sender.Layer && !given.Readers.Contains(h));

    /// <summary>A mark for each head that there is: what is kept is compared place by place, whatever its number.</summary>
    private protected override double[] Ask(Func<HeadIndex, HeadIndex[], HeadIndex[], HeadIndex[]> answer,
        (HeadIndex Sender, HeadIndex[] Readers, HeadIndex[] All) given) =>
        answer(given.Sender, given.Readers, given.All) is { Length: > 0 } kept ? Marks(given, kept.Contains) : [];

    private protected override string Describe((HeadIndex Sender, HeadIndex[] Readers, HeadIndex[] All) given) =>
        $"{Layers} layers of {Heads} heads, sender {given.Sender}, readers {string.Join(", ", given.Readers)} (1 for a head that is kept)";

    private static double[] Marks((HeadIndex Sender, HeadIndex[] Readers, HeadIndex[] All) given, Func<HeadIndex, bool> keeps) =>
        [.. given.All.Select(head => keeps(head) ? 1.0 : 0)];
}
