using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Tests.Hosts;

namespace Notebooks.Tests.Course;

/// <summary>A cell reads numbers as numbers: what TorchSharp frees while it is being read would end the reader's process
/// (Attention/Models/Numbers.cs).</summary>
public partial class SafeNumbersTests
{
    [Theory, MemberData(nameof(ChapterTests.All), MemberType = typeof(ChapterTests))]
    public void No_cell_reads_a_number_in_a_way_that_can_end_the_process(string name)
    {
        foreach (var cell in JsonNode.Parse(File.ReadAllText(CourseNotebooks.PathOf(name)))!["cells"]!.AsArray())
            foreach (var line in string.Concat(cell!["source"]!.AsArray().Select(part => (string)part!)).Split('\n'))
                Assert.True(Complaint(line) is null, $"{name}, cell {cell["id"]}: {Complaint(line)}: {line.Trim()}");
    }

    [Theory]
    [InlineData("trace.Pattern(h)[i, j].ToDouble()")]
    [InlineData("(int)x.argmax().ToInt64()")]
    [InlineData("x.item<float>()")]
    [InlineData("x.data<float>()")]
    [InlineData("x.bytes")]
    [InlineData("torch.tensor(new[] { 1f })")]
    [InlineData("model.Run(text, Hooks.At(HookPoint.Z, 5, z => z * 0))")]
    public void What_races_is_found(string line) => Assert.NotNull(Complaint(line));

    [Theory]
    [InlineData("trace[h, i, j]")]
    [InlineData("model.Run(text, Hooks.At(HookPoint.Pattern, 5, p => p.tril(-1)))")]
    [InlineData("TimeSpan.FromSeconds(2).ToString()")]
    [InlineData("Convert.ToDouble(text)")]
    public void What_is_safe_is_left_alone(string line) => Assert.Null(Complaint(line));

    private static string? Complaint(string line) =>
        Reads().Match(line) is { Success: true } read ? $"{read.Value} reads freed memory; use trace[head, query, key], Row or Numbers"
        : HookArithmetic().IsMatch(line)
            ? "an operator on a tensor makes a Scalar that is freed too early; use a method that takes a tensor"
        : null;

    [GeneratedRegex(@"(?<!Convert)\.(To(Double|Single|Int16|Int32|Int64|Boolean|Scalar|Half|Byte|SByte|BFloat16)\(\)"
        + @"|(item|data)<|bytes\b)|\btorch\.")]
    private static partial Regex Reads();

    [GeneratedRegex(@"Hooks\.At\(.*=>[^,]*\w [-+*/%] |Hooks\.At\(.*(add|sub|mul|div|clamp\w*|full_like|masked_fill|fill)_?\([^()]*\d")]
    private static partial Regex HookArithmetic();
}
