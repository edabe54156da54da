using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Cli.Tests;

/// <summary>What commands say of input that does not fit, and of themselves.</summary>
public partial class InputTests
{
    private static readonly string LongText = string.Join(' ', Enumerable.Repeat("the cat sat on the mat", 40));

    [Theory]
    [InlineData("heads", "--text", "The cat sat")]
    [InlineData("ablate", "--heads", "0.0")]
    public void Copies_that_do_not_fit_are_cut_to_the_context_and_it_says_so(string command, string option, string value)
    {
        var (code, output, error) = CourseProcess.Run(command, "--model", "induction-2l", "--repeat", "50", option, value, "--json");
        Assert.Equal(0, code);
        Assert.Equal(31, (int)JsonNode.Parse(output)!["repeat"]!);
        Assert.Equal("--repeat 50 is cut to 31: induction-2l takes 64 tokens, and the copies come twice.", error.Trim());
    }

    [Theory]
    [InlineData("heads")]
    [InlineData("ablate", "--heads", "0.0")]
    [InlineData("attention", "--out", "/nowhere/never.safetensors")]
    public void A_text_longer_than_the_context_is_one_sentence(string command, params string[] more)
    {
        var (code, output, error) = CourseProcess.Run([command, "--model", "induction-2l", "--text", LongText, .. more]);
        Assert.Equal((2, ""), (code, output));
        Assert.Matches(@"^course: The text has \d+ tokens, induction-2l takes 64\. Shorten it\.\n", error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_copies_of_one_token_are_refused()
    {
        var (code, _, error) = CourseProcess.Run("heads", "--model", "induction-2l", "--text", "The cat", "--repeat", "1");
        Assert.Equal(2, code);
        Assert.Contains("at least 2", error, StringComparison.Ordinal);
    }

    /// <summary>From the list of commands down, every one that is named there.</summary>
    [Fact]
    public void Every_command_and_branch_has_help()
    {
        var waiting = new Queue<string[]>([[]]);
        var seen = 0;
        while (waiting.TryDequeue(out var path))
        {
            var (code, output, error) = CourseProcess.Run([.. path, "--help"]);
            Assert.True(code == 0 && error.Length == 0, $"course {string.Join(' ', path)} --help: {code}, {error}");
            Assert.Contains("USAGE:", output, StringComparison.Ordinal);
            seen++;
            if (output.IndexOf("COMMANDS:", StringComparison.Ordinal) is >= 0 and var from)
                foreach (Match command in Command().Matches(output[from..])) waiting.Enqueue([.. path, command.Groups[1].Value]);
        }
        Assert.InRange(seen, 15, 50);
    }

    [GeneratedRegex(@"^    ([a-z]+)\b", RegexOptions.Multiline)]
    private static partial Regex Command();
}
