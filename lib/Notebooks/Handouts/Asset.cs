using System.Text;

namespace Notebooks.Handouts;

/// <summary>The files that come with the pages, kept in the assembly.</summary>
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
}
