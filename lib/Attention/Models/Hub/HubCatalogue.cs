namespace Attention.Models.Hub;

/// <summary>Models that others share, of families that are read, small enough for a laptop.</summary>
public static class HubCatalogue
{
    /// <summary>The models.</summary>
    public static IReadOnlyList<HubEntry> Entries { get; } =
    [
        new("gpt2", "openai-community/gpt2", 124, "MIT",
            "the model of most papers on circuits: induction 5.5, previous token 4.11, name movers 9.9"),
        new("distilgpt2", "distilbert/distilgpt2", 82, "Apache-2.0", "what is left of GPT-2's heads in half as many layers"),
        new("pythia-70m", "EleutherAI/pythia-70m", 70, "Apache-2.0",
            "partial rotary positions, and checkpoints of its training on the hub"),
        new("pythia-160m", "EleutherAI/pythia-160m", 162, "Apache-2.0", "the same with 12 layers of 12 heads, as GPT-2"),
        new("pythia-410m", "EleutherAI/pythia-410m", 405, "Apache-2.0", "the same with 24 layers of 16 heads"),
        new("tinystories-33m", "roneneldan/TinyStories-33M", 68, "not named on its page",
            "4 layers that write stories; every other one looks through a window"),
        new("smollm2-135m", "HuggingFaceTB/SmolLM2-135M", 135, "Apache-2.0", "the main model before it was taught to answer, in 16 bits"),
        new("smollm2-360m", "HuggingFaceTB/SmolLM2-360M", 362, "Apache-2.0", "the main model's larger sister"),
        new("qwen2.5-0.5b", "Qwen/Qwen2.5-0.5B", 494, "Apache-2.0", "biases of queries and keys, which make sinks of their own"),
        new("qwen3-0.6b", "Qwen/Qwen3-0.6B", 596, "Apache-2.0", "normed queries and keys: scores have a bound"),
        new("gemma-3-270m", "google/gemma-3-270m", 268, "Gemma terms of use (to be accepted on its page)", "windows in five of six layers"),
        new("bert-base-uncased", "google-bert/bert-base-uncased", 110, "Apache-2.0",
            "the model of Clark et al. 2019: both ways, heads for grammar; no next token"),
        new("minilm", "sentence-transformers/all-MiniLM-L6-v2", 23, "Apache-2.0",
            "a small BERT of 6 layers for embedding sentences; no next token"),
    ];

    /// <summary>The entry of a name, or of a repository that is no entry.</summary>
    /// <param name="name">A name of the catalogue, or owner/name as on the hub.</param>
    /// <returns>The entry; null for a name that is neither.</returns>
    public static HubEntry? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Entries.FirstOrDefault(entry => name.Equals(entry.Name, StringComparison.OrdinalIgnoreCase)
            || name.Equals(entry.Repository, StringComparison.OrdinalIgnoreCase))
            ?? (HubCache.IsRepository(name) ? new(name, name, 0, "see its page", "") : null);
    }
}
