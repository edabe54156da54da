using Attention.Tokens;

namespace Attention.Models.Gguf;

/// <summary>The tokenizer inside a GGUF file.</summary>
public static class GgufVocabulary
{
    private const string EndOfText = "<|endoftext|>";
    private const int ControlToken = 3;    // token_type of special tokens

    /// <summary>Reads tokens, merges and special tokens.</summary>
    /// <param name="file">An open file.</param>
    /// <returns>The vocabulary. <c>&lt;|endoftext|&gt;</c> goes in front of texts where it exists, whatever token the metadata name, since models of that kind were trained with it.</returns>
    /// <exception cref="ModelFileException">The file has no byte-level BPE tokenizer.</exception>
    public static Vocabulary Read(GgufFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Metadata.GetValueOrDefault("tokenizer.ggml.model") is not "gpt2")
            throw new ModelFileException(file.Path, $"its tokenizer is '{file.Metadata.GetValueOrDefault("tokenizer.ggml.model")}'; this course reads byte-level BPE ('gpt2').");
        var tokens = Texts("tokenizer.ggml.tokens");
        var types = file.Metadata.GetValueOrDefault("tokenizer.ggml.token_type") as object[] ?? [];
        var endOfText = Array.IndexOf(tokens, EndOfText);
        return new Vocabulary
        {
            Tokens = tokens,
            Merges = Texts("tokenizer.ggml.merges"),
            Special = Enumerable.Range(0, Math.Min(types.Length, tokens.Length)).Where(id => types[id] is ControlToken).ToHashSet(),
            Bos = endOfText >= 0 ? endOfText : file.Metadata.GetValueOrDefault("tokenizer.ggml.bos_token_id") is uint id && id < tokens.Length ? (int)id : null,
            SplitDigits = file.Metadata.GetValueOrDefault("tokenizer.ggml.pre") is "smollm",
        };

        string[] Texts(string key) => file.Metadata.GetValueOrDefault(key) is object[] values
            ? [.. values.Select(value => value as string ?? throw new ModelFileException(file.Path, $"{key} holds something that is not text."))]
            : throw new ModelFileException(file.Path, $"the key {key} is missing.");
    }
}
