using System.Text.Json.Nodes;
using Attention.Models;
using Attention.Models.Layers;
using Attention.Tests.Models.Tiny;

namespace Attention.Tests.Models.HuggingFace;

public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TinyLlama llama = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_head_dim_that_is_not_given_is_the_width_by_the_heads() => SameAsPlain(config => config.Remove("head_dim"));

    [Fact]
    public void Key_value_heads_that_are_not_given_are_as_many_as_heads()
    {
        using var model = LanguageModel.Load(Write(config =>
        {
            config.Remove("num_key_value_heads");
            config["num_attention_heads"] = 1;
            config["head_dim"] = 16;
        }, one: true));
        Assert.Equal(1, model.Config.NumKeyValueHeads);
    }

    [Fact]
    public void The_base_of_rotary_angles_is_found_where_transformers_5_writes_it() => SameAsPlain(config =>
    {
        config.Remove("rope_theta");
        config.Remove("rope_scaling");
        config["rope_parameters"] = new JsonObject { ["rope_theta"] = 500000.0, ["rope_type"] = "default" };
    });

    [Fact]
    public void Keys_that_say_nothing_of_the_computation_do_no_harm() => SameAsPlain(config =>
    {
        config["torch_dtype"] = "float32";
        config["rope_interleaved"] = false;
        config["is_llama_config"] = true;
        config["transformers.js_config"] = new JsonObject { ["dtype"] = "q4" };
        config["pad_token_id"] = 2;
        config["mlp_bias"] = false;
        config["some_feature_of_the_future"] = null;
        config["use_another"] = false;
    });

    [Fact]
    public void Mistral_without_a_window_computes_the_same() => SameAsPlain(config =>
    {
        config["model_type"] = "mistral";
        config["sliding_window"] = null;
    });

    [Fact]
    public void Mistral_has_a_window_of_4096_tokens_unless_it_says_another()
    {
        IReadOnlyList<int> Windows(Action<JsonObject> change)
        {
            using var model = LanguageModel.Load(Write(config =>
            {
                config["model_type"] = "mistral";
                config["max_position_embeddings"] = 32768;
                change(config);
            }));
            return model.Config.Windows;
        }
        Assert.Equal([4096], Windows(_ => { }));
        Assert.Equal([16], Windows(config => config["sliding_window"] = 16));
        Assert.Empty(Windows(config => config["sliding_window"] = null));
    }

    [Fact]
    public void Tensors_that_older_versions_wrote_and_nobody_needs_do_no_harm()
    {
        var plain = TinyTrace.Of(Write(_ => { }));
        llama.Weights["model.layers.0.self_attn.rotary_emb.inv_freq"] = new([8], new float[8]);
        llama.Weights["lm_head.weight"] = new([TinyLlama.Tokens.Length, TinyLlama.D], new float[TinyLlama.Tokens.Length * TinyLlama.D]);
        Assert.Equal(0, TinyTrace.Of(llama.WriteFolder(folder["old"])).LogitsTo(plain));
    }

    [Fact]
    public void Scaling_of_Llama_3_is_computed_as_by_the_divisors_of_a_GGUF_file()
    {
        JsonObject Scaling() => new()
        {
            ["rope_type"] = "llama3",
            ["factor"] = 8.0,
            ["low_freq_factor"] = 1.0,
            ["high_freq_factor"] =
            4.0,
            ["original_max_position_embeddings"] = 16
        };
        var plain = TinyTrace.Of(Write(_ => { }));
        var scaled = TinyTrace.Of(Write(config => config["rope_scaling"] = Scaling()));
        var five = TinyTrace.Of(Write(config =>
        {
            config.Remove("rope_theta");
            config.Remove("rope_scaling");
            config["rope_parameters"] = Scaling();
            config["rope_parameters"]!["rope_theta"] = 500000.0;
        }));
        var divisors = Enumerable.Range(0, 8).Select(pair => (float)Divisor(Math.Pow(500000, -2.0 * pair / 16)));
        var gguf = TinyTrace.Of(llama.Gguf().Put("rope_freqs.weight", new TinyTensor([8], [.. divisors])).Write(folder["freqs.gguf"]));
        Assert.InRange(scaled.AttentionTo(plain), .01, 1);
        Assert.Equal(0, five.AttentionTo(scaled));
        Assert.InRange(gguf.AttentionTo(scaled), 0, 1e-5);
    }

    /// <summary>llama.cpp's conversion: 1 for short waves, the factor for long ones, between them one over the mixture.</summary>
    private static double Divisor(double frequency)
    {
        var wave = 2 * Math.PI / frequency;
        if (wave < 16.0 / 4) return 1;
        if (wave > 16.0 / 1) return 8;
        var smooth = (16 / wave - 1) / (4 - 1);
        return 1 / ((1 - smooth) / 8 + smooth);
    }

    [Fact]
    public void Linear_scaling_is_read_under_its_old_and_its_new_name()
    {
        foreach (var name in new[] { "type", "rope_type" })
        {
            using var model = LanguageModel.Load(Write(config =>
                config["rope_scaling"] = new JsonObject { [name] = "linear", ["factor"] = 4.0 }));
            Assert.Equal(new LinearRopeScaling(4), model.Config.RopeScaling);
        }
    }

    [Fact]
    public void A_vocabulary_without_endoftext_loads()
    {
        var path = Write(_ => { });
        TinyLlama.WriteTokens(path, ["<|begin_of_text|>", .. TinyLlama.Tokens[1..]]);
        using var model = LanguageModel.Load(path);
        Assert.NotEmpty(model.Tokenizer.Encode("the cat", bos: false).Tokens);
    }

    [Fact]
    public void A_folder_is_named_after_itself_however_it_is_given()
    {
        var path = Write(_ => { });
        using var model = LanguageModel.Load(path + Path.DirectorySeparatorChar);
        Assert.Equal(Path.GetFileName(path), model.Name);
    }

    private void SameAsPlain(Action<JsonObject> change)
    {
        var plain = TinyTrace.Of(Write(_ => { }));
        var other = TinyTrace.Of(Write(change));
        Assert.Equal(0, other.AttentionTo(plain));
        Assert.Equal(0, other.LogitsTo(plain));
    }

    private string Write(Action<JsonObject> change, bool one = false)
    {
        if (one)
            foreach (var l in Enumerable.Range(0, TinyLlama.L))
            {
                llama.Weights[$"model.layers.{l}.self_attn.q_proj.weight"] = llama.Weights[$"model.layers.{l}.self_attn.k_proj.weight"];
                llama.Weights[$"model.layers.{l}.self_attn.o_proj.weight"] = new([TinyLlama.D, 16], new float[TinyLlama.D * 16]);
            }
        return llama.WriteFolder(folder[Guid.NewGuid().ToString("N")], change);
    }
}
