using Markdig.Extensions.Mathematics;
using Markdig.Helpers;
using Markdig.Parsers;

namespace Notebooks.Handouts.Markup;

/// <summary>A formula in the text that goes over lines, also with its closing dollar at the start of one: Markdig takes none of these,
/// Jupyter does.</summary>
internal sealed class DollarOverLines : InlineParser
{
    public DollarOverLines() => OpeningCharacters = ['$'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekChar() is '$' or '\0' || slice.PeekChar().IsWhitespace()) return false;
        var text = slice.Text;
        var close = slice.Start + 1;
        while (close <= slice.End && (text[close] != '$' || text[close - 1] == '\\')) close++;
        if (close > slice.End || close < slice.End && char.IsAsciiDigit(text[close + 1])) return false;    // $5 or $6
        var formula = text.AsSpan(slice.Start + 1, close - slice.Start - 1);
        if (!formula.Contains('\n') || formula[^1] is ' ' or '\t') return false;
        processor.Inline = new MathInline
        {
            Delimiter = '$',
            DelimiterCount = 1,
            Content = new StringSlice(text, slice.Start + 1, close - 1)
        };
        slice.Start = close + 1;
        return true;
    }
}
