using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Displays;

/// <summary>Numbers and other values of one word are shown as text; the formatter would make a page of HTML of each.</summary>
internal static class PlainValues
{
    private static readonly Type[] Types =
    [
        typeof(string), typeof(bool), typeof(char),
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(System.Numerics.BigInteger), typeof(System.Numerics.Complex),
        typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid),
    ];

    public static void Register()
    {
        // The formatter's own text claims universal time (Z) for every date.
        Formatter.Register<DateTime>(
            date => date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + (date.Kind == DateTimeKind.Utc ? "Z" : ""),
            PlainTextFormatter.MimeType);
        foreach (var type in Types) Formatter.SetPreferredMimeTypesFor(type, PlainTextFormatter.MimeType);
    }
}
