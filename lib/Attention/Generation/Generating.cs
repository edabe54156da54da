using Attention.Interventions;
using Attention.Models;
using Attention.Tokens;
using Attention.Tokens.Chat;
using Attention.Traces;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Generation;

/// <summary>Has a model write on.</summary>
public static class Generating
{
    private static readonly string[] UsualEnds =
        ["<|endoftext|>", "<|im_end|>", "</s>", "<eos>", "<|eot_id|>", "<|end_of_text|>", "<end_of_turn>", "<|end|>", "<|return|>"];

    /// <summary>Continues a text. Keys and values of earlier tokens are kept, so a token costs one row of a run; with hooks the whole text
    /// runs again for each token, so that they see what they would see in any run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text; the model's default token goes in front.</param>
    /// <param name="tokens">At most so many new tokens; fewer where the text ends or the context is full.</param>
    /// <param name="options">How tokens are chosen, and what is kept; by default the likeliest, and the text alone.</param>
    /// <param name="hooks">What looks at the runs or changes them.</param>
    /// <returns>The text with its continuation.</returns>
    /// <exception cref="NoHeadException">The model predicts nothing.</exception>
    /// <exception cref="TextTooLongException">The text alone is longer than the context.</exception>
    /// <exception cref="WrongUseException">Temperature or nucleus is no number that makes sense.</exception>
    public static Generated Generate(this LanguageModel model, string text, int tokens, GenerationOptions? options = null,
        params IEnumerable<Hook> hooks)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new();
        return model.Generate(model.Tokenizer.Encode(text, options.Bos), tokens, options, hooks);
    }

    /// <summary>Answers in a conversation, which is written as the model's file says that it was taught to see one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="conversation">The turns so far, such as <c>[new("user", "What is the capital of France?")]</c>. Names of special tokens
    /// in them are those tokens.</param>
    /// <param name="tokens">At most so many new tokens.</param>
    /// <param name="options">How tokens are chosen, and what is kept; <see cref="GenerationOptions.Bos"/> is of no account here, since the
    /// template says what goes in front.</param>
    /// <param name="hooks">What looks at the runs or changes them.</param>
    /// <returns>The conversation as a text, with the answer behind it.</returns>
    /// <exception cref="WrongUseException">The model's file has no chat template, or temperature or nucleus is no number that makes
    /// sense.</exception>
    /// <exception cref="ChatTemplateException">The template does not take the conversation.</exception>
    /// <exception cref="NoHeadException">The model predicts nothing.</exception>
    /// <exception cref="TextTooLongException">The conversation alone is longer than the context.</exception>
    public static Generated Generate(this LanguageModel model, IReadOnlyList<ChatMessage> conversation, int tokens,
        GenerationOptions? options = null, params IEnumerable<Hook> hooks)
    {
        ArgumentNullException.ThrowIfNull(model);
        var chat = model.Tokenizer.Chat
            ?? throw new WrongUseException(
                $"The file of {model.Title} has no chat template: it was not taught to answer. Give it a text to go on from.");
        return model.Generate(model.Tokenizer.Encode(chat.Write(conversation), bos: false), tokens, options, hooks);
    }

    /// <summary>Continues a text that is already split into tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The tokens; <see cref="GenerationOptions.Bos"/> is of no account here.</param>
    /// <param name="tokens">At most so many new tokens.</param>
    /// <param name="options">How tokens are chosen, and what is kept.</param>
    /// <param name="hooks">What looks at the runs or changes them.</param>
    /// <returns>The text with its continuation.</returns>
    /// <exception cref="NoHeadException">The model predicts nothing.</exception>
    /// <exception cref="TextTooLongException">The text alone is longer than the context.</exception>
    /// <exception cref="WrongUseException">Temperature or nucleus is no number that makes sense.</exception>
    public static Generated Generate(this LanguageModel model, TokenizedText text, int tokens, GenerationOptions? options = null,
        params IEnumerable<Hook> hooks)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        options ??= new();
        Check(model, text, options);
        Hook[] all = [.. hooks];
        var stop = options.Stop ?? [.. model.Tokenizer.Vocabulary.Special.Where(id => UsualEnds.Contains(model.Tokenizer.TextOf(id)))];
        var most = Math.Min(tokens, model.Config.MaxPositionEmbeddings - text.Tokens.Count);
        using var use = model.Use();
        List<int> ids = [.. text.Tokens.Select(token => token.Id)];
        var (chooser, patterns, probabilities) = (new NextToken(options), new GrowingPatterns(model.Config), new List<double>());
        using var cache = all.Length == 0 ? new KeyValueCache(model.Config, text.Tokens.Count + most) : null;
        while (probabilities.Count < most && (probabilities.Count == 0 || !stop.Contains(ids[^1])))
        {
            using var scope = NewDisposeScope();
            var hook = all.Length > 0 ? Hooks.All(all) : options.KeepAttention ? patterns.Hook : null;
            var normed = use.Transformer.FinalNormed(Run(use, ids, cache, hook), hook);
            var (id, probability) = chooser.Choose(use.Transformer.Logits(normed[0, ^1]).Floats());
            ids.Add(id);
            probabilities.Add(probability);
        }
        var whole = model.Tokenizer.FromIds(ids, bos: false) with { HasBos = text.HasBos };
        var ended = probabilities.Count > 0 && stop.Contains(ids[^1]);
        var written = model.Tokenizer.Decode(ids[text.Tokens.Count..(ended ? ^1 : ^0)]);
        return new(whole, text.Tokens.Count, written, probabilities, ended,
            options.KeepAttention ? Trace(model, use, whole, ids, cache, patterns, all) : null);
    }

    /// <summary>The stream of the tokens that have not run yet, or of all where nothing is kept.</summary>
    private static Tensor Run(ModelUse use, List<int> ids, KeyValueCache? cache, Hook? hook)
    {
        var from = (int)(cache?.Length ?? 0);
        var input = tensor([.. ids.Skip(from).Select(id => (long)id)], device: use.Transformer.Weights.Embedding.device).unsqueeze(0);
        return use.Transformer.Forward(input, hook, lengths: null, cache);
    }

    /// <summary>What was kept while the text grew and the last token's row; with hooks one more run of the whole.</summary>
    private static AttentionTrace Trace(LanguageModel model, ModelUse use, TokenizedText text, List<int> ids, KeyValueCache? cache,
        GrowingPatterns patterns, Hook[] hooks)
    {
        using var scope = NewDisposeScope();
        if (ids.Count > (cache?.Length ?? 0))
            Run(use, ids, cache, hooks.Length == 0 ? patterns.Hook : Hooks.All([.. hooks, patterns.Hook]));
        return new()
        {
            ModelName = model.Title,
            Text = text.Text,
            Tokens = text.Tokens,
            HasBos = text.HasBos,
            Layers = [.. Enumerable.Range(0, model.Config.NumHiddenLayers)],
            Heads = [.. Enumerable.Range(0, model.Config.NumAttentionHeads)],
            Patterns = patterns.Patterns(),
        };
    }

    private static void Check(LanguageModel model, TokenizedText text, GenerationOptions options)
    {
        model.Transformer.CheckHead();
        model.Transformer.CheckLength(text.Tokens.Count);
        if (text.Tokens.Count == 0) throw new WrongUseException("There are no tokens to go on from: give a text of at least one.");
        if (!(options.Temperature >= 0) || !double.IsFinite(options.Temperature))
            throw new WrongUseException(
                $"The temperature is {options.Temperature}; 0 (the likeliest token) or a positive number is due, such as 0.8.");
        if (!(options.TopP is > 0 and <= 1))
            throw new WrongUseException($"TopP is {options.TopP}; a probability above 0 and up to 1 is due.");
    }
}
