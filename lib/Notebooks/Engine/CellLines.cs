using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Commands;

namespace Notebooks.Engine;

/// <summary>The kernel cuts a cell with directives into pieces and counts each piece's lines from 1; this puts a piece back on its
/// lines.</summary>
internal static partial class CellLines
{
    /// <summary>The code of a piece, with an empty line before it for each line above it in its cell.</summary>
    public static string Restore(SubmitCode piece)
    {
        if (piece.Parent is not SubmitCode cell) return piece.Code;
        var code = LineAddedAfterReference().Replace(piece.Code, "").Trim();
        var start = cell.Code.IndexOf(code, StringComparison.Ordinal);
        return start < 0 ? piece.Code : new string('\n', cell.Code.AsSpan(0, start).Count('\n')) + code;
    }

    /// <summary>Where references follow each other the kernel puts an empty line after all but the first.</summary>
    [GeneratedRegex(@"(?<=\n#(?:r|load)\b[^\n]*\n)\r?\n")]
    private static partial Regex LineAddedAfterReference();
}
