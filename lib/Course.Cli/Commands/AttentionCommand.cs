using System.ComponentModel;
using Attention.Models;
using Attention.Traces;
using Spectre.Console.Cli;
using static TorchSharp.torch;

namespace Course.Cli.Commands;

/// <summary><c>course attention</c>: one text, the attention of all heads and the logits, in a file other programs read.</summary>
public sealed class AttentionCommand : Command<AttentionCommand.Settings>
{
    /// <summary>Its arguments.</summary>
    public sealed class Settings : ModelSettings
    {
        /// <summary>The text.</summary>
        [CommandOption("--text <TEXT>", isRequired: true), Description("The text to run the model on.")]
        public required string Text { get; init; }

        /// <summary>The file.</summary>
        [CommandOption("--out <FILE>",
            isRequired: true), Description("The .safetensors file to write: input_ids [[T]], attentions [[L,H,T,T]], and of a model with "
                + "a head logits [[T,V]].")]
        public required string Out { get; init; }
    }

    /// <inheritdoc/>
    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        using var model = settings.Load();
        using var trace = model.Trace(settings.Text, new() { Bos = !settings.NoBos, Logits = model.Config.HasHead });
        using var ids = tensor(trace.Tokens.Select(token => (long)token.Id).ToArray());
        using var attentions = trace.ToTensor();
        using var logits = trace.Logits?.ToTensor();
        SafetensorsWriter.Write(settings.Out, [("input_ids", ids), ("attentions", attentions),
            .. logits is null ? [] : new[] { ("logits", logits) }]);
        var front = trace.HasBos ? $"{trace.Tokens[0].Text} in front" : "nothing in front";
        Console.Error.WriteLine($"{settings.Out}: {trace.Tokens.Count} tokens, {front}; {model.Title}");
        return ExitCode.Done;
    }
}
