using System.IO.Compression;
using System.Security;
using System.Text.Json;
using Course.Files;

namespace JupyterKernel.Installing;

/// <summary>The course's extension of VS Code, put together from the folder <c>vscode</c> as the file that VS Code installs.</summary>
/// <param name="course">The folder of the course.</param>
public sealed class VsCodeExtension(string course)
{
    private static readonly string[] Parts = ["package.json", "README.md", "dist/extension.js", "dist/plotly.js",
        "syntaxes/polyglot.json"];
    private readonly string source = Path.Combine(course, "vscode");

    /// <summary>Its name in VS Code.</summary>
    public string Id => $"{Text("publisher")}.{Text("name")}";

    /// <summary>Writes the file, a zip of the extension with two lists of what it holds.</summary>
    /// <returns>Its path, ending in .vsix.</returns>
    /// <exception cref="IOException">A part of the extension is not there, or the file cannot be written.</exception>
    public string Pack()
    {
        var file = Path.Combine(source, "bin", $"{Text("name")}-{Text("version")}.vsix");
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", writer => writer.Write(ContentTypes));
            Add(zip, "extension.vsixmanifest", writer => writer.Write(Manifest()));
            foreach (var part in Parts) Copy(zip, Path.Combine(source, part), part);
            Copy(zip, Path.Combine(course, "LICENSE"), "LICENSE.txt");
            Copy(zip, Path.Combine(course, "lib", "Web", "plotly-cartesian.min.js"), "dist/plotly-cartesian.min.js");
        }
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        WholeFile.Write(file, content.ToArray());
        return file;
    }

    private static void Copy(ZipArchive zip, string file, string name)
    {
        using var target = zip.CreateEntry($"extension/{name}").Open();
        using var part = File.OpenRead(file);
        part.CopyTo(target);
    }

    private static void Add(ZipArchive zip, string name, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        write(writer);
    }

    private string Text(string property)
    {
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(source, "package.json")));
        var at = package.RootElement;
        foreach (var name in property.Split('/')) at = at.GetProperty(name);
        return at.GetString()!;
    }

    private const string ContentTypes =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Default Extension=".json" ContentType="application/json"/>
          <Default Extension=".js" ContentType="application/javascript"/>
          <Default Extension=".md" ContentType="text/markdown"/>
          <Default Extension=".txt" ContentType="text/plain"/>
          <Default Extension=".vsixmanifest" ContentType="text/xml"/>
        </Types>
        """;

    private string Manifest() =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
          <Metadata>
            <Identity Language="en-US" Id="{Xml("name")}" Version="{Xml("version")}" Publisher="{Xml("publisher")}"/>
            <DisplayName>{Xml("displayName")}</DisplayName>
            <Description xml:space="preserve">{Xml("description")}</Description>
            <Categories>Notebooks</Categories>
            <Properties>
              <Property Id="Microsoft.VisualStudio.Code.Engine" Value="{Xml("engines/vscode")}"/>
              <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
            </Properties>
            <License>extension/LICENSE.txt</License>
          </Metadata>
          <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
          <Dependencies/>
          <Assets>
            <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
            <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
          </Assets>
        </PackageManifest>
        """;

    private string Xml(string property) => SecurityElement.Escape(Text(property))!;
}
