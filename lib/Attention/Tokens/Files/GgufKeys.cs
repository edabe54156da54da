namespace Attention.Tokens.Files;

/// <summary>The keys <c>tokenizer.ggml.*</c> of a GGUF file, each as it must be or refused by name.</summary>
/// <param name="metadata">All keys of the file.</param>
internal sealed class GgufKeys(IMetadata metadata)
{
    private const string Prefix = "tokenizer.ggml.";

    public string? Text(string key) => metadata.Text(Prefix + key);

    public bool? Flag(string key) => metadata.Flag(Prefix + key);

    /// <summary>The number of one of the tokens.</summary>
    public int? Id(string key, int tokens) => metadata.Integer(Prefix + key) switch
    {
        null => null,
        >= 0 and var id when id < tokens => (int)id,
        var id => throw Wrong(key, $"it is {id} in a vocabulary of {tokens}"),
    };

    public string[] Texts(string key) => metadata.Texts(Prefix + key) ?? throw Wrong(key, "the key is missing");

    /// <summary>The kinds of the tokens; all of the commonest where the file does not say.</summary>
    public int[] Types(int tokens) =>
        metadata.Integers(Prefix + "token_type") is { } types ? Checked("token_type", types, tokens) : new int[tokens];

    public float[] Scores(int tokens) => Checked("scores", metadata.Floats(Prefix + "scores")
        ?? throw Wrong("scores", "the key is missing"), tokens);

    public TokenTable NewTable() => new(metadata.File);

    public TokenizerFileException Unknown(string key, string? found, string read) =>
        new(metadata.File, Prefix + key, $"it is '{found}', which this course does not read; it reads {read}. Choose another model.");

    private T[] Checked<T>(string key, T[] list, int tokens) => list.Length == tokens ? list
        : throw Wrong(key, $"it has {list.Length} entries for {tokens} tokens");

    private TokenizerFileException Wrong(string key, string problem) =>
        new(metadata.File, Prefix + key, $"{problem}. Convert the model again, or choose another.");
}
