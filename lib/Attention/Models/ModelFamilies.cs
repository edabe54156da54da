using Attention.Models.Bert;
using Attention.Models.Gemma;
using Attention.Models.Gguf;
using Attention.Models.Gpt2;
using Attention.Models.GptNeo;
using Attention.Models.GptNeoX;
using Attention.Models.HuggingFace;
using Attention.Models.Llama;
using Attention.Models.Olmo;
using Attention.Models.Phi;
using Attention.Models.Qwen;
using Attention.Models.SmolLm;

namespace Attention.Models;

/// <summary>The families that are read.</summary>
internal static class ModelFamilies
{
    private static readonly ModelFamily[] All =
    [
        new LlamaFamily(), new Gpt2Family(), new GptNeoFamily(), new GptNeoXFamily(), new BertFamily(), new QwenFamily(), new GemmaFamily(),
        new Olmo2Family(), new Phi3Family(), new SmolLm3Family(),
    ];

    /// <summary>The family of a Hugging Face folder.</summary>
    /// <exception cref="ModelFileException">Its <c>model_type</c> is missing or another.</exception>
    public static ModelFamily Of(ConfigJson config) =>
        All.FirstOrDefault(family => config.Text("model_type") is { } type && family.ModelTypes.Contains(type))
        ?? throw config.Refuse("model_type", $"read are {Names(family => family.ModelTypes)}, and others would compute other heads; "
            + "choose a model of one of these");

    /// <summary>The family of a GGUF file.</summary>
    /// <exception cref="ModelFileException">Its <c>general.architecture</c> is missing or another, or it is no model.</exception>
    public static ModelFamily Of(GgufFile file) =>
        All.FirstOrDefault(family => file.Metadata.Text("general.architecture") is { } name && family.Architectures.Contains(name))
        ?? throw new ModelFileException(file.Path, $"its architecture (general.architecture) is "
            + $"{file.Metadata.Show("general.architecture")}, and read are {Names(family => family.Architectures)}; choose a model of "
            + "one of these.");

    /// <summary>The family of an architecture.</summary>
    public static ModelFamily OfArchitecture(string name) => All.First(family => family.Architectures.Contains(name));

    private static string Names(Func<ModelFamily, IEnumerable<string>> names) =>
        string.Join(", ", All.SelectMany(names).Select(name => $"'{name}'"));
}
