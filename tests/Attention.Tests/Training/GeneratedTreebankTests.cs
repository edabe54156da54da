using Attention.Models;
using Attention.Training;

namespace Attention.Tests.Training;

public class GeneratedTreebankTests
{
    [Theory, InlineData("dev"), InlineData("test")]
    public void The_shipped_file_is_what_the_generator_writes(string half) =>
        Assert.Equal(File.ReadAllText(Path.Combine(Catalogue.DataFolder(), "arcs", $"generated-{half}.conllu")),
            GeneratedTreebank.Make(half));

    [Theory, InlineData("dev"), InlineData("test")]
    public void Each_relation_that_heads_are_tested_on_has_at_least_25_cases(string half)
    {
        var lines = GeneratedTreebank.Make(half).Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal))
            .Select(line => line.Split('\t')).ToList();
        foreach (var relation in new[] { "nsubj", "obj", "det", "amod", "case", "obl", "nmod", "conj", "cc", "advmod", "cop", "acl:relcl" })
            Assert.True(lines.Count(columns => columns[7] == relation) >= 25, relation);
        Assert.True(lines.Count(columns => columns[9].Contains("Antecedent", StringComparison.Ordinal)) >= 25);
        Assert.True(lines.Count(columns => columns[9].Contains("Opens", StringComparison.Ordinal)) >= 25);
    }
}
