using System.Collections;
using System.Data;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Displays;

/// <summary>Shows matrices in rows and columns, and arrays and lists of records with a column for each property; the engine's own way is
/// one long list, and a tree for each record.</summary>
internal static class TableFormatter
{
    private const int MostRows = 20, MostColumns = 20;

    // The packages are frozen, so their private members stay as they are.
    private static readonly MethodInfo Usual = typeof(HtmlFormatter).GetMethod("GetDefaultFormatterForAnyEnumerable",
        BindingFlags.Static | BindingFlags.NonPublic)!;

    public static void Register()
    {
        Formatter.Register<Array>(Format, HtmlFormatter.MimeType);
        Formatter.Register(typeof(List<>), Format, HtmlFormatter.MimeType);
        Formatter.Register<DataTable>((table, writer) => writer.Write(Data(table)), HtmlFormatter.MimeType);
        LateLibrary.WhenLoaded("Microsoft.Data.Analysis", assembly =>
        {
            if (assembly.GetType("Microsoft.Data.Analysis.DataFrame") is { } frame)
                Formatter.Register(frame, (value, writer) => writer.Write(Frame(value)), HtmlFormatter.MimeType);
        });
    }

    private static bool Format(object sequence, FormatContext context)
    {
        var table = sequence switch
        {
            Array { Rank: 2 } matrix => Matrix(matrix),
            IEnumerable tuples when TupleWidth(tuples) is { } width => Tuples(tuples, width),
            IEnumerable records when Columns(records) is { } columns => Records(records, columns),
            _ => null,
        };
        if (table is null) return ((ITypeFormatter)Usual.Invoke(null, [sequence.GetType()])!).Format(sequence, context);
        context.Writer.Write(table);
        return true;
    }

    private static string Matrix(Array matrix)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        var shown = Enumerable.Range(0, Math.Min(columns, MostColumns)).ToArray();
        var text = new StringBuilder("<table><thead>").Append(Row("th",
            [.. shown.Select(j => j.ToString(CultureInfo.InvariantCulture)).Prepend("")])).Append("</thead><tbody>");
        for (var i = 0; i < Math.Min(rows, MostRows); i++)
            text.Append(Row("td", [.. shown.Select(j => Cell(matrix.GetValue(i, j))).Prepend($"<i>{i}</i>")]));
        text.Append("</tbody></table>");
        return rows <= MostRows && columns <= MostColumns
            ? text.ToString()
            : text.Append($"<p>the first of {rows:N0} x {columns:N0} numbers</p>").ToString();
    }

    private static string Records(IEnumerable records, PropertyInfo[] columns) => Table(
        [.. columns.Select(column => column.Name)],
        records.Cast<object?>().Select(record => columns.Select(column => record is null ? null : Value(column, record)).ToArray()));

    private static string Tuples(IEnumerable tuples, int width) => Table(
        [.. Enumerable.Range(1, width).Select(i => $"Item{i}")],
        tuples.Cast<ITuple?>().Select(tuple => Enumerable.Range(0, width).Select(i => tuple?[i]).ToArray()));

    private static string Data(DataTable table) => Table(
        [.. table.Columns.Cast<DataColumn>().Select(column => column.ColumnName)],
        table.Rows.Cast<DataRow>().Select(row => row.ItemArray),
        table.Rows.Count);

    /// <summary>A DataFrame of Microsoft.Data.Analysis, which the engine does not reference.</summary>
    private static string Frame(dynamic frame)
    {
        var names = ((IEnumerable)frame.Columns).Cast<dynamic>().Select(column => (string)column.Name).ToArray();
        return Table(names, ((IEnumerable)frame.Rows).Cast<IEnumerable<object?>>().Select(row => row.ToArray()), (long)frame.Rows.Count);
    }

    private static string Table(string[] columns, IEnumerable<object?[]> records, long? count = null)
    {
        var text = new StringBuilder("<table><thead>").Append(Row("th", [.. columns.Take(MostColumns).Select(Cell)]));
        text.Append("</thead><tbody>");
        var rows = records.Take(MostRows + 1).ToArray();
        foreach (var record in rows.Take(MostRows)) text.Append(Row("td", [.. record.Take(MostColumns).Select(Cell)]));
        text.Append("</tbody></table>");
        if (rows.Length > MostRows) text.Append($"<p>the first {MostRows} rows{(count is { } all ? $" of {all:N0}" : "")}</p>");
        if (columns.Length > MostColumns) text.Append($"<p>the first {MostColumns} of {columns.Length:N0} columns</p>");
        return text.ToString();
    }

    /// <summary>A property, or what it throws: the others are shown all the same.</summary>
    private static object? Value(PropertyInfo column, object record)
    {
        try
        {
            return column.GetValue(record);
        }
        catch (TargetInvocationException e)
        {
            return $"{e.InnerException!.GetType().Name}: {e.InnerException.Message}";
        }
    }

    /// <summary>The properties of the elements, if a line of text can show each of them; null for any others.</summary>
    private static PropertyInfo[]? Columns(object sequence)
    {
        var element = Element(sequence);
        if (element is null || IsLine(element) || element.Namespace is { } from
            && (from == "System" || from.StartsWith("System.", StringComparison.Ordinal))) return null;
        var columns = element.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        return columns.Length is > 0 and <= MostColumns
            && columns.All(column => column.GetIndexParameters().Length == 0 && IsLine(column.PropertyType)) ? columns : null;
    }

    /// <summary>How many items the tuples of a sequence have, if a line of text can show each; null for no sequence of tuples.</summary>
    private static int? TupleWidth(object sequence)
    {
        if (Element(sequence) is not { IsGenericType: true } element || !typeof(ITuple).IsAssignableFrom(element)) return null;
        return element.GetGenericArguments() is { Length: <= 7 } items && items.All(IsLine) ? items.Length : null;
    }

    private static Type? Element(object sequence) => sequence.GetType().GetInterfaces()
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static bool IsLine(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner
            ? IsLine(inner)
            : type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(DateTime)
                || type == typeof(TimeSpan);

    private static string Row(string tag, string[] cells) => $"<tr>{string.Concat(cells.Select(cell => $"<{tag}>{cell}</{tag}>"))}</tr>";

    private static string Cell(object? value) =>
        value is null ? "<i>null</i>" : WebUtility.HtmlEncode(Convert.ToString(value, CultureInfo.InvariantCulture))!;
}
