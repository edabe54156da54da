using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Files;

namespace JupyterKernel.Installing;

/// <summary>A kernelspec found on this machine.</summary>
/// <param name="Folder">Its folder, whose name is the kernel's.</param>
/// <param name="Title">What front ends call it.</param>
/// <param name="Command">What starts it.</param>
/// <param name="IsOurs">Whether <see cref="Kernelspec.Install"/> has written it.</param>
public sealed record InstalledKernel(string Folder, string Title, IReadOnlyList<string> Command, bool IsOurs)
{
    private const int Largest = 1 << 20;
    private static readonly JsonDocumentOptions NoTwins = new() { AllowDuplicateProperties = false };

    /// <summary>The kernel's name.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>The file of <see cref="Command"/> that is not there any more, such as a build output that was cleaned.</summary>
    public string? Missing => Command.FirstOrDefault(part => Path.IsPathFullyQualified(part) && !File.Exists(part));

    /// <summary>Reads a kernelspec.</summary>
    /// <param name="folder">Its folder.</param>
    /// <returns>Null if there is none; one that cannot be read is a foreign one.</returns>
    internal static InstalledKernel? Read(string folder)
    {
        var file = Path.Combine(folder, Kernelspec.FileName);
        if (!File.Exists(file)) return null;
        try
        {
            var json = JsonNode.Parse(TextFile.ReadBytes(file, Largest).Span, documentOptions: NoTwins)!.AsObject();
            var command = json["argv"]?.AsArray().Select(part => (string)part!).ToArray() ?? [];
            return new InstalledKernel(folder, (string?)json["display_name"] ?? "", command,
                (json["metadata"] as JsonObject)?[Kernelspec.Mark] is not null);
        }
        catch (Exception e) when (e is CourseException or IOException or UnauthorizedAccessException or JsonException
            or InvalidOperationException or NullReferenceException)
        {
            return new InstalledKernel(folder, "(not readable)", [], IsOurs: false);
        }
    }
}
