using Attention.Models;

namespace Classroom.Exercises;

/// <summary>The designs. In each, some models have the property, and some only look as if they had.</summary>
internal static class Designs
{
    private const string OnlyLooks =
        "Your test says yes to a head that only looks. It has the pattern and writes nothing: take it out and see.";
    private const string DoesNothing = "Your test says yes to a head that does nothing.";
    private const string OneLength =
        "Your test says yes to a head that looks a fixed way back. At one length of the copy this looks the same: try two lengths.";
    private const string CopyItself =
        "Your test says yes to a head that looks at the first copy of a token. The token after it is asked for.";
    private const string Alphabet =
        "Your test says yes to a head that follows the alphabet. On a text in order it looks like one back: use random tokens.";
    private const string OneAtATime = "Your test says yes to heads that the model does not need.";
    private const string NotBoth = "Your test says yes to two heads that do nothing.";
    private const string LossOnly =
        "Your test says yes though the second head does not use the first. Look at what the second head does, not at the loss.";
    private const string PatternOnly = "Your test says yes to a first head that only looks. Its pattern is right, but nothing comes of it.";
    private const string NoControl = "There is no control. Each head of this layer costs as much as this one.";
    private const string AlwaysRests =
        "Your test says yes to a head that always rests on the first token. Show it a text in which its pattern could occur.";

    private const string NothingWritten =
        "Your test says yes to a model whose head has the pattern and writes nothing. Ask what the model predicts, not where a head looks.";
    private const string FixedWay =
        "Your test says yes to a model that looks a fixed way back. It copies at one length only: try two lengths.";
    private const string CannotCopy = "Your test says yes to a model that cannot copy at all.";

    public static IReadOnlyList<Exercise> All { get; } =
    [
        new DesignExercise("D2.1", "Does the model need this head to copy?",
            ["A score says where a head looks. What would happen without it?",
                "Take the head out with `Ablation.Effect` on random tokens given twice, and read the loss on the second copy.",
                "`var input = RepeatedTokens.Sample(model.Tokenizer.Vocabulary, 10, 4, seed: 1);` and then `Ablation.Effect(model, input, "
                    + "heads, input.SecondCopy) > 1`"],
            """
                "The model cannot copy without this head.", "A head that does nothing is taken out.", "The loss stays where it was.",
                (m, heads) =>
                {
                    var input = RepeatedTokens.Sample(m.Tokenizer.Vocabulary, 10, 4, seed: 1);
                    return Ablation.Effect(m, input, heads, input.SecondCopy) > 1;
                }
            """, dice => Needed(Four(dice))),
        new DesignExercise("D2.2", "Does this head follow copies, or does it look a fixed way back?",
            ["With one length of the copy you cannot tell the two apart. What can you change?",
                "Score the head with `HeadScores.Induction` on copies of two lengths. A fixed way back fits only one of them.",
                "For n = 6 and n = 13: `m.Score(input, HeadScores.Induction(input))[heads[0]]`, and ask that both are over .5."],
            """
                "The head looks after the first copy.", "A head that looks a fixed way back.", "It fails at another length.",
                (m, heads) => new[] { 6, 13 }.All(n =>
                {
                    var input = RepeatedTokens.Sample(m.Tokenizer.Vocabulary, n, 4, seed: 1);
                    return m.Score(input, HeadScores.Induction(input))[heads[0]] > .5;
                })
            """, dice => Copying(dice, Four(dice))),
        new DesignExercise("D2.3", "Does the second head use what the first one writes?",
            ["The loss may rise for many reasons. What would change in the second head?",
                "A hook is a change made while the model runs. Take out the first head with one, and score the second: "
                    + "`m.Score(input, measure, hook)`.",
                "`Ablation.Zero(m.Config, heads[0])` is the hook. The induction score of `heads[1]` should fall by half or more."],
            """
                "The second head is lost without the first.", "The score with nothing taken out.", "The score of the second stays.",
                (m, heads) =>
                {
                    var input = RepeatedTokens.Sample(m.Tokenizer.Vocabulary, 10, 4, seed: 1);
                    var score = HeadScores.Induction(input);
                    var without = m.Score(input, score, Ablation.Zero(m.Config, heads[0]))[heads[1]];
                    return m.Score(input, score)[heads[1]] > .5 && without < .25;
                }
            """, dice => Feeding(Four(dice), Four(dice))),
        new DesignExercise("D3.1", "Does this head look at the token before, whatever the tokens are?",
            ["A head may look at the token before because of what the token is. How do you rule that out?",
                "Use tokens in no order at all, so that only the place tells which one is before.",
                "`HeadScores.PreviousToken` on `RepeatedTokens.Sample(m.Tokenizer.Vocabulary, 12, 4, seed: 1)`, over .5."],
        """
            "The head goes by the place alone.", "A text in which the order of letters is random.", "The score falls on random tokens.",
            (m, heads) => m.Score(RepeatedTokens.Sample(m.Tokenizer.Vocabulary, 12, 4, seed: 1), HeadScores.PreviousToken)[heads[0]] > .5
        """, dice => Before(Four(dice))),
        new DesignExercise("D4.1", "Does this head rest only for as long as it finds nothing?",
            ["On a text where nothing repeats, a head that waits and a head that sleeps look alike.",
                "Show it both kinds of text: random tokens once, and random tokens twice. Compare its weight on the first token.",
                "`HeadScores.Induction(input)` on tokens given twice tells whether it wakes: over .5 for one that waits."],
            """
                "The head wakes when its token comes again.", "A head that rests on every text.", "It rests in the second copy as well.",
                (m, heads) =>
                {
                    var input = RepeatedTokens.Sample(m.Tokenizer.Vocabulary, 10, 4, seed: 1);
                    return m.Score(input, HeadScores.Induction(input))[heads[0]] > .5;
                }
            """, dice => Waiting(Four(dice))),
        new DesignExercise("D5.1", "Does the model need at least one of these two heads to copy?",
            ["If two heads do the same work, either can go. What if both go?", "Take the two out together, not one at a time.",
                "`Ablation.Effect(m, input, heads, input.SecondCopy) > 1`, where `heads` has both."],
            """
                "Without both of them the model cannot copy.", "Two heads that do nothing.", "The loss stays without both.",
                (m, heads) =>
                {
                    var input = RepeatedTokens.Sample(m.Tokenizer.Vocabulary, 10, 4, seed: 1);
                    return Ablation.Effect(m, input, heads, input.SecondCopy) > 1;
                }
            """, dice => Either(Four(dice))),
        new DesignExercise("D5.2", "Does the model need this head more than other heads of its layer?",
            ["An effect is large or small only beside another one. Beside which?",
                "Take out each other head of the same layer too, and compare.",
                "`Ablation.Effects(m, input, sets, rows)` takes many sets at once. Ask that the head costs a good deal more than each "
                    + "other head of `m.Config.HeadsIn(layer)`."],
            """
                "This head costs more than its neighbours.", "Each other head of the layer is taken out.", "A neighbour costs as much.",
                (m, heads) =>
                {
                    var input = RepeatedTokens.Sample(m.Tokenizer.Vocabulary, 10, 4, seed: 1);
                    double Cost(HeadIndex head) => Ablation.Effect(m, input, [head], input.SecondCopy);
                    var others = m.Config.HeadsIn(heads[0].Layer).Where(h => h != heads[0]);
                    return Cost(heads[0]) > .1 + others.Max(Cost);
                }
            """, dice => Special(Four(dice))),
        new DesignExercise("D7.1", "Does this model copy, however long the copy is?",
            ["A pattern is not a deed. What would a model that copies be better at?",
                "Its loss on the second copy is lower than on the first. `TokenLoss.Mean(m, input, rows)` gives the loss of some rows.",
                "For n = 6 and n = 13: `TokenLoss.Mean(m, input, input.SecondCopy) < TokenLoss.Mean(m, input, input.FirstCopy) / 4`. A "
                    + "little gain comes from knowing which tokens there are."],
            """
                "The model copies at every length.", "A length that no fixed distance fits.", "One of the lengths brings no gain.",
                (m, heads) => new[] { 6, 13 }.All(n =>
                {
                    var input = RepeatedTokens.Sample(m.Tokenizer.Vocabulary, n, 4, seed: 1);
                    return TokenLoss.Mean(m, input, input.SecondCopy) < TokenLoss.Mean(m, input, input.FirstCopy) / 4;
                })
            """, dice => CopiesAll(Four(dice))),
    ];

    private static int[] Four(Random dice)
    {
        int[] places = [0, 1, 2, 3];
        dice.Shuffle(places);
        return places;
    }

    private static Dictionary<int, float> With(int head, float strength) => new() { [head] = strength };

    private static HeadIndex[] Second(params int[] heads) => [.. heads.Select(head => new HeadIndex(1, head))];

    private static PlantedModel Circuit(int[] h) => new() { Previous = With(h[0], 1), Induction = With(h[1], 1) };

    private static IReadOnlyList<Subject> Needed(int[] h) =>
    [
        new(Circuit(h), Second(h[1]), true, ""),
        new(Circuit(h), [(0, h[0])], true, ""),
        new(Circuit(h) with { Induction = new Dictionary<int, float> { [h[1]] = 1, [h[2]] = 0 } }, Second(h[2]), false, OnlyLooks),
        new(Circuit(h), Second(h[3]), false, DoesNothing),
    ];

    private static IReadOnlyList<Subject> Copying(Random dice, int[] h) =>
    [
        new(Circuit(h), Second(h[1]), true, ""),
        .. Enumerable.Range(3, 16)
            .Select(back => new Subject(new() { Distance = new Dictionary<int, int> { [h[1]] = back } }, Second(h[1]), false, OneLength)),
        new(Circuit(h) with { Duplicate = [h[2]] }, Second(h[2]), false, CopyItself),
        Elsewhere(h, h[dice.Next(1, 4)]),
    ];

    private static Subject Elsewhere(int[] h, int head) => new(Circuit(h) with { Induction = With(head, 1) }, Second(head), true, "");

    private static IReadOnlyList<Subject> Feeding(int[] h, int[] g) =>
    [
        new(Circuit(h), [(0, h[0]), (1, h[1])], true, ""),
        new(Circuit(g), [(0, g[0]), (1, g[1])], true, ""),
        new(Circuit(h) with { Previous = new Dictionary<int, float> { [h[0]] = 1, [h[2]] = 0 } }, [(0, h[2]), (1, h[1])], false,
            PatternOnly),
        new(Circuit(h) with { Duplicate = [h[3]] }, [(0, h[0]), (1, h[3])], false, LossOnly),
        new(Circuit(h), [(0, h[3]), (1, h[1])], false, DoesNothing),
    ];

    private static IReadOnlyList<Subject> Before(int[] h) =>
    [
        new(new() { Previous = With(h[0], 1) }, [(0, h[0])], true, ""),
        new(new() { Previous = With(h[1], 0) }, [(0, h[1])], true, ""),
        new(new() { LetterBefore = [h[2]] }, [(0, h[2])], false, Alphabet),
        new(new() { Previous = With(h[0], 1) }, [(0, h[3])], false, DoesNothing),
    ];

    private static IReadOnlyList<Subject> Waiting(int[] h) =>
    [
        new(Circuit(h) with { Resting = [h[1]] }, Second(h[1]), true, ""),
        new(Circuit(h) with { Resting = [h[1], h[2]] }, Second(h[1]), true, ""),
        new(Circuit(h) with { Resting = [h[2]] }, Second(h[2]), false, AlwaysRests),
        new(Circuit(h) with { Resting = [h[1], h[3]] }, Second(h[3]), false, AlwaysRests),
        new(Circuit(h), Second(h[3]), false, DoesNothing),
    ];

    private static IReadOnlyList<Subject> Either(int[] h)
    {
        var two = new PlantedModel { Previous = With(h[0], 1), Induction = new Dictionary<int, float> { [h[1]] = 1, [h[2]] = 1 } };
        return
        [
            new(two, Second(h[1], h[2]), true, ""),
            new(Circuit(h), Second(h[1], h[2]), true, ""),
            new(two, Second(h[1], h[3]), false, OneAtATime),
            new(Circuit(h), Second(h[2], h[3]), false, NotBoth),
        ];
    }

    private static IReadOnlyList<Subject> CopiesAll(int[] h) =>
    [
        new(Circuit(h), Second(h[1]), true, ""),
        new(Circuit(h) with { Previous = With(h[3], 1) }, Second(h[1]), true, ""),
        new(Circuit(h) with { Induction = With(h[1], 0) }, Second(h[1]), false, NothingWritten),
        .. Enumerable.Range(5, 8)
            .Select(back => new Subject(new() { Distance = new Dictionary<int, int> { [h[1]] = back } }, Second(h[1]), false, FixedWay)),
        new(new() { Previous = With(h[0], 1), Duplicate = [h[2]] }, Second(h[2]), false, CannotCopy),
    ];

    private static IReadOnlyList<Subject> Special(int[] h)
    {
        var shared = new PlantedModel { Previous = With(h[0], 1), Induction = h.ToDictionary(head => head, _ => .02f) };
        return
        [
            new(Circuit(h), Second(h[1]), true, ""),
            new(Circuit(h), [(0, h[0])], true, ""),
            new(shared, Second(h[1]), false, NoControl),
            new(shared, Second(h[2]), false, NoControl),
            new(Circuit(h), Second(h[3]), false, DoesNothing),
        ];
    }
}
