using Attention.Models;

namespace Classroom;

/// <summary>A model that a design is tried on, of which it is known whether the claim holds.</summary>
/// <param name="Model">Its parts.</param>
/// <param name="Heads">The heads in question.</param>
/// <param name="Holds">Whether the claim holds.</param>
/// <param name="Confusion">What a design has missed that gets it wrong.</param>
internal sealed record Subject(PlantedModel Model, HeadIndex[] Heads, bool Holds, string Confusion);
