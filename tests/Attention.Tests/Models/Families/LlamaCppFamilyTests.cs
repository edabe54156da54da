using System.Text.Json.Nodes;
using Attention.Models;
using Attention.Models.Layers;
using Attention.Tests.Models.Tiny;

namespace Attention.Tests.Models.Families;

/// <summary>A small model of each family, written as a GGUF file and read from it, gives the logits that llama.cpp computes with the same
/// file; read from a Hugging Face folder, whose configuration and names are those of transformers, it gives the same again.</summary>
public sealed class LlamaCppFamilyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names => [.. TinyFamily.Names];

    public void Dispose() => folder.Dispose();

    /// <summary>Where llama.cpp looks gelu up in a table, the same table is put into the run; a number on the border of two entries may
    /// fall to either.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_the_family_gives_the_logits_of_llama_cpp(string family)
    {
        using var model = LanguageModel.Load(TinyFamily.Gguf(family).Write(folder[$"{family}.gguf"]), new() { Device = "cpu" });
        var due = Fixture.Read("gguf/families.safetensors", family).Floats();
        var byTable = model.Config.Activation != Activation.Silu;
        var trace = TinyTrace.Of(model, TinyFamily.Ids, byTable ? new GeluTable(model).Hook : null);
        Assert.InRange(TinyTrace.Largest(due, trace.Logits[^due.Length..]), 0, byTable ? 5e-4 : 1e-4);
    }

    [Theory]
    [InlineData("llama 3")]
    [InlineData("gpt2")]
    [InlineData("gpt_neox")]
    [InlineData("qwen2")]
    [InlineData("qwen3")]
    [InlineData("gemma")]
    [InlineData("gemma2")]
    [InlineData("gemma3")]
    [InlineData("olmo2")]
    [InlineData("phi3")]
    [InlineData("smollm3")]
    public void A_folder_of_the_family_computes_what_the_file_does(string family)
    {
        var file = TinyTrace.Of(TinyFamily.Gguf(family).Write(folder[$"{family}.gguf"]), TinyFamily.Ids);
        var other = TinyTrace.Of(TinyFamily.WriteFolder(folder[family], family), TinyFamily.Ids);
        Assert.InRange(other.AttentionTo(file), 0, 1e-5);
        Assert.InRange(other.LogitsTo(file), 0, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_file_says_is_the_shape(string family)
    {
        using var model = LanguageModel.Load(TinyFamily.Gguf(family).Write(folder[$"{family}.gguf"]));
        var due = TinyFamily.Shape(family);
        Assert.Equal(Enumerable.Range(0, 12).Select(due.WindowOf), Enumerable.Range(0, 12).Select(model.Config.WindowOf));
        Assert.Equal(due with { Windows = [] }, model.Config with
        {
            Windows = [],
            RmsNormEps = due.RmsNormEps,
            RotaryDim = due.RotaryDim,
            AttentionScale = due.AttentionScale,
            RopeScaling = due.RopeScaling,
        });
        Assert.Equal(due.ScoreScale, model.Config.ScoreScale, 1e-6);
        Assert.Equal(Rotary.FrequenciesOf(due), Rotary.FrequenciesOf(model.Config), (a, b) => Math.Abs(a - b) <= 1e-6 * a);
    }

    [Theory]
    [InlineData("no_rope_layers", null, 4)]
    [InlineData("no_rope_layers", "[1,1,1,1,1]", null)]
    [InlineData("no_rope_layers", "[1,1,0,1,1]", 0)]
    [InlineData("no_rope_layers", "[1,1,1,0]", 0)]
    [InlineData("no_rope_layers", "[1,1,1,false,1]", 0)]
    [InlineData("no_rope_layer_interval", "0", 0)]
    [InlineData("no_rope_layer_interval", "2", 0)]
    [InlineData("use_sliding_window", "true", 0)]
    [InlineData("layer_types", "[\"full_attention\",\"full_attention\",\"sliding_attention\",\"full_attention\",\"full_attention\"]", 0)]
    public void The_layers_of_SmolLM_3_that_turn_nothing_are_those_that_its_file_names_or_it_is_refused_by_the_key(string key,
        string? value, int? due)
    {
        var path = Path.Combine(TinyFamily.WriteFolder(folder["smollm3"], "smollm3"), "config.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        if (value is null) json.Remove(key);
        else json[key] = JsonNode.Parse(value);
        File.WriteAllText(path, json.ToJsonString());
        if (due == 0)
        {
            Assert.Contains("no_rope_layer_interval" == key && value == "2" ? "no_rope_layers" : key,
                Assert.Throws<ModelFileException>(() => LanguageModel.Load(folder["smollm3"])).Message,
                StringComparison.Ordinal);
            return;
        }
        using var model = LanguageModel.Load(folder["smollm3"]);
        Assert.Equal(due, model.Config.UnturnedEvery);
    }
}
