namespace Classroom;

/// <summary>
/// An answer is a function. It is tried on cases drawn anew each time, and passes if it gives what the right one gives. A wrong one is held
/// against each known mistake: it is named if it gives the mistake's numbers in every case.
/// </summary>
/// <typeparam name="TCase">What the function is given.</typeparam>
/// <typeparam name="TAnswer">The function.</typeparam>
internal abstract class FunctionExercise<TCase, TAnswer> : Exercise<TAnswer>, IHasMistakes
{
    private const double Near = 1e-4;

    /// <summary>How many cases are drawn.</summary>
    private protected virtual int Cases => 6;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Says)> KnownMistakes =>
        [.. Mistakes.Select(mistake => (mistake.Name, mistake.Says))];

    private protected override string StillOpen => DrawsCases;

    internal abstract IReadOnlyList<Mistake<TCase>> Mistakes { get; }

    /// <summary>Draws a case.</summary>
    internal abstract TCase Draw(Random dice);

    /// <summary>What is right for a case.</summary>
    internal abstract double[] Right(TCase given);

    /// <summary>What an answer gives for a case; one number or a row of them.</summary>
    private protected abstract double[] Ask(TAnswer answer, TCase given);

    /// <summary>A case in words.</summary>
    private protected abstract string Describe(TCase given);

    /// <summary>The cases of a setting.</summary>
    internal IReadOnlyList<TCase> CasesOf(Setting setting)
    {
        Prepare(setting);
        var dice = setting.Dice();
        return [.. Enumerable.Range(0, Cases).Select(_ => Draw(dice))];
    }

    /// <summary>Makes ready what the right answer needs beside the case.</summary>
    private protected virtual void Prepare(Setting setting) { }

    Evidence IHasMistakes.OfRight(Setting setting) => new() { Numbers = [.. CasesOf(setting).Select(Right)] };

    Evidence IHasMistakes.OfMistake(int mistake, Setting setting) =>
        new() { Numbers = [.. CasesOf(setting).Select(Mistakes[mistake].Gives)] };

    private protected override Evidence Gather(TAnswer answer, Setting setting)
    {
        double[][] found = [.. CasesOf(setting).Select(given => Ask(answer, given) ?? [double.NaN])];
        return found.All(numbers => numbers.Length == 0 || numbers.All(double.IsNaN)) ? Evidence.None : new Evidence { Numbers = found };
    }

    private protected override Verdict Weigh(Evidence evidence, Setting setting)
    {
        var cases = CasesOf(setting);
        var found = evidence.Numbers;
        if (found.Count != cases.Count) return Say(Outcome.NotYet, looksLike: $"There are {found.Count} results for {cases.Count} cases.");
        double[][] due = [.. cases.Select(Right)];
        for (var i = 0; i < due.Length; i++)
            if (due[i].Length != found[i].Length)
                return Say(Outcome.NotYet,
                    looksLike: $"{Describe(cases[i])}: you gave {Counted(found[i].Length)}, and {Counted(due[i].Length)} are due.");
        var differs = Enumerable.Range(0, due.Length).FirstOrDefault(i => !Same(due[i], found[i]), -1);
        if (differs < 0) return Say(Outcome.Passed);
        var at = Enumerable.Range(0, due[differs].Length).First(i => !Same(due[differs][i], found[differs][i]));
        return Say(Outcome.NotYet, new Gap(Describe(cases[differs]), due[differs], found[differs], at),
            Named(cases, found) ?? Property(due, found));
    }

    private string? Named(IReadOnlyList<TCase> cases, IReadOnlyList<double[]> found) =>
        Mistakes.FirstOrDefault(mistake => cases.Zip(found).All(pair => Same(mistake.Gives(pair.First), pair.Second)))?.Says;

    /// <summary>What can be said of numbers that no known mistake gives.</summary>
    private static string? Property(double[][] due, IReadOnlyList<double[]> found)
    {
        if (found.Any(numbers => numbers.Any(value => !double.IsFinite(value))))
            return "Some of your numbers are not finite. Look for a division by zero.";
        if (found.All(numbers => Same(numbers, found[0])) && !due.All(numbers => Same(numbers, due[0])))
            return "You give the same answer for every case. Does it use what it is given?";
        (double Due, double Found)[] pairs = [.. due.Zip(found).SelectMany(pair => pair.First.Zip(pair.Second))];
        var ratio = pairs.Where(pair => Math.Abs(pair.Due) > Near).Select(pair => pair.Found / pair.Due).FirstOrDefault(1);
        if (pairs.Length > 1 && !Same(ratio, 1) && pairs.All(pair => Same(pair.Found, ratio * pair.Due)))
            return $"Each of your numbers is {ratio:0.###} times what is due.";
        var wrong = Enumerable.Range(0, due.Length).Count(i => !Same(due[i], found[i]));
        return wrong < due.Length ? $"{due.Length - wrong} of {due.Length} cases are right. Look at what sets the other ones apart." : null;
    }

    private static string Counted(int count) => count == 1 ? "one number" : $"{count} numbers";

    private static bool Same(double[] a, double[] b) => a.Length == b.Length && a.Zip(b).All(pair => Same(pair.First, pair.Second));

    private static bool Same(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= Near * Math.Max(1, Math.Abs(a));
}
