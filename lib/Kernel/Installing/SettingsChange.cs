using System.Text;
using Course.Files;

namespace JupyterKernel.Installing;

/// <summary>A change of a settings file that was not made yet.</summary>
/// <param name="File">The file.</param>
/// <param name="Before">What it holds; null where there is none.</param>
/// <param name="After">What it will hold; null where it will be removed.</param>
public sealed record SettingsChange(string File, ReadOnlyMemory<byte>? Before, ReadOnlyMemory<byte>? After)
{
    /// <summary>The lines that go, each after a minus, and those that come, each after a plus.</summary>
    /// <returns>The lines.</returns>
    public IReadOnlyList<string> Lines()
    {
        var (before, after) = (LinesOf(Before), LinesOf(After));
        var same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var sameAtEnd = before.Skip(same).Reverse().Zip(after.Skip(same).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        return [.. before[same..^sameAtEnd].Select(line => $"- {line}"), .. after[same..^sameAtEnd].Select(line => $"+ {line}")];
    }

    /// <summary>Makes the change, whole or not at all.</summary>
    /// <exception cref="SettingsException">The file is not what it was when the change was planned.</exception>
    public void Make()
    {
        var now = System.IO.File.Exists(File) ? System.IO.File.ReadAllBytes(File) : null;
        if ((now is null) != (Before is null) || !now.AsSpan().SequenceEqual(Before.GetValueOrDefault().Span))
            throw new SettingsException($"{File} has been changed in the meantime and was left as it is. Try again.");
        if (After is { } content) WholeFile.Write(File, content.ToArray());
        else System.IO.File.Delete(File);
    }

    private static string[] LinesOf(ReadOnlyMemory<byte>? text) =>
        text is { } bytes ? Encoding.UTF8.GetString(bytes.Span).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n') : [];
}
