using Attention.Tokens;

namespace Attention.Models.Gguf;

/// <summary>The tokenizer inside a GGUF file.</summary>
internal static class GgufVocabulary
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
        var metadata = file.Metadata;
        if (metadata.Text("tokenizer.ggml.model") is not "gpt2")
            throw new ModelFileException(file.Path, $"its tokenizer is {metadata.Show("tokenizer.ggml.model")}; this course reads byte-level BPE ('gpt2').");
        var tokens = Texts("tokenizer.ggml.tokens");
        var types = metadata.Integers("tokenizer.ggml.token_type") ?? [];
        var endOfText = Array.IndexOf(tokens, EndOfText);
        return new Vocabulary
        {
            Tokens = tokens,
            Merges = Texts("tokenizer.ggml.merges"),
            Special = Enumerable.Range(0, Math.Min(types.Length, tokens.Length)).Where(id => types[id] == ControlToken).ToHashSet(),
            Bos = endOfText >= 0 ? endOfText : metadata.Integer("tokenizer.ggml.bos_token_id") is { } id && id >= 0 && id < tokens.Length ? (int)id : null,
            SplitDigits = metadata.Text("tokenizer.ggml.pre") is "smollm",
        };

        string[] Texts(string key) => metadata.Texts(key) ?? throw new ModelFileException(file.Path, $"the key {key} is missing.");
    }
}
