using Attention.Models;
using Attention.Studies;

namespace Attention.Tests.Studies;

public class ForwardSpeedTests(SmolLm models)
{
    [Fact]
    // a file holds it in fp32
    public void The_random_model_has_the_main_models_shape() =>
        Assert.Equal(models.Model.Config, ForwardSpeed.MainShape with { RmsNormEps = 1e-5f });

    [Fact]
    public void A_pass_of_twice_the_tokens_has_more_than_twice_the_operations()
    {
        using var model = LanguageModel.Load("induction-1l", new() { Device = "cpu" });
        var (shorter, longer) = (ForwardSpeed.Measure(model, 32), ForwardSpeed.Measure(model, 64));
        Assert.InRange(longer.Flops / shorter.Flops, 2, 4);    // matrices grow with T, attention with its square
        Assert.InRange(shorter.Best, 0, shorter.Seconds);
        Assert.Equal(shorter.Flops / shorter.Seconds / shorter.Peak, shorter.Share, 1e-9);
    }

    [Fact]
    public void Repeating_goes_on_for_the_time_and_counts_what_it_did()
    {
        using var model = LanguageModel.Load("induction-1l", new() { Device = "cpu" });
        var (passes, seconds, processor) = ForwardSpeed.Repeat(model, 8, TimeSpan.FromMilliseconds(300));
        Assert.InRange(seconds, .3, 30);
        Assert.True(passes > 1 && processor > 0);
    }
}
