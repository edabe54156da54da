using Attention.Models;
using Attention.Models.Gguf;
using Attention.Models.Llama;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Gguf;

public class GgufFileTests
{
    private const string TinyLlama = "gguf/tiny-llama.Q8_0.gguf";
    private const string TinyLlamaExpected = "gguf/tiny-llama.expected.safetensors";

    [Fact]
    public void A_llama_with_its_own_unembedding_computes_what_the_reference_computes()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var file = GgufFile.Open(Fixture.Path(TinyLlama));
        var family = new LlamaFamily();
        var config = family.ReadConfig(file);
        using var weights = family.ReadWeights(file, config, float32);
        using var transformer = new Transformer(config, weights);
        List<Tensor> patterns = [];

        var x = transformer.Forward(Fixture.Read(TinyLlamaExpected, "input_ids"), (point, _, value) =>
        {
            if (point == HookPoint.Pattern) patterns.Add(value.clone().DetachFromDisposeScope());
            return value;
        });

        Assert.False(config.TieWordEmbeddings);
        Assert.InRange(Fixture.LargestDifference(stack(patterns), Fixture.Read(TinyLlamaExpected, "attentions")), 0, 1e-5);
        Assert.InRange(Fixture.LargestDifference(transformer.Unembed(x), Fixture.Read(TinyLlamaExpected, "logits")), 0, 1e-4);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_named_as_such_and_never_read_past_its_end()
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(Fixture.Path(TinyLlama));
        var path = folder["cut.gguf"];
        foreach (var length in new[] { 0, 3, 8, 20, 24, 100, 1000, 5000, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(path, whole[..length]);
            var error = Assert.Throws<ModelFileException>(() => GgufFile.Open(path));
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["text.gguf"], "This is not a model at all, but a sentence that is long enough.");
        var error = Assert.Throws<ModelFileException>(() => GgufFile.Open(folder["text.gguf"]));
        Assert.Contains("does not begin with \"GGUF\"", error.Message, StringComparison.Ordinal);
    }
}
