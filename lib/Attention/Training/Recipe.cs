using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attention.Models;
using Course.Files;

namespace Attention.Training;

/// <summary>All there is to know to train a model again: what <c>data/training/NAME.json</c> holds.</summary>
public sealed record Recipe
{
    internal static readonly JsonSerializerOptions Json = JsonFile.Strict(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        WriteIndented = true,
    });

    private const int MostTokensInStep = 1 << 24, MostThreads = 1024, LongestName = 100;
    private const long MostTokens = 1L << 50;

    /// <summary>The model's name, also that of its folder in <c>data/models</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence: what the model is there for.</summary>
    public required string Description { get; init; }

    /// <summary>Decides the first weights and every row of data.</summary>
    public required int Seed { get; init; }

    /// <summary>The shape.</summary>
    public required TransformerConfig Model { get; init; }

    /// <summary>Standard deviation of the first weights.</summary>
    public double InitialDeviation { get; init; } = .02;

    /// <summary>What the tokenizer learns from; its size is the model's <c>vocab_size</c>.</summary>
    public required TokenizerRecipe Tokenizer { get; init; }

    /// <summary>What the rows are made of.</summary>
    public required RowsRecipe Rows { get; init; }

    /// <summary>Rows in a step; each has as many tokens as the model's context.</summary>
    public required int Batch { get; init; }

    /// <summary>Tokens to train on; the last step may go a little over.</summary>
    public required long Tokens { get; init; }

    /// <summary>How weights follow gradients.</summary>
    public required OptimizerRecipe Optimizer { get; init; }

    /// <summary>Whether matrices are multiplied in bfloat16 (weights are always kept in float32 while training). Faster by far on
    /// processors that have it in hardware (AMX, AVX512-BF16), slower by far on others.</summary>
    public bool Bfloat16 { get; init; }

    /// <summary>Threads; one makes runs repeat exactly.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Heads are scored every so many tokens, and at the beginning and the end.</summary>
    public required long ScoreEvery { get; init; }

    /// <summary>Weights are kept after so many tokens.</summary>
    public IReadOnlyList<long> Snapshots { get; init; } = [];

    /// <summary>Tokens in a step.</summary>
    [JsonIgnore]
    public int TokensPerStep => Batch * Model.MaxPositionEmbeddings;

    /// <summary>Steps in all.</summary>
    [JsonIgnore]
    public int Steps => (int)((Tokens + TokensPerStep - 1) / TokensPerStep);

    /// <summary>SHA-256 over everything that decides the weights, in lower-case hexadecimal; the description and the snapshots do
    /// not.</summary>
    [JsonIgnore]
    public string Hash =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Description = "", Snapshots = [] }, Json)));

    /// <summary>Reads a recipe and checks it.</summary>
    /// <param name="path">A JSON file.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="DamagedFileException">Not JSON, or a key that does not exist or is missing.</exception>
    /// <exception cref="RecipeException">Numbers that do not fit each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Recipe Load(string path)
    {
        var recipe = JsonFile.Read<Recipe>(path, Json);
        try
        {
            recipe.Validate();
            return recipe;
        }
        catch (ArgumentException e)
        {
            throw new RecipeException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Checks that the numbers make sense together.</summary>
    /// <exception cref="ArgumentException">They do not; the message names the key.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Name) || !Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw new ArgumentException($"name is '{Name}'; it names a folder: use small letters, digits and hyphens.");
        Model.Validate();
        Positive(Batch, "batch");
        Positive(Tokens, "tokens");
        Positive(Threads, "threads");
        Positive(ScoreEvery, "score_every");
        Positive(InitialDeviation, "initial_deviation");
        if (Name.Length > LongestName)
            throw new ArgumentException($"name has {Name.Length} letters; it names a folder: at most {LongestName}.");
        if (Threads > MostThreads) throw new ArgumentException($"threads is {Threads}; at most {MostThreads} are started.");
        if ((long)Batch * Model.MaxPositionEmbeddings > MostTokensInStep)
            throw new ArgumentException(
                $"batch is {Batch} rows of {Model.MaxPositionEmbeddings} tokens; a step takes at most {MostTokensInStep} tokens.");
        if (Tokens > MostTokens || Tokens / TokensPerStep >= int.MaxValue)
            throw new ArgumentException($"tokens is {Tokens} with {TokensPerStep} in a step; that is more steps than can be counted.");
        if (Model.VocabSize < 257)
            throw new ArgumentException($"vocab_size is {Model.VocabSize}; the special token and the 256 bytes need 257.");
        if (Model.MaxPositionEmbeddings < 8)
            throw new ArgumentException($"max_position_embeddings is {Model.MaxPositionEmbeddings}; rows need at least 8 tokens.");
        if (Snapshots.FirstOrDefault(s => s < 0 || s > Tokens, -1) is >= 0 and var outside)
            throw new ArgumentException($"snapshots holds {outside}, which is outside 0 to {Tokens} tokens.");
        Rows.Validate(Model.MaxPositionEmbeddings);
        Tokenizer.Validate(Rows);
        Optimizer.Validate();
    }

    internal static void Positive(double value, string key)
    {
        if (!(value > 0 && double.IsFinite(value))) throw new ArgumentException($"{key} is {value}; it must be positive and finite.");
    }
}
