using Attention.Models;

[assembly: AssemblyFixture(typeof(Attention.Tests.SmolLm))]

namespace Attention.Tests;

/// <summary>The main model and its control, loaded once for all tests.</summary>
public sealed class SmolLm : IDisposable
{
    private readonly Lazy<LanguageModel> model = new(() => LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" }));
    private readonly Lazy<LanguageModel> control;

    public SmolLm() => control = new(() => Model.WithRandomWeights(seed: 1));

    public LanguageModel Model => model.Value;

    public LanguageModel Control => control.Value;

    public void Dispose()
    {
        if (model.IsValueCreated) model.Value.Dispose();
        if (control.IsValueCreated) control.Value.Dispose();
    }
}
