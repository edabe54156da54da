// The patterns stand here as .NET writes them; those of files come in the syntax of Oniguruma (Hugging Face). A pattern is taken
// over only if every part of it means the same in both, and else refused.
using System.Text.RegularExpressions;

namespace Attention.Tokens.Splitting;

/// <summary>The patterns by which tokenizers cut texts.</summary>
internal static partial class SplitPatterns
{
    /// <summary>What llama.cpp splits by where a file names no rules; also Falcon's. Each is applied to the pieces of the one
    /// before.</summary>
    public static readonly string[] LlamaCppDefault =
    [
        @"[\p{P}\$\+<=>\^~\|]+",
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)",
        @"\p{N}+",
        "[0-9][0-9][0-9]",
    ];

    /// <summary>Llama 3: as GPT-4, digits in threes.</summary>
    public const string Llama3 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Qwen 2: the same with single digits.</summary>
    public const string Qwen2 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>GPT-2: contractions, words, numbers and signs with the space before them, runs of spaces up to the last (Radford et al.
    /// 2019).</summary>
    [GeneratedRegex(@"'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    public static partial Regex Gpt2();

    /// <summary>A pattern from a file.</summary>
    /// <param name="pattern">Its text in the syntax of Oniguruma.</param>
    /// <returns>The same for .NET; null where some part might mean something else there.</returns>
    public static Regex? Translate(string pattern)
    {
        if (!Understood().IsMatch(pattern) || AnyCaseWithMore().IsMatch(pattern)) return null;
        // as Oniguruma does
        pattern = AnyCase().Replace(pattern, group => group.Value.Replace("s", "[sſ]", StringComparison.OrdinalIgnoreCase));
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled, Longest);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"(?<=\(\?i:)[^()]*")]
    private static partial Regex AnyCase();

    // Groups of either case with anything in them but signs, letters and alternatives.
    [GeneratedRegex(@"\(\?i:[^()]*[\[\\(]")]
    private static partial Regex AnyCaseWithMore();

    // Categories, white space and digits, escaped signs, groups, classes without classes in them, greedy repetition, and characters that
    // stand for themselves: ASCII, and the scripts of East Asia, among which no character of CategoryText.Examples is.
    [GeneratedRegex("""
        \A(?:
            \\[pP]\{(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)\}
          | \\[sSdrnt] | \\[!-/:-@\[-`{-~]
          | \(\?(?::|i:|!|=) | \((?!\?) | \) | \|
          | \[\^?(?:[^\[\]\\&\u0080-\u2FFF\uA000-\uFFFF] | \\[sSdrnt] | \\[!-/:-@\[-`{-~]
              | \\[pP]\{(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)\})+\]
          | [*+?](?![+?*]) | \{\d+(?:,\d*)?\}(?![+?*])
          | [^\\\[\](){}|*+?^$.\u0080-\u2FFF\uA000-\uFFFF]
        )+\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Understood();
}
