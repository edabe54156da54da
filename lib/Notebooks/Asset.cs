using System.Text;

namespace Notebooks;

/// <summary>Scripts, styles and fonts that others wrote or that pages need, kept in the assembly.</summary>
internal static class Asset
{
    public static byte[] Bytes(string name)
    {
        using var content = new MemoryStream();
        using var asset = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        asset.CopyTo(content);
        return content.ToArray();
    }

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    /// <summary>A script for the inside of a page, where nothing in it may look like its end.</summary>
    public static string Script(string name) => Text(name).Replace("</script", "<\\/script", StringComparison.Ordinal);
}
