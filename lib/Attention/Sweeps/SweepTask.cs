namespace Attention.Sweeps;

/// <summary>One piece of a sweep: a model on one draw of random tokens.</summary>
/// <param name="Model">A model's name, folder or file, as <see cref="Models.LanguageModel.Load(string, Models.ModelOptions)"/> takes
/// it.</param>
/// <param name="Seed">The seed of the random tokens.</param>
public sealed record SweepTask(string Model, int Seed);
