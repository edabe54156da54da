namespace Notebooks.Programs;

/// <summary>A part of a program from one header to the next.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Line">The line of the header in the file, from 1.</param>
/// <param name="Text">The lines below the header, without the empty one before the next.</param>
internal sealed record ProgramSection(CellHeader Header, int Line, string Text)
{
    /// <summary>The parts of a program; what stands above the first header is none.</summary>
    public static ProgramSection[] Read(string program)
    {
        var mark = CellHeader.MarkOf(program);
        if (mark is null) return [];
        var lines = program.Split('\n');
        var headers = lines.Index().Select(line => (line.Index, Header: CellHeader.Read(line.Item, mark)))
            .Where(line => line.Header is not null).ToArray();
        return [.. headers.Select((header, i) =>
            new ProgramSection(header.Header!, header.Index + 1,
                Between(lines, header.Index + 1, i + 1 < headers.Length ? headers[i + 1].Index : lines.Length)))];
    }

    private static string Between(string[] lines, int from, int to) =>
        string.Join('\n', lines[from..(to > from && lines[to - 1].Length == 0 ? to - 1 : to)]);
}
