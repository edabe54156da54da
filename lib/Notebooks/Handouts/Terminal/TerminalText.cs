using System.Globalization;
using System.Net;
using System.Text;

namespace Notebooks.Handouts.Terminal;

/// <summary>
/// What stands on a terminal in the end, of a text with colours (ECMA-48), <c>\r</c>, <c>\b</c>, and lines and screens that were cleared.
/// Jupyter and VS Code show outputs so.
/// </summary>
internal sealed class TerminalText
{
    private const int Farthest = 240;    // columns of the terminal
    private const int MostPadding = 1 << 20;
    private const char Escape = '\u001b';
    private readonly List<List<(Rune Sign, int Style)>> lines = [[]];
    private readonly List<TerminalStyle> styles = [default];
    private readonly Dictionary<TerminalStyle, int> known = new() { [default] = 0 };
    private TerminalStyle now;
    private int style, row, column, padding;

    private TerminalText() { }

    /// <summary>The text as HTML.</summary>
    /// <param name="text">What was written.</param>
    /// <returns>HTML for a pre element.</returns>
    public static string ToHtml(string text)
    {
        if (!text.AsSpan().ContainsAny('\r', '\b', Escape)) return WebUtility.HtmlEncode(text);
        var terminal = new TerminalText();
        terminal.Write(text.Replace("\r\n", "\n", StringComparison.Ordinal));
        return terminal.Html();
    }

    private void Write(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == Escape)
            {
                i = Obey(text, i + 1);
                continue;
            }
            Rune.DecodeFromUtf16(text.AsSpan(i), out var sign, out var length);
            i += length;
            Put(sign);
        }
    }

    private void Put(Rune sign)
    {
        switch (sign.Value)
        {
            case '\n': Down(1); column = 0; break;
            case '\r': column = 0; break;
            case '\b': column = Math.Max(0, column - 1); break;
            case < ' ' and not '\t': break;
            default: Set(lines[row], sign); break;
        }
    }

    private void Set(List<(Rune Sign, int Style)> line, Rune sign)
    {
        if (padding > MostPadding) column = Math.Min(column, line.Count);
        for (; line.Count < column; padding++) line.Add((new Rune(' '), 0));
        if (column == line.Count) line.Add((sign, style));
        else line[column] = (sign, style);
        column++;
    }

    /// <summary>Carries out a sequence; what is unknown is left out, as terminals do.</summary>
    private int Obey(string text, int at)
    {
        if (at >= text.Length) return at;
        if (text[at] == ']') return AfterCommand(text, at + 1);
        if (text[at] != '[') return at + 1;
        var end = at + 1;
        while (end < text.Length && text[end] is >= ' ' and <= '?') end++;
        if (end >= text.Length) return end;
        int[] numbers = [.. text[(at + 1)..end].Split(';', ':')
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        Obey(text[end], at + 1 == end ? [] : numbers);
        return end + 1;
    }

    private void Obey(char command, int[] numbers)
    {
        var first = numbers.ElementAtOrDefault(0);
        var steps = Math.Clamp(first, 1, Farthest);
        switch (command)
        {
            case 'm': Dress(numbers); break;
            case 'A': row = Math.Max(0, row - steps); break;
            case 'B': row = Math.Min(row + steps, lines.Count - 1); break;
            case 'C': column = Math.Max(column, Math.Min(column + steps, Farthest)); break;
            case 'D': column = Math.Max(0, column - steps); break;
            case 'G': column = steps - 1; break;
            case 'H' or 'f':
                row = 0;
                Down(Math.Min(steps - 1, lines.Count - 1));
                column = Math.Clamp(numbers.ElementAtOrDefault(1) - 1, 0, Farthest);
                break;
            case 'J': ClearScreen(first); break;
            case 'K': ClearLine(first); break;
        }
    }

    private void Dress(int[] numbers)
    {
        now = now.After(numbers);
        if (known.TryGetValue(now, out style)) return;
        known[now] = style = styles.Count;
        styles.Add(now);
    }

    private void Down(int steps)
    {
        row += steps;
        while (lines.Count <= row) lines.Add([]);
    }

    private void ClearScreen(int how)
    {
        if (how is 2 or 3)
        {
            lines.Clear();
            lines.Add([]);
            row = 0;
        }
        else if (how == 0)
        {
            ClearLine(0);
            lines.RemoveRange(row + 1, lines.Count - row - 1);
        }
    }

    private void ClearLine(int how)
    {
        var line = lines[row];
        if (how == 2) line.Clear();
        else if (how == 0 && column < line.Count) line.RemoveRange(column, line.Count - column);
        else if (how == 1)
            for (var i = 0; i < Math.Min(column + 1, line.Count); i++) line[i] = (new Rune(' '), 0);
    }

    /// <summary>Past a command to the terminal itself, such as a window's title: it ends with a bell or with ESC \.</summary>
    private static int AfterCommand(string text, int at)
    {
        while (at < text.Length && text[at] is not ('\a' or Escape)) at++;
        return at + 1 < text.Length && text[at] == Escape && text[at + 1] == '\\' ? at + 2 : Math.Min(at + 1, text.Length);
    }

    private string Html()
    {
        var html = new StringBuilder();
        var (piece, dressed) = (new StringBuilder(), 0);
        foreach (var (i, line) in lines.Index())
        {
            if (i > 0) Add(new Rune('\n'), dressed);
            foreach (var (sign, style) in line) Add(sign, style);
        }
        Flush();
        return html.ToString();

        void Add(Rune sign, int style)
        {
            if (style != dressed) Flush();
            dressed = style;
            piece.Append(sign);
        }

        void Flush()
        {
            var (text, attributes) = (WebUtility.HtmlEncode(piece.ToString()), styles[dressed].Attributes());
            piece.Clear();
            html.Append(attributes.Length == 0 || text.Length == 0 ? text : $"<span{attributes}>{text}</span>");
        }
    }
}
