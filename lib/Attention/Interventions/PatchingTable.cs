using Attention.Models;
using Attention.Tokens;

namespace Attention.Interventions;

/// <summary>What patching does at every layer and position.</summary>
/// <param name="ModelName">The model that ran.</param>
/// <param name="Point">What was patched.</param>
/// <param name="Clean">The tokens that the patches come from.</param>
/// <param name="Corrupted">The tokens of the run that was patched.</param>
/// <param name="Values">Normalised effects, [layer, position]: 0 is the corrupted run, 1 the clean one.</param>
/// <param name="CleanDifference">Logit of the answer minus logit of the other token after the clean prompt; the effect 1.</param>
/// <param name="CorruptedDifference">The same after the corrupted prompt; the effect 0.</param>
public sealed record PatchingTable(string ModelName, HookPoint Point, IReadOnlyList<Token> Clean, IReadOnlyList<Token> Corrupted,
    float[,] Values, double CleanDifference, double CorruptedDifference);
