using System.Text;

namespace Attention.Tokens.Normalizing;

/// <summary>Puts a changed text together, part by part, each with the stretch of the original that it stands for.</summary>
internal sealed class AlignedTextBuilder(int capacity)
{
    private readonly StringBuilder text = new(capacity);
    private readonly List<int> starts = new(capacity);
    private readonly List<int> ends = new(capacity);

    /// <summary>Adds units that all stand for the same stretch of the original.</summary>
    public void Add(ReadOnlySpan<char> units, int start, int end)
    {
        text.Append(units);
        for (var i = 0; i < units.Length; i++)
        {
            starts.Add(start);
            ends.Add(end);
        }
    }

    /// <summary>Adds units as they are.</summary>
    public void Add(AlignedText unchanged)
    {
        text.Append(unchanged.Span);
        for (var i = 0; i < unchanged.Length; i++)
        {
            starts.Add(unchanged.StartOf(i));
            ends.Add(unchanged.EndOf(i));
        }
    }

    public AlignedText ToText() => AlignedText.Of(text.ToString(), [.. starts], [.. ends]);
}
