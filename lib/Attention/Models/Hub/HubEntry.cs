namespace Attention.Models.Hub;

/// <summary>A model that others share and the course can read.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Repository">Where it lies on the hub, owner and name.</param>
/// <param name="Parameters">How many numbers it has, in millions, the embedding included.</param>
/// <param name="Licence">The licence of the weights, as their page names it.</param>
/// <param name="GoodFor">What to look for in it.</param>
public sealed record HubEntry(string Name, string Repository, int Parameters, string Licence, string GoodFor);
