using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;

namespace Notebooks.Engine;

/// <summary>
/// Packages that cells have asked for. The engine refuses one that is asked for once more in other words (<c>2.*</c> after <c>2.14.1</c>),
/// though the version that is there is one of those: here it is asked in the words of the first time.
/// </summary>
internal sealed partial class KnownPackages
{
    private readonly Dictionary<string, string> asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> loaded = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes down what cells add.</summary>
    /// <param name="root">The kernel that all cells come to.</param>
    public KnownPackages(CompositeKernel root) => root.RegisterForDisposal(root.KernelEvents.Subscribe(Note));

    /// <summary>A cell, asking for what is there in the words of the first time.</summary>
    /// <param name="cell">Its text.</param>
    public string InKnownWords(string cell) =>
        cell.Contains("nuget", StringComparison.OrdinalIgnoreCase) ? Request().Replace(cell, InKnownWords) : cell;

    private void Note(KernelEvent happened)
    {
        if (happened is PackageAdded { PackageReference: var package }) loaded[package.PackageName] = package.PackageVersion;
    }

    private string InKnownWords(Match request)
    {
        var (name, version) = (request.Groups["name"].Value, request.Groups["version"].Value);
        if (!loaded.TryGetValue(name, out var there))
        {
            asked[name] = version;
            return request.Value;
        }
        if (!Fits(version, there) || !asked.TryGetValue(name, out var first)) return request.Value;
        return $"{request.Groups["before"].Value}{name}{(first.Length > 0 ? ", " + first : "")}\"";
    }

    /// <summary>Whether a version is the one that was asked for, or begins as it does before the asterisk.</summary>
    private static bool Fits(string asked, string version) => asked.EndsWith('*')
        ? version.StartsWith(asked[..^1], StringComparison.OrdinalIgnoreCase)
        : asked.Equals(version, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        """^(?<before>[ \t]*#r[ \t]+"nuget:[ \t]*)(?<name>[^,"\s]+)[ \t]*(?:,[ \t]*(?<version>[^"]*?)[ \t]*)?"(?=[ \t]*\r?$)""",
        RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Request();
}
