using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Course.Files;

namespace Notebooks.Programs;

/// <summary>What a program names before its first statement, gathered from the directives and usings of a notebook's cells.</summary>
/// <param name="notebook">The notebook's file: paths are relative to its folder, as in every host.</param>
internal sealed partial class Preamble(string notebook)
{
    /// <summary>What every cell of C# may use without saying so.</summary>
    private static readonly string[] Usual = ["System", "System.Collections", "System.Collections.Generic", "System.Linq", "System.Text",
        "System.Threading.Tasks"];

    private static readonly CSharpParseOptions Script = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);
    private readonly string folder = Path.GetDirectoryName(Path.GetFullPath(notebook))!;
    private readonly List<string> directives = [];
    private readonly List<string> usings = [.. Usual.Select(name => $"using {name};")];

    /// <summary>Lines such as <c>#:project ../lib/Attention</c>.</summary>
    public IReadOnlyList<string> Directives => directives;

    /// <summary>Lines such as <c>using System.IO;</c>.</summary>
    public IReadOnlyList<string> Usings => usings;

    /// <summary>Adds a using directive of a cell.</summary>
    public void Use(UsingDirectiveSyntax directive)
    {
        var line = directive.NormalizeWhitespace().ToString();
        if (!usings.Contains(line)) usings.Add(line);
    }

    /// <summary>Takes a directive of a cell; those that only the kernel understands, such as <c>#!time</c>, ask nothing of a
    /// program.</summary>
    /// <param name="line">The line.</param>
    /// <param name="place">The cell, for the message.</param>
    /// <exception cref="ProgramException">A program of one file has nothing like it.</exception>
    public void Take(string line, string place)
    {
        var parts = Directive().Match(line);
        if (!parts.Success) return;
        var argument = parts.Groups["argument"].Value.Trim('"', ' ');
        if (parts.Groups["name"].Value == "r") Reference(argument, place);
        else Import(argument, place);
    }

    private void Reference(string argument, string place)
    {
        if (argument.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            var package = argument["nuget:".Length..].Split(',', StringSplitOptions.TrimEntries);
            Add($"#:package {package[0]}@{(package.Length > 1 && package[1].Length > 0 ? package[1] : "*")}");
            return;
        }
        var project = ProjectOf(Path.GetFullPath(argument, folder))
            ?? throw new ProgramException(notebook, place,
                $"#r \"{argument}\" is no output of a project here, and a program of one file refers to projects and packages alone.");
        AddProject(project);
    }

    /// <summary>Refers to a project by its folder.</summary>
    public void AddProject(string project) => Add($"#:project {Path.GetRelativePath(folder, project).Replace('\\', '/')}");

    private void Add(string line)
    {
        if (!directives.Contains(line)) directives.Add(line);
    }

    /// <summary>The folder above the dll that holds the project which makes it.</summary>
    private static string? ProjectOf(string dll)
    {
        for (var above = Directory.GetParent(dll); above is not null; above = above.Parent)
            if (above.Exists && above.EnumerateFiles("*.csproj").Any()) return above.FullName;
        return null;
    }

    private void Import(string argument, string place)
    {
        var text = TextFile.Read(Path.GetFullPath(argument, folder));
        var root = CSharpSyntaxTree.ParseText(CellDirectives.CommentOut(text, line => Take(line, place)), Script).GetCompilationUnitRoot();
        if (root.Members.Count > 0)
            throw new ProgramException(notebook, place,
                $"{argument} holds code; a program of one file takes references and usings from it alone. Move the code into a cell or a "
                    + $"project.");
        foreach (var directive in root.Usings) Use(directive);
    }

    [GeneratedRegex(@"^\s*#(?<name>r|load|!import)\s+(?<argument>.+?)\s*$")]
    private static partial Regex Directive();
}
