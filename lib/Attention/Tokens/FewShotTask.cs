using Course.Files;

namespace Attention.Tokens;

/// <summary>A task given by examples and by nothing else: pairs of words, such as opposites (Brown et al. 2020; Todd et al.
/// 2024).</summary>
/// <param name="Name">What it is called, such as <c>opposites</c>.</param>
/// <param name="Pairs">Question and answer; each word once on its side.</param>
public sealed record FewShotTask(string Name, IReadOnlyList<(string Question, string Answer)> Pairs)
{
    private const string BeforeQuestion = "Q:", BeforeAnswer = "\nA:", BetweenPairs = "\n\n";

    /// <summary>A word and its opposite.</summary>
    public static FewShotTask Opposites { get; } = Of("opposites",
        "big small, hot cold, fast slow, good bad, happy sad, up down, high low, open closed, new old, light dark, rich poor, hard soft, "
        + "strong weak, long short, early late, wet dry, full empty, right wrong, left right, black white, true false, inside outside, "
        + "before after, first last, north south, east west, day night, young old, win lose, buy sell, push pull, war peace, love hate, "
        + "begin end, life death, male female, thick thin, wide narrow, clean dirty, safe dangerous, above below, near far");

    /// <summary>A country and its capital.</summary>
    public static FewShotTask Capitals { get; } = Of("capitals",
        "France Paris, Germany Berlin, Italy Rome, Spain Madrid, England London, Japan Tokyo, China Beijing, Russia Moscow, Egypt Cairo, "
        + "Greece Athens, Ireland Dublin, Austria Vienna, Cuba Havana, Iran Tehran, Iraq Baghdad, Syria Damascus, Kenya Nairobi, "
        + "Portugal Lisbon, Poland Warsaw, Norway Oslo, Sweden Stockholm, Canada Ottawa, Peru Lima, Chile Santiago, Turkey Ankara, "
        + "Hungary Budapest, Belgium Brussels, Denmark Copenhagen, Ukraine Kiev, Pakistan Islamabad, Afghanistan Kabul, Lebanon Beirut");

    /// <summary>A verb and its past.</summary>
    public static FewShotTask Past { get; } = Of("past tense",
        "go went, see saw, take took, make made, come came, give gave, find found, think thought, know knew, write wrote, eat ate, "
        + "run ran, speak spoke, begin began, fall fell, grow grew, bring brought, buy bought, teach taught, sing sang, drive drove, "
        + "win won, lose lost, build built, send sent, hold held, leave left, feel felt, keep kept, meet met, stand stood, tell told, "
        + "say said, sell sold, break broke, choose chose, fly flew, draw drew, sleep slept, fight fought");

    /// <summary>A thing and its kind.</summary>
    public static FewShotTask Kinds { get; } = Of("kinds",
        "dog animal, rose flower, oak tree, apple fruit, hammer tool, robin bird, violin instrument, carrot vegetable, salmon fish, "
        + "copper metal, bee insect, chair furniture");

    /// <summary>Every task that the course measures by examples.</summary>
    public static IReadOnlyList<FewShotTask> All { get; } = [Opposites, Capitals, Past];

    /// <summary>The pairs whose words are one token each, with the blank before them: only such prompts have one length.</summary>
    /// <param name="tokenizer">The tokenizer of the model that will read them.</param>
    /// <returns>The task with fewer pairs, or as many.</returns>
    public FewShotTask In(TextTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        bool IsOne(string word) => tokenizer.EncodeToIds(" " + word).Count == 1;
        return this with { Pairs = [.. Pairs.Where(pair => IsOne(pair.Question) && IsOne(pair.Answer))] };
    }

    /// <summary>Prompts with examples and a last question without its answer.</summary>
    /// <param name="tokenizer">The tokenizer of the model that will read them.</param>
    /// <param name="questions">The pairs that are asked for, by their place in <see cref="Pairs"/>; a prompt each.</param>
    /// <param name="shots">Examples in each, drawn from the other pairs; 0 for the bare question.</param>
    /// <param name="seed">Same seed, same examples.</param>
    /// <param name="shuffled">Whether the answers of the examples change places, so that they show the form and no task.</param>
    /// <param name="from">The places of the pairs that examples are drawn from; null for all.</param>
    /// <returns>Prompts of one length.</returns>
    /// <exception cref="WrongUseException">A word is several tokens, or there are too few pairs.</exception>
    public FewShotPrompts Prompts(
        TextTokenizer tokenizer, IReadOnlyList<int> questions, int shots, int seed = 1, bool shuffled = false,
        IReadOnlyList<int>? from = null)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentOutOfRangeException.ThrowIfNegative(shots);
        var random = new Random(seed);
        int[] pool = [.. from ?? [.. Enumerable.Range(0, Pairs.Count)]];
        if (shots > pool.Length - 1) throw new WrongUseException($"The task {Name} has {pool.Length} pairs to draw {shots} examples from.");
        if (shuffled && shots < 2) throw new WrongUseException("Answers can only change places where there are two examples or more.");
        return Made(tokenizer, [.. questions], q => Text(q, Draw(random, pool, q, shots), shuffled));
    }

    /// <summary>The bare question in a sentence of one's own, such as <c>The capital of {0} is</c>.</summary>
    /// <param name="tokenizer">The tokenizer of the model that will read them.</param>
    /// <param name="sentence">What the model is to go on with; <c>{0}</c> stands for the word.</param>
    /// <param name="questions">The pairs that are asked for, by their place in <see cref="Pairs"/>; null for all.</param>
    /// <returns>Prompts of one length.</returns>
    /// <exception cref="WrongUseException">A word is several tokens here; there is no question, or one of a pair that is not
    /// there.</exception>
    public FewShotPrompts Ask(TextTokenizer tokenizer, string sentence, IReadOnlyList<int>? questions = null)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(sentence);
        return Made(tokenizer, [.. questions ?? [.. Enumerable.Range(0, Pairs.Count)]],
            q => sentence.Replace("{0}", Pairs[q].Question, StringComparison.Ordinal));
    }

    private FewShotPrompts Made(TextTokenizer tokenizer, int[] questions, Func<int, string> text)
    {
        if (questions.Length == 0) throw new WrongUseException($"The task {Name} was asked no question.");
        if (questions.Any(q => q < 0 || q >= Pairs.Count))
            throw new WrongUseException($"The task {Name} has {Pairs.Count} pairs whose words are one token here, fewer than it is asked.");
        TokenizedText[] texts = [.. questions.Select(q => tokenizer.Encode(text(q)))];
        if (texts.Select(prompt => prompt.Tokens.Count).Distinct().Count() > 1)
            throw new WrongUseException(
                $"The words of {Name} are not all one token here: take {nameof(FewShotTask)}.{nameof(In)}(tokenizer).");
        return new(this, questions, texts, [.. questions.Select(q => tokenizer.SingleId(" " + Pairs[q].Answer))]);
    }

    private static FewShotTask Of(string name, string pairs) =>
        new(name, [.. pairs.Split(", ").Select(pair => pair.Split(' ')).Select(words => (words[0], words[1]))]);

    private static int[] Draw(Random random, int[] pool, int question, int shots)
    {
        int[] others = [.. pool.Where(place => place != question)];
        random.Shuffle(others);
        return others[..Math.Min(shots, others.Length)];
    }

    /// <summary>Shuffled answers all go one place on, so that none stays with its question.</summary>
    private string Text(int question, int[] examples, bool shuffled)
    {
        var shift = shuffled ? 1 : 0;
        var shown = examples.Select((place, i) =>
            $"{BeforeQuestion} {Pairs[place].Question}{BeforeAnswer} "
                + $"{Pairs[examples[(i + shift) % examples.Length]].Answer}{BetweenPairs}");
        return $"{string.Concat(shown)}{BeforeQuestion} {Pairs[question].Question}{BeforeAnswer}";
    }
}
