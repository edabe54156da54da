using Attention.Training;

namespace Attention.Tests.Training;

public class TrainingRowsTests
{
    [Fact]
    public void Repeated_segments_come_back_until_the_row_ends_at_distances_that_vary()
    {
        var recipe = SmallRecipe.Make() with
        {
            Rows = new RowsRecipe { Repeats = 1, ShortestSegment = 4, LongestSegment = 16 },
            Batch = 50
        };
        var distances = new HashSet<int>();
        foreach (var row in Rows(recipe, 0))
        {
            Assert.Equal(0, row[0]);
            var distance = Enumerable.Range(4, 13).Where(d => Enumerable.Range(row.Length - d, d).All(i => row[i] == row[i - d]))
                .DefaultIfEmpty(-1).First();
            Assert.InRange(distance, 4, 16);
            distances.Add(distance);
        }
        Assert.True(distances.Count > 6);
    }

    [Fact]
    public void A_row_is_the_same_whenever_it_is_asked_for_and_differs_from_its_neighbours()
    {
        var recipe = SmallRecipe.Make();
        Assert.Equal(Rows(recipe, 3), Rows(recipe, 3));
        Assert.NotEqual(Rows(recipe, 3), Rows(recipe, 4));
        Assert.NotEqual(Rows(recipe, 3), Rows(recipe with { Seed = 6 }, 3));
    }

    [Fact]
    public void Kinds_of_rows_come_in_the_shares_the_recipe_asks_for()
    {
        var recipe = SmallRecipe.Make() with
        {
            Rows = new RowsRecipe
            {
                Repeats = .25,
                Stories = .75,
                ShortestSegment = 4,
                LongestSegment = 8,
                Prefix = false
            },
            Batch = 400
        };
        var repeats = Rows(recipe, 0)
            .Count(row => Enumerable.Range(4, 5).Any(d => Enumerable.Range(d + 1, row.Length - d - 1).All(i => row[i] == row[i - d])));
        Assert.InRange(repeats, 70, 130);
    }

    [Fact]
    public void Stories_decode_to_English_and_held_out_ones_are_not_trained_on()
    {
        var recipe = SmallRecipe.Make() with
        {
            Rows = new RowsRecipe { Stories = 1, ShortestSegment = 4, LongestSegment = 16 },
            Batch = 200
        };
        var rows = new TrainingRows(recipe, "");
        Assert.Matches("^<.endoftext.>[A-Z][a-z]+ [a-z A-Z]+", rows.Tokenizer.Decode(Rows(rows, 0)[0].Select(id => (int)id)));
        var trained = Enumerable.Range(0, 5).SelectMany(step => Rows(rows, step)).Select(row => string.Join(' ', row.Take(20))).ToHashSet();
        Assert.DoesNotContain(Enumerable.Range(0, 8),
            b => trained.Contains(string.Join(' ', Enumerable.Range(0, 20).Select(i => rows.HeldOutStories!.Ids[b, i]))));
    }

    [Fact]
    public void A_missing_text_file_is_named()
    {
        var recipe = SmallRecipe.Make() with { Tokenizer = new TokenizerRecipe { Stories = 60, Texts = ["nowhere.txt"] } };
        Assert.Contains("nowhere.txt", Assert.Throws<RecipeException>(() => new TrainingRows(recipe, "folder")).Message,
            StringComparison.Ordinal);
    }

    private static long[][] Rows(Recipe recipe, int step) => Rows(new TrainingRows(recipe, ""), step);

    private static long[][] Rows(TrainingRows rows, int step)
    {
        using var batch = rows.Batch(step);
        var ids = batch.data<long>().ToArray();
        return [.. ids.Chunk((int)batch.shape[1])];
    }
}
