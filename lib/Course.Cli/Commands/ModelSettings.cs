using System.ComponentModel;
using Attention.Models;
using Spectre.Console.Cli;
using static TorchSharp.torch;

namespace Course.Cli.Commands;

/// <summary>The options of every command that runs a model.</summary>
public abstract class ModelSettings : CommandSettings
{
    /// <summary>The model.</summary>
    [CommandOption("--model <MODEL>"), Description("A shipped model's name, a model folder or a .gguf file."),
        DefaultValue(Catalogue.MainModel)]
    public required string Model { get; init; }

    /// <summary>Whether the model's default token is left out.</summary>
    [CommandOption("--no-bos"), Description("Put no token such as <|endoftext|> in front.")]
    public bool NoBos { get; init; }

    /// <summary>The device.</summary>
    [CommandOption("--device <DEVICE>"), Description("auto, cpu or cuda; COURSE_DEVICE sets the default.")]
    public string? Device { get; init; }

    /// <summary>Whether to compute in bf16.</summary>
    [CommandOption("--bf16"), Description("Compute in bf16: faster, less exact.")]
    public bool Bf16 { get; init; }

    /// <summary>Loads the model.</summary>
    /// <returns>The model as the options say.</returns>
    public LanguageModel Load()
    {
        var options = new ModelOptions { DType = Bf16 ? ScalarType.BFloat16 : ScalarType.Float32 };
        return LanguageModel.Load(Model, Device is null ? options : options with { Device = Device });
    }
}
