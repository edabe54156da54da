using System.Security.Cryptography;
using System.Text;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Models.HuggingFace;

/// <summary>Loads a model from a folder as transformers writes it: <c>config.json</c>, safetensors, and the tokenizer's files.</summary>
internal static class HuggingFaceFolder
{
    /// <summary>Reads configuration, tokenizer and weights.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="type">Float32 or BFloat16.</param>
    /// <param name="weightsFile">Another file of weights in it; null for the usual ones.</param>
    /// <param name="mapped">Whether weights that lie prepared are taken in their place.</param>
    /// <returns>The parts of the model, and the SHA-256 of its weights in lower-case hexadecimal; that of several files is taken over
    /// their hashes in order of name.</returns>
    /// <exception cref="ModelFileException">A file is missing, damaged, or asks for what is not computed.</exception>
    public static (LoadedModel Model, string Sha256) Load(string folder, ScalarType type, string? weightsFile = null, bool mapped = true)
    {
        var json = ConfigJson.Read(Path.Combine(folder, "config.json"));
        var family = ModelFamilies.Of(json);
        var config = family.ReadConfig(json);
        using var files = SafetensorsFiles.Open(folder, weightsFile);
        var tokenizer = TextTokenizer.FromFolder(folder);
        if (tokenizer.Vocabulary.Tokens.Count > config.VocabSize)
            throw new ModelFileException(folder, $"its tokenizer has {tokenizer.Vocabulary.Tokens.Count:N0} tokens, and vocab_size in "
                + $"config.json is {config.VocabSize:N0}; tokenizer and model are not of one kind.");
        var sha256 = Sha256Of([.. files.Files]);
        var prepared = mapped ? PreparedWeights.Of(sha256, type)?.Map(config) : null;
        return (new(tokenizer, config, prepared ?? family.ReadWeights(files, config, type)), sha256);
    }

    private static string Sha256Of(string[] files) => files.Length == 1
        ? VerifiedFiles.Sha256Of(files[0])
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(files.Select(VerifiedFiles.Sha256Of)))));
}
