namespace Attention.Measures;

/// <summary>A pair of words of which one should attend to the other.</summary>
/// <param name="Counts">The relation and direction that it is a case of.</param>
/// <param name="Attending">The attending word's place in the sentence, from 0.</param>
/// <param name="Gold">The other's.</param>
internal readonly record struct SyntacticCase(SyntacticCounts Counts, int Attending, int Gold);
