namespace Attention.Models.Hub;

/// <summary>How far a pull is.</summary>
/// <param name="File">The file that comes.</param>
/// <param name="Bytes">How much of it is here.</param>
/// <param name="Size">How much it has.</param>
public readonly record struct HubProgress(string File, long Bytes, long Size);
