using System.Text;

namespace Explorer;

/// <summary>Scripts, style and markup of the page, kept in the assembly.</summary>
internal static class PageAsset
{
    public static byte[] Bytes(string name)
    {
        using var content = new MemoryStream();
        using var asset = typeof(PageAsset).Assembly.GetManifestResourceStream(name)!;
        asset.CopyTo(content);
        return content.ToArray();
    }

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name)).ReplaceLineEndings("\n");
}
