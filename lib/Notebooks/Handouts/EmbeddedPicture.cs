namespace Notebooks.Handouts;

/// <summary>Pictures that lie beside a notebook and go into its page.</summary>
internal static class EmbeddedPicture
{
    private const long MostBytes = 1 << 20;

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase) { [".svg"] = "svg+xml", [".png"] = "png" };

    /// <summary>The address of a picture as the picture itself.</summary>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="address">The address in the notebook's text.</param>
    /// <returns>A data: address; the address as it is where it leads out of the folder or to no picture there.</returns>
    public static string Of(string folder, string address)
    {
        var root = Path.GetFullPath(folder);
        var file = new FileInfo(Path.GetFullPath(Path.Combine(root, address)));
        var inside = file.FullName.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (!inside || !Types.TryGetValue(file.Extension, out var type) || !file.Exists || file.LinkTarget is not null || file.Length > MostBytes) return address;
        return $"data:image/{type};base64,{Convert.ToBase64String(File.ReadAllBytes(file.FullName))}";
    }
}
