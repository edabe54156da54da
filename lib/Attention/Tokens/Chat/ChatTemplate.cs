using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attention.Tokens.Chat;

/// <summary>How a model was taught to see a conversation: the template that its file brings, filled in as transformers does it.</summary>
public sealed class ChatTemplate
{
    private const int Longest = 1 << 18;       // characters; those of today have up to 20,000

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string file;
    private readonly IReadOnlyDictionary<string, string> tokens;
    private readonly Lazy<JinjaScript> script;

    /// <summary>Keeps a template; it is read when it is filled in first.</summary>
    /// <param name="file">Where it stands.</param>
    /// <param name="source">Its text.</param>
    /// <param name="tokens">Tokens by the names that templates have for them, such as <c>bos_token</c>.</param>
    /// <param name="clock">What day it is.</param>
    internal ChatTemplate(string file, string source, IReadOnlyDictionary<string, string> tokens, TimeProvider? clock = null)
    {
        (this.file, Source, this.tokens) = (file, source, tokens);
        script = new(() => new(Checked(source), clock ?? TimeProvider.System));
    }

    /// <summary>The template, in the language Jinja.</summary>
    public string Source { get; }

    /// <summary>Writes a conversation as the model expects it.</summary>
    /// <param name="conversation">The turns, first to last.</param>
    /// <param name="answer">Whether the beginning of the assistant's answer follows, for the model to go on from.</param>
    /// <returns>The text, the tokens between turns in it by their names; no token is to be put in front of it.</returns>
    /// <exception cref="ChatTemplateException">The template refuses the conversation, asks for what is not computed here, or goes beyond
    /// bounds of time and memory.</exception>
    public string Write(IReadOnlyList<ChatMessage> conversation, bool answer = true)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        Dictionary<string, object?> values = new(tokens.Select(token => KeyValuePair.Create(token.Key, (object?)token.Value)))
        {
            ["messages"] = conversation.Select(turn => new { role = turn.Role, content = turn.Content }).ToArray(),
            ["add_generation_prompt"] = answer,
            ["tools"] = null,
            ["documents"] = null,
        };
        try
        {
            return script.Value.Fill(JsonSerializer.Serialize(values, Plain));
        }
        catch (JinjaException e)
        {
            throw new ChatTemplateException(file,
                $"{e.Message}. Change the conversation, or write the text by hand and generate from that.", e);
        }
    }

    private static string Checked(string source) => source.Length <= Longest ? source
        : throw new JinjaException($"it has {source.Length:N0} characters, and at most {Longest:N0} are read");
}
