using System.Globalization;
using Attention.Measures;
using Attention.Models;
using Attention.Traces;
using Classroom.Exercises;

namespace Classroom.Tests;

/// <summary>Answers as learners write them: functions, heads, texts, bets.</summary>
public class AnswerTests
{
    [Fact]
    public void A_detector_written_with_a_loop_passes_and_the_whole_diagonal_is_named()
    {
        double Loop(AttentionPattern pattern, int n)
        {
            var sum = 0.0;
            for (var i = n + 1; i <= 2 * n; i++) sum += pattern[i, i - n + 1];
            return sum / n;
        }

        Assert.True(Judged<X2_4, Func<AttentionPattern, int, double>>(Loop).Passed);
        var verdict = Judged<X2_4, Func<AttentionPattern, int, double>>((pattern, n) => pattern.Diagonal(n - 1).Average());
        Assert.Equal("This is the whole diagonal. Two rows of it are not in the second copy.", verdict.LooksLike);
        Assert.Contains("rows: ", verdict.Gap!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_answer_is_not_done_and_one_that_throws_says_what()
    {
        Assert.Equal(Outcome.NotDone, Judged<X2_2, Func<AttentionPattern, double>>(_ => double.NaN).Outcome);
        Assert.Equal(Outcome.NotDone, Judged<X2_2, Func<AttentionPattern, double>>(_ => throw new NotImplementedException()).Outcome);
        Assert.Equal(Outcome.NotDone, Judged<X2_2, Func<AttentionPattern, double>>(null).Outcome);
        Assert.Equal("Your code stopped with ArgumentOutOfRangeException: ",
            Judged<X2_2, Func<AttentionPattern, double>>(pattern => pattern[pattern.Length, 0]).LooksLike![..52]);
    }

    [Fact]
    public void A_loop_without_end_is_given_up()
    {
        var stop = false;
        var before = DateTime.UtcNow;
        var verdict = new Hasty().Collect(_ => { while (!Volatile.Read(ref stop)) Thread.Sleep(1); return 1; }, Small.Setting());
        Volatile.Write(ref stop, true);
        Assert.Contains("Look for a loop that does not end.", verdict.Failure, StringComparison.Ordinal);
        Assert.InRange((DateTime.UtcNow - before).TotalSeconds, 0, 10);
    }

    [Fact]
    public void Any_head_as_good_as_the_best_passes_and_counting_from_one_is_named()
    {
        var input = StandardInput.Repeated(Small.Model);
        var (two, three) = (Small.Model.Score(input, HeadScores.Offset(2)).Best.Head,
            Small.Model.Score(input, HeadScores.Offset(3)).Best.Head);
        Assert.True(Judged<X2_3, HeadIndex[]>([two, three]).Passed);
        Assert.Equal(HeadExercise.CountsFromOne,
            Judged<X2_3, HeadIndex[]>([(two.Layer + 1, two.Head + 1), (three.Layer + 1, three.Head + 1)]).LooksLike);
        Assert.Equal("The model has no head 99.0. Layers go from 0 to 5, heads from 0 to 7.",
            Judged<X2_3, HeadIndex[]>([(99, 0), three]).LooksLike);
        Assert.Equal(Outcome.NotDone, Judged<X2_3, HeadIndex[]>([(-1, -1), (-1, -1)]).Outcome);
    }

    [Fact]
    public void The_last_layer_is_not_the_first_and_a_layer_is_not_a_head()
    {
        Assert.True(Judged<X0_3, HeadIndex[]>([(5, 0)]).Passed);
        Assert.Equal(HeadExercise.CountsFromOne, Judged<X0_3, HeadIndex[]>([(6, 1)]).LooksLike);
        Assert.Equal(HeadExercise.Swapped, Judged<X0_3, HeadIndex[]>([(0, 5)]).LooksLike);
        Assert.Equal("This head is in the first layer. The last layer has the largest number.",
            Judged<X0_3, HeadIndex[]>([(0, 0)]).LooksLike);
    }

    [Fact]
    public void A_measure_of_the_wrong_shape_gets_a_sentence_and_one_number_for_all_is_named()
    {
        var wrong = Judged<X3_3, HeadMeasure>(new HeadMeasure("mine", patterns => patterns.diagonal(-1).mean([-1L])));
        Assert.Contains("return one number per head", wrong.LooksLike, StringComparison.Ordinal);
        Assert.StartsWith("Your measure gives the same number for every head.",
            Judged<X3_3, HeadMeasure>(new HeadMeasure("mine", (AttentionPattern _) => .02)).LooksLike, StringComparison.Ordinal);
        Assert.True(Judged<X3_3, HeadMeasure>(new HeadMeasure("mine", (AttentionPattern p) => p.Diagonal(1).Average())).Passed);
    }

    [Fact]
    public void A_text_must_hold_its_number_and_its_control()
    {
        const string Filler =
            "A language model is made of small parts that are called heads and each of them looks at earlier words. We switched off one "
                + "of them and the loss rose ";
        string? Says(string text) => Judged<X7_2, string>(text).LooksLike;
        Assert.Equal("There is no number in it. Say how much.", Says(Filler + "a lot, which nobody had expected at all."));
        Assert.Equal("There is no control. How large would the number be for a head that does something else?",
            Says(Filler + "by 5.9 nats, which is a lot indeed."));
        Assert.Equal("Your finding has a number, and its control has none.", Says(Filler + "by 5.9 nats, and for a random one much less."));
        Assert.True(Judged<X7_2, string>(Filler + "by 5.9 nats, and for a random one by 0.1 nats.").Passed);
        Assert.Equal(Outcome.NotDone, Judged<X7_2, string>("  ").Outcome);
    }

    [Fact]
    public void A_plan_needs_a_result_that_would_refute_it()
    {
        const string Start = "Hypothesis: heads rest on the first token\nMeasurement: the first token score on prose\n";
        Assert.Equal("The line Wrong if: is missing or too short. Which result would prove you wrong?",
            Judged<X7_3, string>(Start + "Control: an untrained model\n").LooksLike);
        Assert.Equal(
            "Your control is the measurement itself. Change one thing: another head, another text, a model that was never trained.",
            Judged<X7_3, string>(Start + "Control: the first token score on prose\nWrong if: the gap is under .1").LooksLike);
        Assert.True(Judged<X7_3, string>(Start + "Control: an untrained model\nWrong if: the gap is under .1").Passed);
        Assert.Equal(Outcome.NotDone, Judged<X7_3, string>("Hypothesis:\nMeasurement:\nControl:\nWrong if:").Outcome);
    }

    [Fact]
    public void A_bet_is_scored_by_Brier_and_must_be_one()
    {
        Verdict Bet(params double[] chances) => Judge(new PredictionExercise("P9.1", "What comes?", ["a", "b", "c"], _ => 1), chances);
        Assert.Equal(.14, Bet(.2, .7, .1).Bet!.Brier, 9);              // .04 + .09 + .01
        Assert.Equal(2, Bet(1, 0, 0).Bet!.Brier, 9);
        Assert.Equal("Your chances do not sum to 1.", Bet(.2, .2, .2).LooksLike);
        Assert.Equal("These look like percent. Write .25 for 25 percent.", Bet(20, 70, 10).LooksLike);
        Assert.Equal(Outcome.NotDone, Bet().Outcome);
    }

    [Fact]
    public void A_drawn_row_is_held_against_the_models_beside_an_even_one_and_the_word_before()
    {
        var T = Small.Model.Trace("The dog ran").Tokens.Count;
        double[] Only(int place) => [.. Enumerable.Range(0, T).Select(i => i == place ? 1.0 : 0)];
        Verdict Drawn(params double[] row) => Judge(new RowExercise("P9.2", "Where?", "The dog ran", (_, _) => Only(0)), row);
        Assert.Equal(0, Drawn(Only(0)).Bet!.Brier, 9);
        Assert.Equal(2, Drawn(Only(1)).Bet!.Brier, 9);
        double[] half = [.5, .5, .. new double[T - 2]];
        Assert.Equal((.5, .5), (Drawn(half).Bet!.Brier, Drawn(half).Bet!.Given));            // .25 + .25
        var says = string.Create(CultureInfo.InvariantCulture, $"Your row is .50 off; an even row is {1 - 1.0 / T:.00} off, and one that "
            + $"looks at the word before 1.00.");
        Assert.Contains(says, Drawn(half).Next, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">the model</th>", Drawn(half).Html(), StringComparison.Ordinal);
        Assert.StartsWith("Your weights do not sum to 1", Drawn([.. Only(0).Select(x => x / 2)]).LooksLike, StringComparison.Ordinal);
        Assert.StartsWith("A weight lies", Drawn([2, -1, .. new double[T - 2]]).LooksLike, StringComparison.Ordinal);
        Assert.StartsWith("These look like percent.", Drawn([.. Only(1).Select(x => 100 * x)]).LooksLike, StringComparison.Ordinal);
        Assert.StartsWith($"There are {T} tokens", Drawn(.5, .5).LooksLike, StringComparison.Ordinal);
        Assert.Equal(Outcome.NotDone, Drawn().Outcome);
    }

    private static Verdict Judged<TExercise, TAnswer>(TAnswer? answer)
        where TExercise : Exercise<TAnswer>, new() => Judge(new TExercise(), answer);

    private static Verdict Judge<TAnswer>(Exercise<TAnswer> exercise, TAnswer? answer) =>
        exercise.Judge(Evidence.FromJson(exercise.Collect(answer, Small.Setting(7)).ToJson())!, Small.Setting(7));

    private sealed class Hasty : Classroom.Exercise<Func<int, int>>
    {
        public override string Id => "X9.9";
        public override int Difficulty => 1;
        public override int Minutes => 1;
        public override string Task => "";
        public override string Expected => "";
        public override IReadOnlyList<string> Hints => [];
        public override string Stub => "";
        public override string Solution => "";
        public override string Answer => "";
        public override IReadOnlyList<(string Name, string Says)> KnownMistakes => [];
        private protected override TimeSpan Limit => TimeSpan.FromMilliseconds(300);
        private protected override Evidence Gather(Func<int, int> answer, Setting setting) => new() { Numbers = [[answer(1)]] };
        private protected override Verdict Weigh(Evidence evidence, Setting setting) => throw new NotSupportedException();
    }
}
