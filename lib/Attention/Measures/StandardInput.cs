using Attention.Models;
using Attention.Tokens;

namespace Attention.Measures;

/// <summary>The one input on which every quantity of the course about repetition is measured, so that a head has one score and not a new
/// one in each chapter.</summary>
public static class StandardInput
{
    /// <summary>Sequences; intervals are over these.</summary>
    public const int Sequences = 8;

    /// <summary>The seed of the random tokens.</summary>
    public const int Seed = 3;

    /// <summary>[BOS] r r with n = 50 random tokens, or as many as the context holds, in <see cref="Sequences"/> sequences.</summary>
    /// <param name="model">The model that will read it.</param>
    /// <param name="seed">Another seed for tokens that nothing was chosen on.</param>
    /// <returns>[8, 101] token ids where the context allows it.</returns>
    public static RepeatedTokens Repeated(LanguageModel model, int seed = Seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        return RepeatedTokens.Fitting(model.Tokenizer.Vocabulary, model.Config.MaxPositionEmbeddings, Sequences, seed);
    }
}
