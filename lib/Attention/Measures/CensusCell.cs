using System.Text.Json.Serialization;

namespace Attention.Measures;

/// <summary>How far one head type is found in one model.</summary>
/// <param name="Head">The address of the head with the largest score, such as <c>16.0</c>.</param>
/// <param name="Best">Its score, share 0-1.</param>
/// <param name="OverThreshold">How many heads score above the census' threshold.</param>
/// <param name="Low">The lower end of the score's bootstrap interval over the sequences; null where only one was measured.</param>
/// <param name="High">The upper end.</param>
public sealed record CensusCell(string Head, double Best, int OverThreshold, double? Low = null, double? High = null)
{
    /// <summary>The score with its interval; without width where only one sequence was measured.</summary>
    [JsonIgnore]
    public Interval Score => new(Best, Low ?? Best, High ?? Best);

    internal bool IsSound => double.IsFinite(Best) && OverThreshold >= 0 && Low is null == High is null && Score.Low <= Score.High;
}
