using Attention.Models;
using Attention.Models.Hub;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course models info NAME</c>: what a model is, and what of the course does not apply to it.</summary>
public sealed class ModelsInfoCommand : Command<ModelNameSettings>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, ModelNameSettings settings, CancellationToken cancellationToken)
    {
        var known = HubCatalogue.Entries.FirstOrDefault(entry => entry == HubCatalogue.Find(settings.Name));
        if (known is not null)
            Console.WriteLine($"{known.Repository}: {known.Parameters} million parameters, licence {known.Licence}: {known.GoodFor}");
        if (Catalogue.Open().Find(settings.Name) is { } shipped)
            Console.WriteLine($"{shipped.Title}: {shipped.Parameters} million parameters, licence {shipped.Licence}: {shipped.GoodFor}");
        var info = ModelInfo.Of(settings.Name);
        var c = info.Config;
        Console.WriteLine(info.Path);
        Console.WriteLine(
            $"family {info.Family}; {c.NumHiddenLayers} layers of {c.NumAttentionHeads} heads ({c.NumKeyValueHeads} for keys and values) "
                + $"of width {c.HeadDim}; stream {c.HiddenSize}, MLP {c.IntermediateSize}");
        var windows = string.Join(", ", c.Windows.Select(window => window == 0 ? "all" : $"{window}"));
        var sight = c.Windows.Any(window => window > 0) ? $"layers look back {windows}, again and again" : "every layer sees all of it";
        Console.WriteLine($"context {c.MaxPositionEmbeddings:N0} tokens; {sight}");
        var front = info.Front is null ? "nothing goes in front of texts" : $"{info.Front} goes in front of texts";
        Console.WriteLine($"tokenizer of {info.Vocabulary:N0} tokens; {front}");
        foreach (var limit in info.DoesNotApply) Console.WriteLine($"- {limit}");
        return ExitCode.Done;
    }
}
