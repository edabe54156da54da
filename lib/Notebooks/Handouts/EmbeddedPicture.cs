namespace Notebooks.Handouts;

/// <summary>Pictures that lie beside a notebook and go into its page.</summary>
internal static class EmbeddedPicture
{
    private const long MostBytes = 8 << 20;

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
    };

    /// <summary>The kinds of pictures that pages show.</summary>
    public static IEnumerable<string> MimeTypes => Types.Values.Distinct();

    /// <summary>The address of a picture as the picture itself.</summary>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="address">The address in the notebook's text.</param>
    /// <returns>A data: address, or null and why there is none.</returns>
    public static (string? Data, string? Problem) Of(string folder, string address)
    {
        var root = Path.GetFullPath(folder);
        var file = new FileInfo(Path.GetFullPath(Path.Combine(root, address)));
        if (!file.FullName.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return (null, "lies outside the notebook's folder, and pages take none from there. Put it beside the notebook.");
        if (!Types.TryGetValue(file.Extension, out var type))
            return (null, $"is none of the kinds that pages show: {string.Join(", ", Types.Keys)}.");
        if (!file.Exists) return (null, "is missing.");
        if (file.LinkTarget is not null) return (null, "is a link to another file, which pages do not follow.");
        if (file.Length > MostBytes) return (null, $"has {file.Length >> 20} MB; a page takes up to {MostBytes >> 20}.");
        return ($"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(file.FullName))}", null);
    }
}
