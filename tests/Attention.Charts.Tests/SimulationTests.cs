using Attention.Figures;
using Attention.Measures;
using Attention.Tokens;
using Jint;

namespace Attention.Charts.Tests;

/// <summary>Pages simulate in JavaScript what notebooks simulate in C#: the rules must be the same.</summary>
public class SimulationTests
{
    [Theory]
    [InlineData("The dog near the old gate chased the red ball (a toy).", true, 2.5)]
    [InlineData("The dog near the old gate chased the red ball (a toy).", false, 8)]
    [InlineData("She said \"yes\" and ran , and he laughed , and she said \"no\" .", true, 1)]
    [InlineData("cats cats", false, 2.5)]
    public void Both_make_the_same_pattern(string sentence, bool bos, double reach)
    {
        var words = sentence.Replace("(", "( ").Replace(")", " )").Replace(".", " .").Split(' ');
        Token[] tokens = [.. (bos ? words.Prepend("<|endoftext|>") : words).Select((word, i) => new Token(i, $" {word}", 0, 1))];
        using var trace = SimulatedAttention.Of(new TokenizedText(sentence, tokens, bos), reach);
        var expected = trace.Pattern((0, 0)).AsSpan().ToArray();

        var engine = new Engine();
        engine.Modules.Add("simulated", Script());
        var simulate = engine.Modules.Import("simulated").Get("simulatedPattern");
        var rows = engine.Invoke(simulate, tokens.Select(token => token.Text).ToArray(), bos, reach).AsArray();

        for (var i = 0; i < tokens.Length; i++)
            for (var j = 0; j <= i; j++)
                Assert.Equal(expected[i * tokens.Length + j], rows[(uint)i].AsArray()[(uint)j].AsNumber(), tolerance: 1e-6);
    }

    private static string Script()
    {
        using var stream = typeof(Figure).Assembly.GetManifestResourceStream("web/simulated.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
