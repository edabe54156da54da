using Attention.Models;
using Attention.Models.Hub;
using Attention.Training;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course models list</c>: the models that ship, and those that can be fetched.</summary>
public sealed class ModelsListCommand : Command
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CancellationToken cancellationToken)
    {
        var catalogue = Catalogue.Open();
        Console.WriteLine("Shipped (numbers are millions of parameters):");
        foreach (var entry in catalogue.Entries)
            Console.WriteLine($"  {entry.Name,-26} {entry.Parameters,4}  {entry.Licence}: {entry.GoodFor}");
        foreach (var name in catalogue.CourseModels)
            Console.WriteLine($"  {name,-26} {SizeOf(name),4:0.0}  the course's own: {PurposeOf(name)}");
        var cache = new HubCache(HubSettings.Read().Cache);
        Console.WriteLine("On the hub ('course models pull NAME' fetches one):");
        foreach (var entry in HubCatalogue.Entries)
            Console.WriteLine($"  {entry.Name,-18} {(cache.Find(entry.Repository) is null ? "    " : "here")} {entry.Parameters,4}  "
                + $"{entry.Licence}: {entry.GoodFor}");
        return ExitCode.Done;
    }

    private static double SizeOf(string name) => ModelInfo.Of(name).Config.Parameters / 1e6;

    /// <summary>What the recipe says of the model.</summary>
    private static string PurposeOf(string name)
    {
        var recipe = Path.Combine(Catalogue.DataFolder(), "training", name + ".json");
        return File.Exists(recipe) ? Recipe.Load(recipe).Description : "its recipe is not here";
    }
}
