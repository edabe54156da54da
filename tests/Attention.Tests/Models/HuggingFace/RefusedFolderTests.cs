using System.Text.Json.Nodes;
using Attention.Models;
using Attention.Tests.Models.Tiny;
using static TorchSharp.torch;

namespace Attention.Tests.Models.HuggingFace;

/// <summary>What is not computed, or cannot be, is refused in one sentence that names the file, the key or tensor, and what to do;
/// nothing large is allocated first.</summary>
public sealed class RefusedFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TinyLlama llama = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("model_type", "\"mamba\"", "model_type is \"mamba\"; read are 'llama'")]
    [InlineData("model_type", "\"gemma3\"", "model_type is \"gemma3\"")]
    [InlineData("model_type", "\"qwen2\"", "tensor model.layers.0.self_attn.q_proj.bias is missing")]
    [InlineData("model_type", "null", "model_type is null")]
    [InlineData("hidden_act", "\"gelu_pytorch_tanh\"", "hidden_act is \"gelu_pytorch_tanh\"")]
    [InlineData("attention_bias", "true", "tensor model.layers.0.self_attn.q_proj.bias is missing")]
    [InlineData("mlp_bias", "true", "tensor model.layers.0.mlp.gate_proj.bias is missing")]
    [InlineData("intermediate_size", "null", "intermediate_size is null; a whole number is due")]
    [InlineData("intermediate_size", "\"64\"", "intermediate_size is \"64\"")]
    [InlineData("intermediate_size", "0", "intermediate_size is 0; it must be positive")]
    [InlineData("intermediate_size", "2000000000", "asks for [2000000000, 32]")]
    [InlineData("hidden_size", "32.5", "hidden_size is 32.5")]
    [InlineData("hidden_size", "2147483646", "asks for [264, 2147483646]")]
    [InlineData("vocab_size", "2000000000", "asks for [2000000000, 32]")]
    [InlineData("vocab_size", "4000000", "asks for [4000000, 32]")]
    [InlineData("vocab_size", "100", "its tokenizer has 264 tokens")]
    [InlineData("vocab_size", "1e999", "vocab_size is 1e999")]
    [InlineData("num_hidden_layers", "1000000000", "it holds 2 layers, and the configuration asks for 1,000,000,000")]
    [InlineData("num_hidden_layers", "1000", "it holds 2 layers, and the configuration asks for 1,000")]
    [InlineData("num_hidden_layers", "1", "it holds 2 layers, and the configuration asks for 1;")]
    [InlineData("num_hidden_layers", "0", "num_hidden_layers is 0")]
    [InlineData("num_attention_heads", "0", "num_attention_heads is 0")]
    [InlineData("num_key_value_heads", "-1", "num_key_value_heads is -1")]
    [InlineData("head_dim", "0", "head_dim is 0")]
    [InlineData("head_dim", "1073741824", "asks for [2147483648, 32]")]
    [InlineData("max_position_embeddings", "0", "max_position_embeddings is 0")]
    [InlineData("rope_theta", "0", "rope_theta is 0; the base of rotary angles is positive")]
    [InlineData("rope_theta", "-1", "rope_theta is -1")]
    [InlineData("rms_norm_eps", "0", "rms_norm_eps is 0")]
    [InlineData("rms_norm_eps", "-1", "rms_norm_eps is -1")]
    [InlineData("rope_scaling", "{\"type\":\"yarn\",\"factor\":4}", "rope_scaling.type is \"yarn\"; computed are")]
    [InlineData("rope_scaling", "{\"rope_type\":\"dynamic\",\"factor\":4}", "rope_scaling.rope_type is \"dynamic\"")]
    [InlineData("rope_scaling", "{\"rope_type\":\"llama3\",\"factor\":8}", "rope_scaling.low_freq_factor is missing")]
    [InlineData("rope_scaling", "{\"rope_type\":\"linear\"}", "rope_scaling.factor is missing")]
    [InlineData("rope_scaling", "{\"rope_type\":\"linear\",\"factor\":0}", "rope_scaling.factor is 0; it must be positive")]
    [InlineData("rope_scaling", "{\"rope_type\":\"linear\",\"factor\":2,\"short_factor\":[1]}", "rope_scaling.short_factor is [1]")]
    [InlineData("rope_scaling", "[]", "rope_scaling is []; an object is due")]
    [InlineData("rope_parameters", "{\"rope_type\":\"default\",\"rope_theta\":10000}", "rope_parameters.rope_theta is 10000; another "
        + "place in the file says 500000")]
    [InlineData("rope_parameters", "{\"full_attention\":{\"rope_type\":\"default\"}}", "rope_parameters.full_attention")]
    [InlineData("rope_parameters", "{\"rope_type\":\"default\",\"partial_rotary_factor\":0.5}",
        "rope_parameters.partial_rotary_factor is 0.5")]
    [InlineData("partial_rotary_factor", "0.25", "partial_rotary_factor is 0.25")]
    [InlineData("no_rope_layers", "[1,1,1,0]", "no_rope_layers is [1,1,1,0]")]
    [InlineData("rope_interleaved", "true", "rope_interleaved is true")]
    [InlineData("sliding_window", "16", "sliding_window is 16")]
    [InlineData("attn_logit_softcapping", "50.0", "attn_logit_softcapping is 50.0")]
    [InlineData("final_logit_softcapping", "30.0", "final_logit_softcapping is 30.0")]
    [InlineData("quantization_config", "{\"quant_method\":\"gptq\"}", "quantization_config")]
    [InlineData("tie_word_embeddings", "false", "lm_head.weight is missing")]
    [InlineData("positions", "\"alibi\"", "positions is \"alibi\"")]
    public void A_key_that_is_wrong_or_not_computed_is_named(string key, string value, string due)
    {
        llama.WriteFolder(folder["m"]);
        var config = TinyLlama.Config();
        config.Remove(key);
        var text = config.ToJsonString();
        File.WriteAllText(folder["m/config.json"], $"{text[..^1]},\"{key}\":{value}}}");
        Refused(due);
    }

    [Fact]
    public void Two_places_that_disagree_on_scaling_are_refused() => Refused("rope_scaling", config =>
    {
        config["rope_scaling"] = new JsonObject { ["rope_type"] = "linear", ["factor"] = 2 };
        config["rope_parameters"] = new JsonObject { ["rope_type"] = "linear", ["factor"] = 4 };
    });

    [Theory]
    [InlineData("[1,2]", "it holds array where an object")]
    [InlineData("{\"model_type\":", "it is no valid JSON (line 1)")]
    [InlineData("{\"a\":1,\"a\":2}", "it is no valid JSON")]
    [InlineData("", "it is no valid JSON (line 1)")]
    [InlineData("{\"\\ud800\":1}", "it holds a text that is none")]
    [InlineData("{\"model_type\":\"\\ud800\"}", "it holds a text that is none")]
    public void A_configuration_that_is_no_object_is_refused(string content, string due)
    {
        llama.WriteFolder(folder["m"]);
        File.WriteAllText(folder["m/config.json"], content);
        Refused(due);
    }

    [Fact]
    public void A_configuration_that_is_not_UTF_8_is_refused()
    {
        llama.WriteFolder(folder["m"]);
        File.WriteAllBytes(folder["m/config.json"], [.. "{\"a\":\""u8, 0xFF, .. "\"}"u8]);
        Refused("bytes that are not UTF-8");
    }

    [Fact]
    public void Names_of_a_file_do_not_reach_a_terminal_as_they_are()
    {
        llama.Weights["\u001b]0;owned\a" + new string('x', 5000)] = new([1], [1]);
        Assert.InRange(Refused("it holds the tensor \uFFFD]0;owned\uFFFDxxx").Length, 0, 1200);
    }

    [Fact]
    public void A_configuration_nested_a_hundred_thousand_deep_is_refused()
    {
        llama.WriteFolder(folder["m"]);
        File.WriteAllText(folder["m/config.json"], new string('[', 100_000));
        Refused("it is no valid JSON");
    }

    [Fact]
    public void A_bias_that_nobody_adds_is_refused_and_not_left_out()
    {
        llama.Weights["model.layers.1.self_attn.q_proj.bias"] = new([32], new float[32]);
        Refused("model.layers.1.self_attn.q_proj.bias");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_not_finite_are_named(float value)
    {
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float64 })
        {
            llama.Weights["model.layers.1.mlp.up_proj.weight"].Values[77] = value;
            llama.WriteFolder(folder["m"], type: type);
            Refused("tensor 'model.layers.1.mlp.up_proj.weight' holds numbers that are infinite or none at all (NaN)");
        }
    }

    [Theory]
    [InlineData("pytorch_model.bin")]
    [InlineData("model.pt")]
    public void A_pickle_is_refused_with_the_reason(string name)
    {
        llama.WriteFolder(folder["m"]);
        File.Move(folder["m/model.safetensors"], folder["m/" + name]);
        var error = Refused("it is a pickle of Python, which can run any code when it is opened");
        Assert.Contains(name, error, StringComparison.Ordinal);
        Assert.Contains("save_pretrained", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.safetensors", "this is one file of a model's folder; give the folder")]
    [InlineData("config.json", "this is one file of a model's folder; give the folder")]
    [InlineData("model.pth", "it is a pickle of Python")]
    [InlineData("merges.txt", "this is no GGUF file")]
    public void A_file_that_is_no_model_says_what_to_give_instead(string name, string due)
    {
        llama.WriteFolder(folder["m"]);
        File.WriteAllText(folder["m/model.pth"], "");
        var error = Assert.Throws<ModelFileException>(() => LanguageModel.Load(folder["m/" + name]));
        Assert.StartsWith(folder["m/" + name], error.Message, StringComparison.Ordinal);
        Assert.Contains(due, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        llama.WriteFolder(folder["m"], shards: 3);
        File.Delete(folder["m/model-00002-of-00003.safetensors"]);
        Assert.Contains("model-00002-of-00003.safetensors", Refused("lists this file, and it is not there"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"../secret.safetensors\"")]
    [InlineData("\"/etc/passwd\"")]
    [InlineData("\"..\"")]
    [InlineData("7")]
    public void An_index_does_not_lead_out_of_its_folder(string place)
    {
        llama.WriteFolder(folder["m"], shards: 2);
        File.WriteAllText(folder["m/model.safetensors.index.json"], $$$"""{"weight_map":{"model.norm.weight":{{{place}}}}}""");
        Refused("which is no file of its folder");
    }

    [Fact]
    public void A_tensor_that_a_shard_does_not_hold_is_named()
    {
        llama.WriteFolder(folder["m"], shards: 2);
        var index = JsonNode.Parse(File.ReadAllText(folder["m/model.safetensors.index.json"]))!;
        index["weight_map"]!["model.norm.weight"] = "model-00002-of-00002.safetensors";
        File.WriteAllText(folder["m/model.safetensors.index.json"], index.ToJsonString());
        Refused("holds the tensor model.norm.weight, which it does not");
    }

    [Fact]
    public void An_empty_folder_says_what_belongs_into_it()
    {
        Directory.CreateDirectory(folder["m"]);
        Refused("a model's folder has config.json, model.safetensors");
    }

    [Fact]
    public void A_folder_with_a_GGUF_file_says_to_give_its_path()
    {
        Directory.CreateDirectory(folder["m"]);
        File.WriteAllText(folder["m/config.json"], TinyLlama.Config().ToJsonString());
        TinyLlama.WriteTokens(folder["m"], TinyLlama.Tokens);
        llama.Gguf().Write(folder["m/tiny.gguf"]);
        Refused("give the path of that file");
    }

    private void Refused(string due, Action<JsonObject> change)
    {
        llama.WriteFolder(folder["m"], change);
        Refused(due);
    }

    private string Refused(string due)
    {
        if (!Directory.Exists(folder["m"])) llama.WriteFolder(folder["m"]);
        var error = Assert.Throws<ModelFileException>(() => LanguageModel.Load(folder["m"], new() { Device = "cpu" }));
        Assert.StartsWith(folder["m"], error.Message, StringComparison.Ordinal);
        Assert.Contains(due, error.Message, StringComparison.Ordinal);
        foreach (var inner in new[] { "Attention.Models", "System.", "Path: $", "LineNumber" }) Assert.DoesNotContain(inner,
            error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
