namespace Attention.Tokens.Files;

/// <summary>
/// The keys of a GGUF file as its reader gives them: null for a missing one, an error that names the file for one of another type.
/// </summary>
internal interface IMetadata
{
    /// <summary>The file, for messages.</summary>
    string File { get; }

    string? Text(string key);

    long? Integer(string key);

    bool? Flag(string key);

    string[]? Texts(string key);

    int[]? Integers(string key);

    float[]? Floats(string key);
}
