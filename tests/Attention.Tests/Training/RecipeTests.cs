using System.Text.Json.Nodes;
using Attention.Models;
using Attention.Training;
using Course.Files;

namespace Attention.Tests.Training;

public sealed class RecipeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Shipped =>
        [.. Directory.GetFiles(Path.Combine(Catalogue.DataFolder(), "training"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory, MemberData(nameof(Shipped))]
    public void A_shipped_recipe_is_valid_and_named_after_its_file(string name) =>
        Assert.Equal(name, Recipe.Load(Path.Combine(Catalogue.DataFolder(), "training", name + ".json")).Name);

    [Theory]
    [InlineData("learning_rate", "1", "learning_rate")]
    [InlineData("model.n_layers", "2", "n_layers")]
    [InlineData("optimizer.momentum", "0.9", "momentum")]
    [InlineData("seed", null, "seed")]
    [InlineData("tokens", "\"many\"", "tokens")]
    [InlineData("tokens", "0", "tokens is 0")]
    [InlineData("name", "\"../outside\"", "use small letters")]
    [InlineData("model.num_key_value_heads", "3", "4 query heads cannot share 3")]
    [InlineData("model.head_dim", "31", "must be even")]
    [InlineData("model.vocab_size", "100", "need 257")]
    [InlineData("model.hidden_size", "-8", "hidden_size is -8")]
    [InlineData("rows.repeats", "0.5", "together 1")]
    [InlineData("rows.longest_segment", "60", "at most half of the 64 tokens")]
    [InlineData("optimizer.beta2", "1", "below 1")]
    [InlineData("optimizer.rate", "-1", "optimizer.rate is -1")]
    [InlineData("snapshots", "[5000000]", "5000000")]
    [InlineData("snapshots", "[null]", "A list holds null")]
    [InlineData("tokenizer.texts", "[null]", "A list holds null")]
    [InlineData("tokenizer.stories", "2000000000", "from 0 to 1000000")]
    [InlineData("tokenizer.stories", "0", "there is nothing to learn from")]
    [InlineData("batch", "2000000000", "a step takes at most 16777216 tokens")]
    [InlineData("batch", "40000000000", "batch")]
    [InlineData("tokens", "9000000000000000000", "more steps than can be counted")]
    [InlineData("threads", "100000", "at most 1024")]
    [InlineData("optimizer.rate", "1E999", "positive and finite")]
    [InlineData("optimizer.weight_decay", "1E999", "finite and 0 or more")]
    [InlineData("optimizer.muon_rate", "1E999", "positive and finite")]
    [InlineData("initial_deviation", "1E999", "positive and finite")]
    [InlineData("model.intermediate_size", "-24", "intermediate_size is -24")]
    [InlineData("tokenizer.texts", "[\"../../etc/passwd\"]", "data/texts")]
    public void A_recipe_that_cannot_be_followed_says_which_key_is_wrong(string key, string? value, string reason)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Catalogue.DataFolder(), "training", "induction-2l.json")))!;
        var path = key.Split('.');
        var parent = path.Length == 2 ? json[path[0]]!.AsObject() : json.AsObject();
        if (value is null) parent.Remove(path[^1]);
        else parent[path[^1]] = JsonNode.Parse(value);
        File.WriteAllText(folder["bad.json"], json.ToJsonString());
        var error = Assert.ThrowsAny<CourseException>(() => Recipe.Load(folder["bad.json"]));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("bad.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_changes_with_what_decides_the_weights_and_with_nothing_else()
    {
        var recipe = SmallRecipe.Make();
        Assert.Equal(recipe.Hash, (recipe with { Description = "Other words.", Snapshots = [128] }).Hash);
        Assert.NotEqual(recipe.Hash, (recipe with { Seed = 6 }).Hash);
        Assert.NotEqual(recipe.Hash, (recipe with { Model = recipe.Model with { RopeTheta = 500 } }).Hash);
    }
}
