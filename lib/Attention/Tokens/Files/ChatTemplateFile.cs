using Attention.Tokens.Chat;

namespace Attention.Tokens.Files;

/// <summary>Finds the chat template that a model brings, and the tokens that it may name.</summary>
internal static class ChatTemplateFile
{
    private const string Own = "chat_template.jinja", Key = "chat_template", Usual = "default", GgufKey = "tokenizer.chat_template";
    private const int MostBytes = 1 << 20;
    private static readonly string[] Named = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    private static readonly (string Key, string Name)[] GgufTokens =
    [
        ("bos_token_id", "bos_token"), ("eos_token_id", "eos_token"), ("unknown_token_id", "unk_token"), ("padding_token_id", "pad_token"),
    ];

    /// <summary>That of a folder: a file of its own, which newer models have, else what tokenizer_config.json says.</summary>
    /// <returns>The template; null where there is none.</returns>
    public static ChatTemplate? In(string folder)
    {
        var (own, config) = (Path.Combine(folder, Own), Path.Combine(folder, "tokenizer_config.json"));
        JsonPart? settings = File.Exists(config) ? JsonPart.Read(config) : null;
        var source = File.Exists(own) ? Read(own) : settings?.Find(Key) is { } key ? SourceOf(key) : null;
        return source is null ? null : new(File.Exists(own) ? own : config, source, settings is { } read ? TokensOf(read) : new());
    }

    /// <summary>That of a GGUF file.</summary>
    /// <returns>The template; null where there is none.</returns>
    public static ChatTemplate? In(IMetadata metadata, Vocabulary vocabulary)
    {
        if (metadata.Text(GgufKey) is not { } source) return null;
        var keys = new GgufKeys(metadata);
        var tokens = from token in GgufTokens
                     let id = keys.Id(token.Key, vocabulary.Tokens.Count)
                     where id is not null
                     select KeyValuePair.Create(token.Name, vocabulary.Tokens[id.Value]);
        return new(metadata.File, source, new Dictionary<string, string>(tokens));
    }

    private static string Read(string file)
    {
        var length = new FileInfo(file).Length;
        return length <= MostBytes ? File.ReadAllText(file) : throw new TokenizerFileException(file, null,
            $"it has {length:N0} bytes, and chat templates of up to {MostBytes:N0} are read; take it out if you need none.");
    }

    /// <summary>One template, or several by name, of which the usual one is meant.</summary>
    private static string? SourceOf(JsonPart key) => key.IsText ? key.Text
        : key.Items().Where(item => item["name"].Text == Usual).Select(item => item["template"].Text).FirstOrDefault();

    private static Dictionary<string, string> TokensOf(JsonPart settings)
    {
        Dictionary<string, string> tokens = [];
        foreach (var name in Named)
            if (settings.Find(name) is { } token) tokens[name] = token.IsText ? token.Text : token["content"].Text;
        return tokens;
    }
}
