namespace Attention.Tokens;

/// <summary>Prompts of one task, all of one length, whose next token is the answer.</summary>
/// <param name="Task">The task.</param>
/// <param name="Questions">What each asks for, by place in the task's pairs.</param>
/// <param name="Texts">The prompts.</param>
/// <param name="Answers">The token id of each answer.</param>
public sealed record FewShotPrompts(FewShotTask Task, IReadOnlyList<int> Questions, IReadOnlyList<TokenizedText> Texts,
    IReadOnlyList<int> Answers)
{
    /// <summary>The prompts as one input.</summary>
    public TokenBatch Input { get; } = InputOf(Texts);

    private static TokenBatch InputOf(IReadOnlyList<TokenizedText> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var ids = new long[texts.Count, texts[0].Tokens.Count];
        for (var b = 0; b < texts.Count; b++)
            foreach (var (t, id) in texts[b].Ids.Index()) ids[b, t] = id;
        return new(ids, texts[0].HasBos);
    }
}
