using Attention.Figures;
using Attention.Models;

namespace Attention.Tests.Figures;

public class ReadingTests
{
    [Fact]
    public void An_untrained_model_says_that_it_is_one_and_a_trained_model_does_not()
    {
        using LanguageModel trained = LanguageModel.Load("induction-2l"), untrained = LanguageModel.Load("induction-2l-random");
        Assert.Equal("Here it is.", Reading.Of(trained, "Here it is.").Text);
        Assert.StartsWith("Here it is. This model was never trained (seed 1)", Reading.Of(untrained, "Here it is.").Text,
            StringComparison.Ordinal);
    }
}
