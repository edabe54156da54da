using Attention.Models;

namespace Attention.Tests.Models;

public class LanguageModelTests(SmolLm smolLm)
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
        var config = new TransformerConfig
        {
            VocabSize = 7,
            HiddenSize = 8,
            NumHiddenLayers = 1,
            NumAttentionHeads = 2,
            NumKeyValueHeads = 1,
            HeadDim = 4,
            IntermediateSize = 12,
            MaxPositionEmbeddings = 16
        };
        using var one = TransformerWeights.Random(config, seed: 3);
        using var again = TransformerWeights.Random(config, seed: 3);
        using var other = TransformerWeights.Random(config, seed: 4);

        Assert.Equal(0, Fixture.LargestDifference(one.Layers[0].Qkv, again.Layers[0].Qkv));
        Assert.NotEqual(0, Fixture.LargestDifference(one.Layers[0].Qkv, other.Layers[0].Qkv));
    }

    [Theory]
    [InlineData("x\U0001F600\U0001F600", 3)]
    [InlineData("日本語 and two  spaces at the end  of it", 4)]
    [InlineData("ab cd ef", 1)]
    public void A_text_cut_to_the_context_ends_at_a_whole_character_and_has_the_tokens_that_it_has_alone(string text, int most)
    {
        var cut = smolLm.Model.Fit(text, most);
        Assert.StartsWith(cut.Text, text, StringComparison.Ordinal);
        Assert.False(cut.Text.Length > 0 && char.IsHighSurrogate(cut.Text[^1]));
        Assert.InRange(cut.Tokens.Count, 1, most);
        if (cut.Text.Length > 0) Assert.Equal(smolLm.Model.Tokenizer.Encode(cut.Text).Tokens, cut.Tokens);
    }
}
