using System.Text.Json;
using System.Text.Json.Nodes;

namespace JupyterKernel.Installing;

/// <summary>A kernelspec found on this machine.</summary>
/// <param name="Folder">Its folder, whose name is the kernel's.</param>
/// <param name="Title">What front ends call it.</param>
/// <param name="Command">What starts it.</param>
/// <param name="IsOurs">Whether <see cref="Kernelspec.Install"/> has written it.</param>
public sealed record InstalledKernel(string Folder, string Title, IReadOnlyList<string> Command, bool IsOurs)
{
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
            var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            var command = json["argv"]?.AsArray().Select(part => (string)part!).ToArray() ?? [];
            return new InstalledKernel(folder, (string?)json["display_name"] ?? "", command, json["metadata"]?[Kernelspec.Mark] is not null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            return new InstalledKernel(folder, "(not readable)", [], IsOurs: false);
        }
    }
}
