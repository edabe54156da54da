using Attention.Measures;
using Attention.Models;
using Attention.Traces;
using Classroom.Exercises;

namespace Classroom;

/// <summary>
/// Checks an answer, on cases drawn anew at each call. A name is that of its exercise: <c>Check.X2_2</c> is for X2.2. What comes back
/// shows itself; ask it for <c>.Gap</c> and <c>.LooksLike</c> to hear more.
/// </summary>
public static class Check
{
    /// <summary>The model that questions are about; loaded when it is first needed, where a notebook does not hand over its own.</summary>
    public static LanguageModel? Model { get; set; }

    /// <summary>The learner's own model, where an assignment comes with one.</summary>
    public static LanguageModel? Personal { get; set; }

    /// <summary>What has been done, what to do next, and how good the predictions were.</summary>
    /// <returns>A report that shows itself.</returns>
    public static Report Progress() => Report.Of(Environment.CurrentDirectory);

    /// <summary>The address of the first head of the last layer.</summary>
    /// <param name="lastHead">The answer.</param>
    public static Verdict X0_3(HeadIndex lastHead) => Of(new X0_3(), [lastHead]);

    /// <summary>Tokens of a name.</summary>
    /// <param name="tokensOf">The answer.</param>
    public static Verdict X0_4(Func<string, int> tokensOf) => Of(new X0_4(), tokensOf);

    /// <summary>The sum of a row.</summary>
    /// <param name="sumOfRow">The answer.</param>
    public static Verdict X0_5(Func<AttentionPattern, int, double> sumOfRow) => Of(new X0_5(), sumOfRow);

    /// <summary>A query that puts the weight on one of the keys.</summary>
    /// <param name="queryFor">The answer.</param>
    public static Verdict X1_1(Func<double[][], int, double[]> queryFor) => Of(new X1_1(), queryFor);

    /// <summary>A row of attention by hand.</summary>
    /// <param name="rowOfWeights">The answer.</param>
    public static Verdict X1_2(Func<double[], double[][], double[]> rowOfWeights) => Of(new X1_2(), rowOfWeights);

    /// <summary>Where a loss falls fastest.</summary>
    /// <param name="steepestFall">The answer.</param>
    public static Verdict X1_6(Func<double[], int> steepestFall) => Of(new X1_6(), steepestFall);

    /// <summary>The previous-token detector.</summary>
    /// <param name="previousToken">The answer.</param>
    public static Verdict X2_2(Func<AttentionPattern, double> previousToken) => Of(new X2_2(), previousToken);

    /// <summary>The heads best at two and at three tokens back.</summary>
    /// <param name="twoBack">The first.</param>
    /// <param name="threeBack">The second.</param>
    public static Verdict X2_3(HeadIndex twoBack, HeadIndex threeBack) => Of(new X2_3(), [twoBack, threeBack]);

    /// <summary>The induction detector.</summary>
    /// <param name="induction">The answer.</param>
    public static Verdict X2_4(Func<AttentionPattern, int, double> induction) => Of(new X2_4(), induction);

    /// <summary>The best previous-token head and the best induction head of a model of one's own.</summary>
    /// <param name="previous">The first.</param>
    /// <param name="induction">The second.</param>
    public static Verdict X2_8(HeadIndex previous, HeadIndex induction) => Of(new X2_8(), [previous, induction]);

    /// <summary>A head without a name.</summary>
    /// <param name="nameless">The answer.</param>
    public static Verdict X3_2(HeadIndex nameless) => Of(new X3_2(), [nameless]);

    /// <summary>A detector of one's own.</summary>
    /// <param name="myMeasure">The answer.</param>
    public static Verdict X3_3(HeadMeasure? myMeasure) => Of(new X3_3(), myMeasure);

    /// <summary>The divergence of two rows.</summary>
    /// <param name="divergence">The answer.</param>
    public static Verdict X3_4(Func<double[], double[], double> divergence) => Of(new X3_4(), divergence);

    /// <summary>The cells that hold nine tenths of the weight.</summary>
    /// <param name="cellsThatCarry">The answer.</param>
    public static Verdict X3_5(Func<AttentionPattern, double> cellsThatCarry) => Of(new X3_5(), cellsThatCarry);

    /// <summary>The adjacent share of the rest.</summary>
    /// <param name="adjacentOfRest">The answer.</param>
    public static Verdict X4_1(Func<AttentionPattern, double> adjacentOfRest) => Of(new X4_1(), adjacentOfRest);

    /// <summary>The mean attention distance.</summary>
    /// <param name="meanDistance">The answer.</param>
    public static Verdict X4_2(Func<AttentionPattern, double> meanDistance) => Of(new X4_2(), meanDistance);

    /// <summary>The correlation of two lists.</summary>
    /// <param name="correlation">The answer.</param>
    public static Verdict X4_3(Func<double[], double[], double> correlation) => Of(new X4_3(), correlation);

    /// <summary>A head that only looks, and one that works.</summary>
    /// <param name="looksOnly">The first.</param>
    /// <param name="works">The second.</param>
    public static Verdict X5_3(HeadIndex looksOnly, HeadIndex works) => Of(new X5_3(), [looksOnly, works]);

    /// <summary>A logit with its contrast.</summary>
    /// <param name="contrast">The answer.</param>
    public static Verdict X5_11(Func<double[], int, int[], double> contrast) => Of(new X5_11(), contrast);

    /// <summary>How often luck does as well.</summary>
    /// <param name="byLuck">The answer.</param>
    public static Verdict X5_12(Func<double, double[], double> byLuck) => Of(new X5_12(), byLuck);

    /// <summary>An honest report of what was tuned.</summary>
    /// <param name="report">The answer.</param>
    public static Verdict X6_2(Func<double[][], double[][], double> report) => Of(new X6_2(), report);

    /// <summary>What a person told the simulation.</summary>
    /// <param name="list">The answer.</param>
    public static Verdict X6_3(string list) => Of(new X6_3(), list);

    /// <summary>Heads without which the next word changes.</summary>
    /// <param name="takenOut">The answer.</param>
    public static Verdict X6_4(params HeadIndex[] takenOut) => Of(new X6_4(), takenOut);

    /// <summary>A paragraph with a number and its control.</summary>
    /// <param name="paragraph">The answer.</param>
    public static Verdict X7_2(string paragraph) => Of(new X7_2(), paragraph);

    /// <summary>A plan that could turn out wrong.</summary>
    /// <param name="plan">The answer.</param>
    public static Verdict X7_3(string plan) => Of(new X7_3(), plan);

    /// <summary>How many kinds are found.</summary>
    /// <param name="found">The answer.</param>
    public static Verdict X7_4(Func<double[], double[], double, int> found) => Of(new X7_4(), found);

    /// <summary>A bet on what a model does, such as P2.1.</summary>
    /// <param name="id">The prediction's name.</param>
    /// <param name="bet">A chance for each result.</param>
    public static Verdict Bet(string id, double[] bet) => Of((PredictionExercise)ExerciseList.Find(id)!, bet);

    /// <summary>A design, tried on models that have the property and on models that have not, such as D2.1.</summary>
    /// <param name="id">The exercise's name.</param>
    /// <param name="design">What is claimed, and the test of it.</param>
    public static Verdict Plan(string id, Design design) => Of((DesignExercise)ExerciseList.Find(id)!, design);

    private static Verdict Of<TAnswer>(Exercise<TAnswer> exercise, TAnswer? answer)
    {
        var setting = new Setting(Handover.Seed(exercise.Id), () => Model ??= LanguageModel.Load()) { Personal = Personal };
        var evidence = exercise.Collect(answer, setting);
        if (Handover.IsOn)
        {
            Handover.Write(exercise.Id, evidence);
            return new Verdict { Exercise = exercise.Id, Outcome = Outcome.NotDone, Expected = "Handed in." };
        }
        var verdict = exercise.Judge(evidence, setting);
        ProgressFile.Note(Environment.CurrentDirectory, exercise, verdict);
        return verdict;
    }
}
