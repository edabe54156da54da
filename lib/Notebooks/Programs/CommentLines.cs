namespace Notebooks.Programs;

/// <summary>Text as comments of C#, a line each, and back.</summary>
internal static class CommentLines
{
    /// <summary>Comments that show the text; what would end a comment, such as a line separator of Unicode, becomes a blank.</summary>
    public static string Of(string text) => text.Length == 0 ? "" : string.Join('\n', text.Split('\n').Select(Line));

    /// <summary>The text of comments; a line that is no comment stays as it is.</summary>
    public static string Read(string comments) => string.Join('\n', comments.Split('\n').Select(TextOf));

    private static string Line(string line) => line.Length == 0 ? "//" : "// " + string.Concat(line.Select(Harmless));

    private static string TextOf(string line) => line.StartsWith("// ", StringComparison.Ordinal) ? line[3..] : line == "//" ? "" : line;

    private static char Harmless(char c) => char.IsControl(c) && c != '\t' || c is '\u2028' or '\u2029' or '\uffff' ? ' ' : c;
}
