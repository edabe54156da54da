using Course.Files;

namespace Attention.Studies;

/// <summary>A part of a report on a model: a table, or the sentence that says why there is none.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Columns">The heads of the columns; none where the part does not apply.</param>
/// <param name="Rows">The rows, each with an entry a column; the first entry names the row.</param>
/// <param name="Reason">Why it does not apply to this model, in a sentence; null where it does.</param>
public sealed record ReportPart(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string? Reason)
{
    /// <summary>Whether it could be measured on this model.</summary>
    public bool Applies => Reason is null;

    /// <summary>An entry of the table.</summary>
    /// <param name="row">The first entry of its row.</param>
    /// <param name="column">The head of its column.</param>
    /// <exception cref="WrongUseException">The part does not apply to this model, or has no such row or column.</exception>
    public string this[string row, string column]
    {
        get
        {
            if (Reason is not null) throw new WrongUseException($"{Name}: {Reason}");
            var (r, c) = (Rows.FirstOrDefault(entries => entries[0] == row), Columns.ToList().IndexOf(column));
            return r is not null && c >= 0 ? r[c] : throw new WrongUseException($"{Name} has no entry '{row}', '{column}'.");
        }
    }

    /// <summary>Measures a part; what the library refuses to do on this model becomes the reason.</summary>
    internal static ReportPart Of(string name, IReadOnlyList<string> columns, Func<IEnumerable<IReadOnlyList<string>>> rows)
    {
        try
        {
            return new(name, columns, [.. rows()], null);
        }
        catch (Exception e) when (IsForeseen(e))
        {
            return Not(name, e.Message);
        }
    }

    /// <summary>A part that does not apply.</summary>
    internal static ReportPart Not(string name, string reason) => new(name, [], [], reason);

    /// <summary>What the library refuses by name, rather than a mistake in it.</summary>
    internal static bool IsForeseen(Exception exception) => exception is CourseException or ArgumentException { Source: "Attention" };
}
