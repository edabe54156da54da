using System.Text.Json.Serialization;

namespace Attention.Training;

/// <summary>What rows of training data are made of: the share of each kind, together 1.</summary>
public sealed record RowsRecipe
{
    /// <summary>Random tokens, then a random segment that is repeated to the end of the row.</summary>
    public double Repeats { get; init; }

    /// <summary>Passages of natural text.</summary>
    public double Text { get; init; }

    /// <summary>Generated stories, one after the other.</summary>
    public double Stories { get; init; }

    /// <summary>One generated story, again and again.</summary>
    public double RepeatedStories { get; init; }

    /// <summary>The shortest repeated segment.</summary>
    public int ShortestSegment { get; init; } = 8;

    /// <summary>The longest repeated segment.</summary>
    public int LongestSegment { get; init; } = 64;

    /// <summary>Whether random tokens stand before the first segment, so that no fixed distance helps.</summary>
    public bool Prefix { get; init; } = true;

    /// <summary>Whether repeated segments are drawn evenly from the whole vocabulary; otherwise a third of them is, a third from the tokens
    /// of stories and a third from the natural text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]    // recipes that do not say it keep their hash
    public bool Uniform { get; init; }

    internal void Validate(int context)
    {
        double[] shares = [Repeats, Text, Stories, RepeatedStories];
        if (shares.Any(share => !(share >= 0)) || Math.Abs(shares.Sum() - 1) > 1e-6)
            throw new ArgumentException(
                $"the shares in rows (repeats, text, stories, repeated_stories) are {string.Join(", ", shares)}; "
                    + "they must be 0 or more and together 1.");
        if (ShortestSegment < 2 || ShortestSegment > LongestSegment || LongestSegment > context / 2)
            throw new ArgumentException(
                $"rows.shortest_segment is {ShortestSegment} and rows.longest_segment {LongestSegment}; they must be 2 or more, in order, "
                    + $"and at most half of the {context} tokens of a row.");
    }
}
