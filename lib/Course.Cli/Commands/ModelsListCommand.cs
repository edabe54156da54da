using Attention.Models;
using Attention.Models.Hub;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course models list</c>: the models that ship, and those that can be fetched.</summary>
public sealed class ModelsListCommand : Command
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CancellationToken cancellationToken)
    {
        var catalogue = Catalogue.Open();
        Console.WriteLine("Shipped:");
        foreach (var entry in catalogue.Entries) Console.WriteLine($"  {entry.Name,-26} {entry.Licence}{(entry.HasHead ? "" : ", no next token")}");
        foreach (var name in catalogue.CourseModels) Console.WriteLine($"  {name,-26} trained by the course");
        var cache = new HubCache(HubSettings.Read().Cache);
        Console.WriteLine("On the hub ('course models pull NAME' fetches one; numbers are millions of parameters):");
        foreach (var entry in HubCatalogue.Entries)
            Console.WriteLine($"  {entry.Name,-18} {(cache.Find(entry.Repository) is null ? "    " : "here")} {entry.Parameters,4}  {entry.Licence}: {entry.GoodFor}");
        return ExitCode.Done;
    }
}
