using System.Text;

namespace Explorer;

/// <summary>Script, style and markup of the page, kept in the assembly.</summary>
internal static class PageAsset
{
    public static string Text(string name)
    {
        using var asset = new StreamReader(typeof(PageAsset).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return asset.ReadToEnd().ReplaceLineEndings("\n");
    }
}
