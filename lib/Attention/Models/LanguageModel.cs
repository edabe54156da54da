using Attention.Models.Gguf;
using Attention.Models.HuggingFace;
using Attention.Tokens;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>A transformer with its tokenizer: what a chapter loads in one line.</summary>
public sealed class LanguageModel : IDisposable
{
    private const string RandomSuffix = "-random";
    private readonly TransformerWeights weights;
    private readonly ScalarType type;
    private readonly Lock gate = new();
    private int users;              // runs in progress
    private bool disposed;

    private LanguageModel(string name, string title, TextTokenizer tokenizer, TransformerConfig config, TransformerWeights weights,
        string? sha256 = null, int? seed = null)
    {
        (Name, Title, Tokenizer, this.weights, WeightsSha256, RandomSeed) = (name, title, tokenizer, weights, sha256, seed);
        (Device, type) = (weights.Embedding.device, weights.Embedding.dtype);
        Transformer = new Transformer(config, weights) { Name = title };
    }

    /// <summary>The name on the command line, such as <c>smollm2-135m-instruct</c>.</summary>
    public string Name { get; }

    /// <summary>The name in figures, such as <c>SmolLM2-135M-Instruct (4-bit)</c>.</summary>
    public string Title { get; }

    /// <summary>SHA-256 of the file of weights in lower-case hexadecimal; null where the weights come from no file, or from one that the
    /// course does not know.</summary>
    public string? WeightsSha256 { get; }

    /// <summary>The seed of weights that were never trained; null for all others.</summary>
    public int? RandomSeed { get; }

    /// <summary>Text to tokens and back.</summary>
    public TextTokenizer Tokenizer { get; }

    /// <summary>The network.</summary>
    public Transformer Transformer { get; }

    /// <summary>The shape of the network.</summary>
    public TransformerConfig Config => Transformer.Config;

    /// <summary>Where the weights lie.</summary>
    public Device Device { get; }

    /// <summary>Loads a model that ships with the course, or a model of the reader's own.</summary>
    /// <param name="model">A shipped model's name (with <c>-random</c> behind it: its control, seed 1), a name of
    /// <see cref="Hub.HubCatalogue"/> that was pulled, the path of a .gguf file, or a folder in Hugging Face's layout; by default what
    /// <see cref="Catalogue.ModelVariable"/> says, else <see cref="Catalogue.MainModel"/>.</param>
    /// <param name="options">Device and number type.</param>
    /// <returns>The model; dispose of it to free its memory.</returns>
    /// <exception cref="UnknownModelException">No model of this name.</exception>
    /// <exception cref="ModelFileException">The file is missing, damaged, altered or of another kind.</exception>
    public static LanguageModel Load(string? model = null, ModelOptions? options = null)
    {
        if (string.IsNullOrWhiteSpace(model))
            model = Environment.GetEnvironmentVariable(Catalogue.ModelVariable) is { Length: > 0 } chosen ? chosen : Catalogue.MainModel;
        options ??= new();
        if (File.Exists(model)) SafetensorsFiles.RefuseAsModel(model);
        if (model.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) || File.Exists(model))
            return LoadGguf(model, Path.GetFileNameWithoutExtension(model), Path.GetFileNameWithoutExtension(model), options);
        if (Directory.Exists(model)) return LoadFolder(model, null, options);
        if (!model.EndsWith(RandomSuffix, StringComparison.OrdinalIgnoreCase)) return Shipped(model, options);
        using var trained = Shipped(model[..^RandomSuffix.Length], options);
        return trained.WithRandomWeights(seed: 1);
    }

    private static LanguageModel Shipped(string name, ModelOptions options)
    {
        var catalogue = Catalogue.Open();
        if (catalogue.Find(name) is { } entry)
        {
            var path = catalogue.PathOf(entry);
            var folder = !path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase);
            new VerifiedFiles().Check(folder ? Path.Combine(path, SafetensorsFiles.Single) : path, entry.Sha256);
            return folder ? LoadFolder(path, null, options, entry.Title) : LoadGguf(path, entry.Name, entry.Title, options, entry.Sha256);
        }
        if (catalogue.CourseModels.Contains(name)) return LoadFolder(catalogue.FolderOf(name), null, options);
        return ModelPath.Pulled(name) is { } pulled
            ? LoadFolder(pulled, null, options, title: name, name)
            : throw ModelPath.Unknown(name, catalogue);
    }

    /// <summary>Puts a model together from its parts, for those that were just trained.</summary>
    /// <param name="name">Its name, also used in figures.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="config">Its shape.</param>
    /// <param name="weights">Its weights; they now belong to the model.</param>
    /// <param name="sha256">SHA-256 of the file that the weights come from, if they come from one.</param>
    /// <returns>The model.</returns>
    public static LanguageModel From(string name, TextTokenizer tokenizer, TransformerConfig config, TransformerWeights weights,
        string? sha256 = null) =>
        new(name, name, tokenizer, config, weights, sha256);

    /// <summary>The control: the same architecture and tokenizer with weights that were never trained.</summary>
    /// <param name="seed">Same seed, same weights.</param>
    /// <returns>A model of its own, of the same type and on the same device.</returns>
    public LanguageModel WithRandomWeights(int seed = 0)
    {
        using var random = TransformerWeights.Random(Config, seed);
        var (name, title) = RandomSeed is null ? (Name + RandomSuffix, $"{Title}, random weights") : (Name, Title);
        return new(name, title, Tokenizer, Config, random.To(type, Device), seed: seed);
    }

    /// <summary>As much of a text as the context holds, so that a chapter's texts suit a small model too.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">At most so many tokens; the context length by default.</param>
    /// <returns>The tokens of the text's beginning, the default one in front; the text ends with the last whole character that they
    /// hold.</returns>
    public TokenizedText Fit(string text, int? most = null)
    {
        var whole = Tokenizer.Encode(text);
        var limit = Math.Min(most ?? int.MaxValue, Config.MaxPositionEmbeddings);
        if (whole.Tokens.Count <= limit) return whole;
        for (var kept = limit; kept > 0 && whole.Tokens[kept - 1].End > 0; kept--)
        {
            if (whole.Tokens[kept].Start < whole.Tokens[kept - 1].End) continue;    // the cut would go through a character
            var beginning = Tokenizer.Encode(text[..whole.Tokens[kept - 1].End]);
            if (beginning.Tokens.Count <= limit) return beginning;
        }
        return new("", [.. whole.Tokens.TakeWhile(token => token.End == 0).Take(limit)], whole.HasBos);
    }

    /// <summary>Frees weights and tables, once the runs in progress have ended. Whoever uses the model after that gets an
    /// <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (disposed) return;
            disposed = true;
            if (users == 0) Free();
        }
    }

    /// <summary>Opens the model for a computation.</summary>
    /// <returns>To be disposed of at its end, on the same thread.</returns>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    internal ModelUse Use()
    {
        lock (gate)
        {
            if (disposed)
                throw new ObjectDisposedException(nameof(LanguageModel),
                    $"The model {Title} was disposed of. Load it again, or dispose of it later.");
            users++;
        }
        return new ModelUse(this);
    }

    /// <summary>A computation has ended.</summary>
    internal void Leave()
    {
        lock (gate)
            if (--users == 0 && disposed) Free();
    }

    private void Free()
    {
        Transformer.Dispose();
        weights.Dispose();
    }

    /// <summary>A model from a folder, with its usual weights or others that lie in it.</summary>
    internal static LanguageModel LoadFolder(string folder, string? weightsFile, ModelOptions options, string? title = null,
        string? name = null)
    {
        NativeTorch.Load();
        var (parts, sha256) = HuggingFaceFolder.Load(folder, options.StoredType, weightsFile, options.Mapped);
        name ??= Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return new LanguageModel(name, title ?? name, parts.Tokenizer, parts.Config, parts.Weights, sha256).Moved(options);
    }

    private static LanguageModel LoadGguf(string path, string name, string title, ModelOptions options, string? sha256 = null)
    {
        NativeTorch.Load();
        var parts = GgufModel.Load(path, options.StoredType,
            options.Mapped && sha256 is not null ? PreparedWeights.Of(sha256, options.StoredType) : null);
        return new LanguageModel(name, title, parts.Tokenizer, parts.Config, parts.Weights, sha256).Moved(options);
    }

    /// <summary>This model, or a copy in its place where the options ask for another type or device.</summary>
    private LanguageModel Moved(ModelOptions options)
    {
        var device = options.ResolveDevice();
        if (options.DType == type && device.type == Device.type) return this;
        using (this) return new(Name, Title, Tokenizer, Config, weights.To(options.DType, device), WeightsSha256, RandomSeed);
    }
}
