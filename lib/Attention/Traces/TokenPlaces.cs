using Attention.Models;
using Course.Files;

namespace Attention.Traces;

/// <summary>Positions by the words that stand there, so that a question to a trace reads like a question about a sentence.</summary>
public static class TokenPlaces
{
    /// <summary>The last position at which a word stands.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="word">A token's text without the blank before it; case matters.</param>
    /// <returns>Its position, from 0.</returns>
    /// <exception cref="WrongUseException">No token is this word: another model may cut it into pieces.</exception>
    public static int PlaceOf(this AttentionTrace trace, string word) => Place(trace, word, last: true);

    /// <summary>The first position at which a word stands.</summary>
    /// <inheritdoc cref="PlaceOf"/>
    public static int FirstPlaceOf(this AttentionTrace trace, string word) => Place(trace, word, last: false);

    /// <summary>How much one word looks at another in a head: the last such words of the text.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="head">The head's address.</param>
    /// <param name="query">The word that looks.</param>
    /// <param name="key">The word that is looked at.</param>
    /// <returns>The weight, 0-1.</returns>
    /// <exception cref="WrongUseException">No token is one of the words, or the head was not kept.</exception>
    public static double Weight(this AttentionTrace trace, HeadIndex head, string query, string key)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return trace[head, trace.PlaceOf(query), trace.PlaceOf(key)];
    }

    /// <summary>The word that a word looks at most, the first token of the text left out.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="head">The head's address.</param>
    /// <param name="query">The word that looks.</param>
    /// <returns>The text of the token, without the blank before it.</returns>
    /// <exception cref="WrongUseException">No token is the word, or the head was not kept.</exception>
    public static string LooksMostAt(this AttentionTrace trace, HeadIndex head, string query)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var row = trace.Row(head, trace.PlaceOf(query));
        return trace.Tokens[Enumerable.Range(1, row.Length - 1).MaxBy(key => row[key])].Text.Trim();
    }

    /// <summary>Where one word looks, key by key, as a chart of bars takes it.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="head">The head's address.</param>
    /// <param name="query">The word that looks.</param>
    /// <returns>The text of each token up to the word, without the blank before it, and the weight that it gets.</returns>
    /// <exception cref="WrongUseException">No token is the word, or the head was not kept.</exception>
    public static IReadOnlyList<(string Label, double Value)> RowOf(this AttentionTrace trace, HeadIndex head, string query)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var place = trace.PlaceOf(query);
        var row = trace.Row(head, place);
        return [.. trace.Tokens.Take(place + 1).Select((token, i) => ($"{i} {token.Text.Trim()}", (double)row[i]))];
    }

    /// <summary>Where pairs of words stand, for a figure that frames what grammar says.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="pairs">The word that looks and the word that it should look at, the last of each.</param>
    /// <returns>Query and key of each pair; a pair with a word that this model cuts into pieces is left out.</returns>
    public static IReadOnlyList<(int Query, int Key)> Arcs(this AttentionTrace trace,
        params IReadOnlyList<(string Query, string Key)> pairs)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(pairs);
        bool Stands(string word) => trace.Tokens.Any(token => token.Text.Trim() == word);
        return [.. pairs.Where(pair => Stands(pair.Query) && Stands(pair.Key))
            .Select(pair => (trace.PlaceOf(pair.Query), trace.PlaceOf(pair.Key)))];
    }

    private static int Place(AttentionTrace trace, string word, bool last)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var places = Enumerable.Range(0, trace.Tokens.Count).Where(i => trace.Tokens[i].Text.Trim() == word).ToArray();
        if (places.Length > 0) return last ? places[^1] : places[0];
        throw new WrongUseException(
            $"No token of “{trace.Text}” is “{word}”; "
            + $"{trace.ModelName} cuts it into {string.Join("|", trace.Tokens.Select(token => token.Text))}.");
    }
}
