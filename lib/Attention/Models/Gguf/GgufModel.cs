using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Models.Gguf;

/// <summary>Loads a model from a GGUF file.</summary>
internal static class GgufModel
{
    /// <summary>Reads configuration, tokenizer and weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">Float32 or BFloat16.</param>
    /// <param name="prepared">Where the weights may lie prepared; null to read them from the file.</param>
    /// <returns>The parts of the model.</returns>
    /// <exception cref="ModelFileException">The file is missing, damaged, or asks for what is not computed.</exception>
    public static LoadedModel Load(string path, ScalarType type, PreparedWeights? prepared = null)
    {
        using var file = GgufFile.Open(path);
        var family = ModelFamilies.Of(file);
        var config = family.ReadConfig(file);
        var tokenizer = TextTokenizer.FromGguf(file.Metadata);
        return new(tokenizer, config, prepared?.Map(config) ?? family.ReadWeights(file, config, type));
    }
}
