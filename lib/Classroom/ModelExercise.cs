using Attention.Models;

namespace Classroom;

/// <summary>An answer is a function of a small model of the course and of a number; it is asked about models that are drawn.</summary>
internal abstract class ModelExercise : FunctionExercise<(string Model, int N), Func<LanguageModel, int, double>>
{
    private readonly Dictionary<string, LanguageModel> loaded = [];

    private protected override int Cases => 4;

    /// <summary>The models that are drawn from, by name.</summary>
    private protected abstract string[] Models { get; }

    internal override (string Model, int N) Draw(Random dice) => (Models[dice.Next(Models.Length)], dice.Next(4, 25));

    internal override double[] Right((string Model, int N) given) => [Number(Open(given.Model), given.N)];

    /// <summary>The right number.</summary>
    private protected abstract double Number(LanguageModel model, int n);

    private protected override double[] Ask(Func<LanguageModel, int, double> answer, (string Model, int N) given) =>
        [answer(Open(given.Model), given.N)];

    private protected override string Describe((string Model, int N) given) => $"{given.Model}, {given.N} tokens";

    private protected Mistake<(string Model, int N)> Mistaken(string name, string says, Func<LanguageModel, int, double> gives) =>
        new(name, says, given => [gives(Open(given.Model), given.N)]);

    /// <summary>Small ones stay: there are three at most, of a megabyte each.</summary>
    private LanguageModel Open(string name) => loaded.TryGetValue(name, out var model) ? model : loaded[name] = LanguageModel.Load(name);
}
