using Attention.Measures;
using Attention.Models;
using Attention.Traces;
using Attention.Training;
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

    /// <summary>A sentence that the head can do, and one that it cannot.</summary>
    /// <param name="found">The first, with its subject and its verb.</param>
    /// <param name="missed">The second.</param>
    public static Verdict X0_1(string[] found, string[] missed) => Of(new X0_1(), [found, missed]);

    /// <summary>The smallest model.</summary>
    /// <param name="smallest">The answer.</param>
    public static Verdict X0_2(string smallest) => Of(new X0_2(), smallest);

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

    /// <summary>The first-token score of a head that looks at all tokens alike.</summary>
    /// <param name="firstOfEven">The answer.</param>
    public static Verdict X1_3(Func<int, double> firstOfEven) => Of(new X1_3(), firstOfEven);

    /// <summary>The induction score by the length of the copy.</summary>
    /// <param name="onCopies">The answer.</param>
    public static Verdict X1_4(Func<LanguageModel, int, double> onCopies) => Of(new X1_4(), onCopies);

    /// <summary>A recipe whose rows give no reason to copy.</summary>
    /// <param name="noCopies">The answer.</param>
    public static Verdict X1_5(Func<Recipe, Recipe> noCopies) => Of(new X1_5(), noCopies);

    /// <summary>Where a loss falls fastest.</summary>
    /// <param name="steepestFall">The answer.</param>
    public static Verdict X1_6(Func<double[], int> steepestFall) => Of(new X1_6(), steepestFall);

    /// <summary>The heads that look most at dog.</summary>
    /// <param name="fetchers">The answer.</param>
    public static Verdict X1_7(params HeadIndex[] fetchers) => Of(new X1_7(), fetchers);

    /// <summary>A likeness, with its ceiling and its control.</summary>
    /// <param name="likeness">The answer.</param>
    public static Verdict X1_8(string likeness) => Of(new X1_8(), likeness);

    /// <summary>What is left of a row without the first token.</summary>
    /// <param name="leftOfRow">The answer.</param>
    public static Verdict X2_1(Func<AttentionPattern, int, double> leftOfRow) => Of(new X2_1(), leftOfRow);

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

    /// <summary>Five sentences, and one on which the first noun is wrong.</summary>
    /// <param name="sentences">Each with its subject and its verb.</param>
    public static Verdict X2_5(string[][] sentences) => Of(new X2_5(), sentences);

    /// <summary>A relation whose head loses against a rule.</summary>
    /// <param name="loses">The answer.</param>
    public static Verdict X2_6(string loses) => Of(new X2_6(), loses);

    /// <summary>An ablation that could have refuted the story.</summary>
    /// <param name="refuting">The answer.</param>
    public static Verdict X2_7(string refuting) => Of(new X2_7(), refuting);

    /// <summary>The best previous-token head and the best induction head of a model of one's own.</summary>
    /// <param name="previous">The first.</param>
    /// <param name="induction">The second.</param>
    public static Verdict X2_8(HeadIndex previous, HeadIndex induction) => Of(new X2_8(), [previous, induction]);

    /// <summary>The kind of a pattern.</summary>
    /// <param name="nameOf">The answer.</param>
    public static Verdict X3_1(Func<AttentionPattern, string> nameOf) => Of(new X3_1(), nameOf);

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

    /// <summary>Retrieval of the first word, and of the others.</summary>
    /// <param name="retrieval">The answer.</param>
    public static Verdict X3_6(string retrieval) => Of(new X3_6(), retrieval);

    /// <summary>A task of one's own, with its controls.</summary>
    /// <param name="carried">The answer.</param>
    public static Verdict X3_7(string carried) => Of(new X3_7(), carried);

    /// <summary>Counting up and down.</summary>
    /// <param name="backwards">The answer.</param>
    public static Verdict X3_8(string backwards) => Of(new X3_8(), backwards);

    /// <summary>The adjacent share of the rest.</summary>
    /// <param name="adjacentOfRest">The answer.</param>
    public static Verdict X4_1(Func<AttentionPattern, double> adjacentOfRest) => Of(new X4_1(), adjacentOfRest);

    /// <summary>The mean attention distance.</summary>
    /// <param name="meanDistance">The answer.</param>
    public static Verdict X4_2(Func<AttentionPattern, double> meanDistance) => Of(new X4_2(), meanDistance);

    /// <summary>The correlation of two lists.</summary>
    /// <param name="correlation">The answer.</param>
    public static Verdict X4_3(Func<double[], double[], double> correlation) => Of(new X4_3(), correlation);

    /// <summary>The distance that a pattern likes best.</summary>
    /// <param name="likedBest">The answer.</param>
    public static Verdict X4_4(Func<AttentionPattern, int> likedBest) => Of(new X4_4(), likedBest);

    /// <summary>What guessing the band is worth.</summary>
    /// <param name="baseline">The answer.</param>
    public static Verdict X4_5(Func<int[], double> baseline) => Of(new X4_5(), baseline);

    /// <summary>The second sink of a pattern.</summary>
    /// <param name="secondSink">The answer.</param>
    public static Verdict X4_6(Func<AttentionPattern, int> secondSink) => Of(new X4_6(), secondSink);

    /// <summary>Who changes rank.</summary>
    /// <param name="moved">The answer.</param>
    public static Verdict X5_1(Func<double[], double[], int[]> moved) => Of(new X5_1(), moved);

    /// <summary>How far two rows are apart without the first token.</summary>
    /// <param name="apart">The answer.</param>
    public static Verdict X5_2(Func<double[], double[], double> apart) => Of(new X5_2(), apart);

    /// <summary>A head that only looks, and one that works.</summary>
    /// <param name="looksOnly">The first.</param>
    /// <param name="works">The second.</param>
    public static Verdict X5_3(HeadIndex looksOnly, HeadIndex works) => Of(new X5_3(), [looksOnly, works]);

    /// <summary>How much more two heads cost together.</summary>
    /// <param name="moreThanSum">The answer.</param>
    public static Verdict X5_4(Func<double, double, double, double> moreThanSum) => Of(new X5_4(), moreThanSum);

    /// <summary>Two jobs, or one.</summary>
    /// <param name="jobs">The answer.</param>
    public static Verdict X5_5(string jobs) => Of(new X5_5(), jobs);

    /// <summary>How far a score stands out from random pairs.</summary>
    /// <param name="standsOut">The answer.</param>
    public static Verdict X5_6(Func<double, double[], double> standsOut) => Of(new X5_6(), standsOut);

    /// <summary>The share of tokens that a head copies.</summary>
    /// <param name="copyingShare">The answer.</param>
    public static Verdict X5_7(Func<double[][], double> copyingShare) => Of(new X5_7(), copyingShare);

    /// <summary>The layer where a number crosses.</summary>
    /// <param name="crossesAt">The answer.</param>
    public static Verdict X5_8(Func<double[], double[], int> crossesAt) => Of(new X5_8(), crossesAt);

    /// <summary>The heads that a control may be drawn from.</summary>
    /// <param name="mayBeDrawn">The answer.</param>
    public static Verdict X5_9(Func<HeadIndex, HeadIndex[], HeadIndex[], HeadIndex[]> mayBeDrawn) => Of(new X5_9(), mayBeDrawn);

    /// <summary>A claim, where it fails, and the control.</summary>
    /// <param name="sixth">The answer.</param>
    public static Verdict X5_10(string sixth) => Of(new X5_10(), sixth);

    /// <summary>A logit with its contrast.</summary>
    /// <param name="contrast">The answer.</param>
    public static Verdict X5_11(Func<double[], int, int[], double> contrast) => Of(new X5_11(), contrast);

    /// <summary>How often luck does as well.</summary>
    /// <param name="byLuck">The answer.</param>
    public static Verdict X5_12(Func<double, double[], double> byLuck) => Of(new X5_12(), byLuck);

    /// <summary>The row where two patterns part most.</summary>
    /// <param name="worstRow">The answer.</param>
    public static Verdict X6_1(Func<AttentionPattern, AttentionPattern, int> worstRow) => Of(new X6_1(), worstRow);

    /// <summary>An honest report of what was tuned.</summary>
    /// <param name="report">The answer.</param>
    public static Verdict X6_2(Func<double[][], double[][], double> report) => Of(new X6_2(), report);

    /// <summary>What a person told the simulation.</summary>
    /// <param name="list">The answer.</param>
    public static Verdict X6_3(string list) => Of(new X6_3(), list);

    /// <summary>Heads without which the next word changes.</summary>
    /// <param name="takenOut">The answer.</param>
    public static Verdict X6_4(params HeadIndex[] takenOut) => Of(new X6_4(), takenOut);

    /// <summary>A sentence that leads a copying head astray.</summary>
    /// <param name="astray">The answer.</param>
    public static Verdict X6_5(string astray) => Of(new X6_5(), astray);

    /// <summary>A statement on another model.</summary>
    /// <param name="elsewhere">The answer.</param>
    public static Verdict X7_1(string elsewhere) => Of(new X7_1(), elsewhere);

    /// <summary>A paragraph with a number and its control.</summary>
    /// <param name="paragraph">The answer.</param>
    public static Verdict X7_2(string paragraph) => Of(new X7_2(), paragraph);

    /// <summary>A plan that could turn out wrong.</summary>
    /// <param name="plan">The answer.</param>
    public static Verdict X7_3(string plan) => Of(new X7_3(), plan);

    /// <summary>How many kinds are found.</summary>
    /// <param name="found">The answer.</param>
    public static Verdict X7_4(Func<double[], double[], double, int> found) => Of(new X7_4(), found);

    /// <summary>The gap between two ranges.</summary>
    /// <param name="gapOfRanges">The answer.</param>
    public static Verdict X7_5(Func<double[], double[], double> gapOfRanges) => Of(new X7_5(), gapOfRanges);

    /// <summary>What a model gains on the second copy.</summary>
    /// <param name="gainOnCopy">The answer.</param>
    public static Verdict X8_1(Func<LanguageModel, int, double> gainOnCopy) => Of(new X8_1(), gainOnCopy);

    /// <summary>The same address in another model.</summary>
    /// <param name="sameAddress">The answer.</param>
    public static Verdict X8_2(Func<double[][], double[][], double[]> sameAddress) => Of(new X8_2(), sameAddress);

    /// <summary>The chance that luck alone finds a head.</summary>
    /// <param name="byLuckAlone">The answer.</param>
    public static Verdict X8_3(Func<double, int, double> byLuckAlone) => Of(new X8_3(), byLuckAlone);

    /// <summary>How many verdicts hang on a threshold.</summary>
    /// <param name="flips">The answer.</param>
    public static Verdict X8_4(Func<double[], double, double, int> flips) => Of(new X8_4(), flips);

    /// <summary>A model in three numbers and their controls.</summary>
    /// <param name="about">The answer.</param>
    public static Verdict X8_5(string about) => Of(new X8_5(), about);

    /// <summary>A bet on what a model does, such as P2.1.</summary>
    /// <param name="id">The prediction's name.</param>
    /// <param name="bet">A chance for each result; where a row of attention is to be drawn, a weight for each token.</param>
    public static Verdict Bet(string id, double[] bet) => Of((Exercise<double[]>)ExerciseList.Find(id)!, bet);

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
