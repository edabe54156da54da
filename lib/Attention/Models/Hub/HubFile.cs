namespace Attention.Models.Hub;

/// <summary>A file of a model on the hub.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Sha256">Its SHA-256, which large files have; null for small ones.</param>
/// <param name="GitHash">What git calls its content, SHA-1 over a header and the bytes.</param>
internal sealed record HubFile(string Name, long Size, string? Sha256, string GitHash)
{
    /// <summary>What it is called in the cache.</summary>
    public string Hash => Sha256 ?? GitHash;
}
