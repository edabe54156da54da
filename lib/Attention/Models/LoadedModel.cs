using Attention.Tokens;

namespace Attention.Models;

/// <summary>What a model's files hold.</summary>
/// <param name="Tokenizer">Text to tokens and back.</param>
/// <param name="Config">The shape.</param>
/// <param name="Weights">The weights on the CPU.</param>
internal sealed record LoadedModel(TextTokenizer Tokenizer, TransformerConfig Config, TransformerWeights Weights);
