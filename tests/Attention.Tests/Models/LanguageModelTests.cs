using Attention.Models;

namespace Attention.Tests.Models;

public class LanguageModelTests
{
    [Fact]
    public void An_unknown_name_lists_the_models_there_are()
    {
        var error = Assert.Throws<UnknownModelException>(() => LanguageModel.Load("gpt-17"));
        Assert.Contains("'gpt-17'", error.Message, StringComparison.Ordinal);
        Assert.Contains(Catalogue.MainModel, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<ModelFileException>(() => LanguageModel.Load("nowhere/model.gguf"));
        Assert.Contains("nowhere/model.gguf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_device_is_refused_with_the_choices()
    {
        var error = Assert.Throws<Course.Files.WrongUseException>(() => new ModelOptions { Device = "toaster" }.ResolveDevice());
        Assert.Contains("auto, cpu or cuda", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_random_weights()
    {
        var config = new TransformerConfig { VocabSize = 7, HiddenSize = 8, NumHiddenLayers = 1, NumAttentionHeads = 2, NumKeyValueHeads = 1, HeadDim = 4, IntermediateSize = 12, MaxPositionEmbeddings = 16 };
        using var one = TransformerWeights.Random(config, seed: 3);
        using var again = TransformerWeights.Random(config, seed: 3);
        using var other = TransformerWeights.Random(config, seed: 4);

        Assert.Equal(0, Fixture.LargestDifference(one.Layers[0].Qkv, again.Layers[0].Qkv));
        Assert.NotEqual(0, Fixture.LargestDifference(one.Layers[0].Qkv, other.Layers[0].Qkv));
    }
}
