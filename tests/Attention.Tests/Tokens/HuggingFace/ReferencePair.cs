using System.Text.Json.Nodes;
using Attention.Tokens;

namespace Attention.Tests.Tokens.HuggingFace;

/// <summary>One tokenizer.json, read by Hugging Face's own tokenizers and by ours.</summary>
internal sealed class ReferencePair : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly (int Front, int Behind) around;
    private readonly global::Tokenizers.DotNet.Tokenizer theirs;

    public ReferencePair(JsonObject tokenizer)
    {
        var path = Path.Combine(folder.Path, "tokenizer.json");
        File.WriteAllText(path, tokenizer.ToJsonString());
        theirs = new(path);
        around = tokenizer["post_processor"]?["type"]?.ToString() switch
        {
            null or "ByteLevel" => (0, 0),
            "BertProcessing" or "RobertaProcessing" => (1, 1),
            "TemplateProcessing" when tokenizer["post_processor"]!["single"]!.AsArray().Count == 3 => (1, 1),
            _ => (1, 0),
        };
        Ours = TextTokenizer.FromFolder(folder.Path);
    }

    public TextTokenizer Ours { get; }

    /// <summary>Ids by Hugging Face, what it puts around a text included.</summary>
    public int[] TheirsWithAll(string text) => [.. theirs.Encode(text).Select(id => (int)id)];

    /// <summary>Ids by Hugging Face of the text alone.</summary>
    public int[] Theirs(string text) => TheirsWithAll(text)[around.Front..^around.Behind];

    /// <summary>Our ids of the text alone.</summary>
    public int[] OurIds(string text) => [.. Ours.Encode(text, bos: false).Tokens.Select(token => token.Id)];

    public void Dispose()
    {
        theirs.Dispose();
        folder.Dispose();
    }
}
