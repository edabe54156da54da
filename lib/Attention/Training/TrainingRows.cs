using System.Runtime.InteropServices;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Training;

/// <summary>The rows a model is trained on. Row r of seed s is always the same, so that a training can go on from any step.</summary>
public sealed class TrainingRows
{
    /// <summary>Random numbers that begin here or above never make a training row.</summary>
    internal const int HeldOutSeeds = 1 << 30;

    private const int HeldOutShare = 20;    // one line of text in so many is never trained on
    private const int HeldOutRows = 8;
    private delegate void RowFiller(Span<long> row, int b);

    private readonly Recipe recipe;
    private readonly int T;             // tokens in a row that are predicted
    private readonly int[] text;        // natural text as tokens
    private readonly int[] common;      // the tokens that stories use

    /// <summary>Learns the tokenizer and prepares the text.</summary>
    /// <param name="recipe">What to make.</param>
    /// <param name="texts">The folder of the recipe's text files.</param>
    /// <exception cref="RecipeException">A text file is missing, or the texts do not support a vocabulary of this size.</exception>
    public TrainingRows(Recipe recipe, string texts)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        (this.recipe, T) = (recipe, recipe.Model.MaxPositionEmbeddings);
        var lines = recipe.Tokenizer.Texts.SelectMany(name => ReadLines(Path.Combine(texts, name))).ToList();
        var stories = new StoryGenerator(new Random(0));
        Tokenizer = MakeTokenizer([.. Enumerable.Range(0, recipe.Tokenizer.Stories).Select(_ => stories.StoryText()), .. lines]);
        text = [.. lines.Where((_, i) => i % HeldOutShare != 0).SelectMany(line => Tokenizer.EncodeToIds(line + "\n"))];
        common = [.. Enumerable.Range(0, 200).SelectMany(_ => Tokenizer.EncodeToIds(stories.StoryText())).Distinct().Order()];
        if (recipe.Rows.Stories + recipe.Rows.RepeatedStories > 0)
            HeldOutStories = Fixed((row, b) => FillWithStories(row, new Random(HeldOutSeeds + b), again: false));
        if (recipe.Rows.Text > 0) HeldOutText = HeldOutLines(lines);
        if (recipe.Rows.Text > 0 && text.Length <= T)
            throw new RecipeException($"recipe {recipe.Name}: the text files hold only {text.Length} tokens; a row takes {T + 1}.");
    }

    /// <summary>The tokenizer the recipe asks for.</summary>
    public TextTokenizer Tokenizer { get; }

    /// <summary>Stories that are never trained on, 8 rows of a context; null where the recipe has none.</summary>
    public TokenBatch? HeldOutStories { get; }

    /// <summary>Natural text that is never trained on, 8 rows of a context; null where the recipe has none.</summary>
    public TokenBatch? HeldOutText { get; }

    /// <summary>The rows of one step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>Token ids, [batch, T + 1]: T to read, and each one's successor to predict.</returns>
    public Tensor Batch(int step)
    {
        var ids = new long[recipe.Batch * (T + 1)];
        for (var b = 0; b < recipe.Batch; b++) Fill(ids.AsSpan(b * (T + 1), T + 1), Mixed(recipe.Seed, (long)step * recipe.Batch + b));
        return tensor(ids, [recipe.Batch, T + 1]);
    }

    /// <summary>A number for a row that has nothing to do with its neighbours' (SplitMix64, Steele et al. 2014).</summary>
    private static int Mixed(int seed, long row)
    {
        var z = (ulong)row * 0x9E3779B97F4A7C15 + (ulong)seed * 0xD1B54A32D192ED03;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) & (HeldOutSeeds - 1));
    }

    private void Fill(Span<long> row, int seed)
    {
        var random = new Random(seed);
        var kind = random.NextDouble();
        row[0] = Tokenizer.Vocabulary.Bos!.Value;
        var rows = recipe.Rows;
        if (kind < rows.Repeats) FillWithRepeats(row[1..], random);
        else if (kind < rows.Repeats + rows.Text) FillWithText(row[1..], random);
        else FillWithStories(row[1..], random, again: kind < rows.Repeats + rows.Text + rows.RepeatedStories);
    }

    private void FillWithRepeats(Span<long> row, Random random)
    {
        var length = random.Next(recipe.Rows.ShortestSegment, recipe.Rows.LongestSegment + 1);
        var first = recipe.Rows.Prefix ? random.Next(0, row.Length - 2 * length + 1) : 0;
        var source = recipe.Rows.Uniform ? 0 : random.Next(text.Length > 0 ? 3 : 1);
        for (var i = 0; i < row.Length; i++) row[i] = i < first + length ? AnyToken(random, source) : row[i - length];
    }

    private int AnyToken(Random random, int source) => source switch
    {
        0 => random.Next(1, recipe.Model.VocabSize),
        1 => common[random.Next(common.Length)],
        _ => text[random.Next(text.Length)],
    };

    private void FillWithText(Span<long> row, Random random)
    {
        var start = random.Next(text.Length - row.Length);
        for (var i = 0; i < row.Length; i++) row[i] = text[start + i];
    }

    private void FillWithStories(Span<long> row, Random random, bool again)
    {
        var stories = new StoryGenerator(random);
        IReadOnlyList<int>? story = null;
        for (var i = 0; i < row.Length;)
        {
            if (story is null || !again) story = Tokenizer.EncodeToIds(stories.StoryText());
            foreach (var id in story.Take(row.Length - i)) row[i++] = id;
            if (i < row.Length) row[i++] = Tokenizer.Vocabulary.Bos!.Value;
        }
    }

    private TokenBatch? HeldOutLines(IEnumerable<string> lines)
    {
        var ids = lines.Where((_, i) => i % HeldOutShare == 0).SelectMany(line => Tokenizer.EncodeToIds(line + "\n")).ToArray();
        var stride = (ids.Length - T) / HeldOutRows;
        if (stride <= 0) return null;
        return Fixed((row, b) =>
        {
            for (var i = 0; i < row.Length; i++) row[i] = ids[b * stride + i];
        });
    }

    private TokenBatch Fixed(RowFiller fill)
    {
        var ids = new long[HeldOutRows, T];
        for (var b = 0; b < HeldOutRows; b++)
        {
            ids[b, 0] = Tokenizer.Vocabulary.Bos!.Value;
            fill(MemoryMarshal.CreateSpan(ref ids[b, 1], T - 1), b);
        }
        return new TokenBatch(ids, HasBos: true);
    }

    private string[] ReadLines(string path) => File.Exists(path)
        ? File.ReadAllLines(path)
        : throw new RecipeException($"recipe {recipe.Name}: there is no text file {path}.");

    private TextTokenizer MakeTokenizer(IEnumerable<string> lines)
    {
        try
        {
            return new TextTokenizer(BytePairTrainer.Train(lines, recipe.Model.VocabSize));
        }
        catch (ArgumentException e)
        {
            throw new RecipeException($"recipe {recipe.Name}: {e.Message}", e);
        }
    }
}
