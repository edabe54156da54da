using Attention.Interventions;
using Attention.Tests.Models.Families;
using Attention.Traces;

namespace Attention.Tests.Generation;

/// <summary>Texts of different lengths run side by side give what each gives alone.</summary>
public class BatchTests
{
    private static readonly string[] Texts = ["the cat", "a much longer text than it", "z", "the dog sat on it"];

    public static TheoryData<string> Families => [.. RandomFamily.Shapes.Keys];

    [Theory]
    [MemberData(nameof(Families))]
    public void Traces_and_runs_of_a_batch_are_those_one_by_one(string family)
    {
        using var model = RandomFamily.Model(family);
        var options = new TraceOptions { Logits = model.Config.HasHead };
        foreach (var (text, together) in Texts.Zip(model.Trace(Texts, options)))
        {
            using var alone = model.Trace(text, options);
            Assert.Equal(alone.Tokens, together.Tokens);
            foreach (var head in model.Config.AllHeads())
                Assert.Equal(alone.Pattern(head).AsSpan().ToArray(), together.Pattern(head).AsSpan().ToArray(),
                    (a, b) => Math.Abs(a - b) < 1e-5);
            if (model.Config.HasHead) Same(alone.Logits!, together.Logits!);
        }
        if (!model.Config.HasHead) return;
        foreach (var (text, together) in Texts.Zip(model.Run(Texts)))
        {
            using var alone = model.Run(text);
            Same(alone.Logits, together.Logits);
        }
    }

    private static void Same(IReadOnlyList<float[]> due, IReadOnlyList<float[]> found)
    {
        Assert.Equal(due.Count, found.Count);
        foreach (var (a, b) in due.Zip(found)) Assert.Equal(a, b, (x, y) => Math.Abs(x - y) < 1e-4);
    }
}
