using System.Text.Json.Nodes;
using Attention.Models;
using Attention.Studies;
using Course.Damage;
using Course.Files;

namespace Attention.Tests.Studies;

/// <summary>Files of measurements that are damaged, or of other weights of the same name.</summary>
public sealed class DamagedStudyTests : IDisposable
{
    private const string Name = "induction-2l";
    private static readonly string Measurements = Path.Combine(Catalogue.DataFolder(), "measurements");

    private readonly TemporaryFolder data = new();
    private readonly LanguageModel model = LanguageModel.Load(Name);

    public void Dispose()
    {
        model.Dispose();
        data.Dispose();
    }

    [Theory]
    [InlineData("ablation", "english", "null", "english")]
    [InlineData("ablation", "english.effects", "[[1,2]]", "the effects have 1 rows; the model has 2 layers.")]
    [InlineData("ablation", "english.effects", "[[1],[1,2,3,4]]", "have a row of 1; a layer of the model has 4 heads.")]
    [InlineData("ablation", "english.effects", "[null,[1,2,3,4]]", "A list holds null.")]
    [InlineData("ablation", "english.effects", "[[1,2,3,1e999],[1,2,3,4]]", "hold a number that is too large.")]
    [InlineData("ablation", "removal.losses", "[1]", "there are 1 losses for")]
    [InlineData("ablation", "removal.order", "[\"0.0\"]", "the order of removal is not one of the model's heads.")]
    [InlineData("ablation", "model", "{}", "model")]
    [InlineData("syntax", "scores", "[null]", "A list holds null.")]
    [InlineData("syntax", "scores", "7", "scores")]
    [InlineData("syntax", "measured", "\"yesterday\"", "measured")]
    public void A_damaged_measurement_is_one_sentence_with_file_and_place(string kind, string key, string value, string reason)
    {
        var file = Copy(kind, json =>
        {
            var keys = key.Split('.');
            var parent = keys.Length == 2 ? json[keys[0]]!.AsObject() : json;
            parent[keys[^1]] = JsonNode.Parse(value.Replace("1e999", "7777", StringComparison.Ordinal));
            return json.ToJsonString().Replace("7777", "1e999", StringComparison.Ordinal);
        });

        var error = Assert.Throws<DamagedFileException>(() => Find(kind));

        Assert.StartsWith(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Files_that_were_damaged_in_any_way_are_refused_or_read_whole()
    {
        var count = FuzzCount.Or(400);
        foreach (var kind in new[] { "ablation", "syntax" })
        {
            var file = Copy(kind, json => json.ToJsonString());
            var damaged = new DamagedJson(File.ReadAllText(file));
            for (var seed = 0; seed < count / 2; seed++)
            {
                File.WriteAllBytes(file, damaged.Make(seed));
                AssertReadOrRefused(kind, seed);
            }
        }
    }

    [Fact]
    public void The_measurement_of_other_weights_of_that_name_stays_and_both_are_found()
    {
        Copy("syntax", json => json.ToJsonString());
        var theirs = StudyFile.Find<SyntaxStudy>("syntax", model, data.Path)!;
        using var other = model.WithRandomWeights(seed: 77);
        var ours = theirs with { Model = new StudiedModel(Name, "another", null, 77), LeftOut = 9 };
        var namesake = Path.Combine(data.Path, "measurements", "syntax", Name + ".json");
        var before = File.ReadAllBytes(namesake);

        var file = StudyFile.Save("syntax", ours, data.Path);

        Assert.Equal($"{Name}.seed77.json", Path.GetFileName(file));
        Assert.Equal(before, File.ReadAllBytes(namesake));
        Assert.Equal(0, StudyFile.Find<SyntaxStudy>("syntax", model, data.Path)!.LeftOut);
        Assert.Equal(namesake, StudyFile.Save("syntax", theirs, data.Path));
        Assert.Equal(file, StudyFile.Save("syntax", ours, data.Path));
    }

    [Fact]
    public void A_file_of_which_nobody_can_say_whose_it_is_is_not_overwritten()
    {
        var file = Copy("syntax", _ => "{");
        Assert.Throws<DamagedFileException>(() => StudyFile.PathOf("syntax", StudiedModel.Of(model), data.Path));
        Assert.Equal("{", File.ReadAllText(file));
    }

    private void AssertReadOrRefused(string kind, int seed)
    {
        try
        {
            if (Find(kind) is AblationStudy study)
            {
                _ = study.English.Table("x").Best;
                _ = (study.Removal.HarmlessHeads(.05), study.RandomRemoval.HarmlessHeads(.05));
            }
        }
        catch (DamagedFileException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
        catch (Exception e)
        {
            Assert.Fail($"{kind} {seed}: {e}");
        }
    }

    private IStudy? Find(string kind) =>
        kind == "ablation" ? StudyFile.Find<AblationStudy>(kind, model, data.Path) : StudyFile.Find<SyntaxStudy>(kind, model, data.Path);

    private string Copy(string kind, Func<JsonObject, string> change)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data.Path, "measurements", kind)).FullName;
        var file = Path.Combine(folder, Name + ".json");
        File.WriteAllText(file, change(JsonNode.Parse(File.ReadAllText(Path.Combine(Measurements, kind, Name + ".json")))!.AsObject()));
        return file;
    }
}
