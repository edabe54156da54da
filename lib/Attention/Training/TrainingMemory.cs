using System.Globalization;

namespace Attention.Training;

/// <summary>What a step needs at its peak, so that one that does not fit is refused before it is begun: Linux ends a process that asks for
/// too much without a word.</summary>
internal static class TrainingMemory
{
    /// <summary>Float32 numbers for each parameter: weight, gradient and what the optimizer remembers.</summary>
    private const int PerParameter = 4;

    /// <summary>
    /// Float32 numbers that are kept until the gradients are there: for each token in a layer of width D with H heads that attend to T
    /// tokens and an MLP of width F, and for each of a token's V logits. Within a sixth of the measured peaks of seven shapes.
    /// </summary>
    private const int PerWidth = 17, PerPattern = 4, PerMlp = 6, PerLogit = 4;

    /// <summary>Refuses a recipe whose step takes more than there is.</summary>
    /// <exception cref="RecipeException">It does; the message says how much, and what would fit.</exception>
    public static void Require(Recipe recipe) => Require(recipe, Available());

    /// <inheritdoc cref="Require(Recipe)"/>
    internal static void Require(Recipe recipe, long available)
    {
        var (parameters, row) = (sizeof(float) * PerParameter * recipe.Model.Parameters, BytesPerRow(recipe));
        var needed = parameters + recipe.Batch * row;
        if (needed <= available) return;
        var rows = (long)((available - parameters) / row);
        throw new RecipeException(
            $"recipe {recipe.Name}: a step on {recipe.Batch} rows of {recipe.Model.MaxPositionEmbeddings} tokens "
            + $"takes about {Gigabytes(needed)} GB of memory, "
            + $"{Gigabytes(parameters)} GB of it for the parameters; {Gigabytes(available)} GB are free here. "
            + (rows > 0 ? $"A batch of {rows} rows fits." : "Not even one row fits: make the model or its context smaller."));
    }

    /// <summary>What is said when the memory ran out in a step, because others took it meanwhile or the process may take less than is
    /// free.</summary>
    public static RecipeException Refusal(Recipe recipe, Exception failure) => new(
        $"recipe {recipe.Name}: the memory ran out in a step on {recipe.Batch} rows of {recipe.Model.MaxPositionEmbeddings} tokens. "
        + "Make the batch, the model or its context smaller.", failure);

    private static double BytesPerRow(Recipe recipe)
    {
        var model = recipe.Model;
        var layer = (double)PerWidth * model.HiddenSize + (double)PerPattern * model.NumAttentionHeads * model.MaxPositionEmbeddings
            + (double)PerMlp * model.IntermediateSize;
        var number = recipe.Bfloat16 ? sizeof(float) / 2 : sizeof(float);
        return model.MaxPositionEmbeddings * (model.NumHiddenLayers * layer * number + (double)PerLogit * model.VocabSize * sizeof(float));
    }

    /// <summary>What Linux can still give, within the limit of a container; elsewhere what the machine has.</summary>
    private static long Available()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (!OperatingSystem.IsLinux()) return limit;
        var line = File.ReadLines("/proc/meminfo").FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
            && long.TryParse(kilobytes, CultureInfo.InvariantCulture, out var free)
            ? Math.Min(limit, 1024 * free)
            : limit;
    }

    private static string Gigabytes(double bytes) => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture);
}
