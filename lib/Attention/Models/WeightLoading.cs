// Three steps, so that nothing is allocated because a configuration says so: every tensor that is due is held against the file,
// then every tensor of the file against those that are due, then memory is taken and filled by all cores.
using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Reads the weights of a model from its files.</summary>
/// <param name="file">The files.</param>
/// <param name="config">The shape they must have.</param>
/// <param name="layerPrefix">What the names of a layer's tensors begin with, before its number.</param>
internal sealed class WeightLoading(IWeightFile file, TransformerConfig config, string layerPrefix)
{
    private const long PieceLength = 1 << 22;       // numbers that one core reads before it looks for more

    /// <summary>Checks names and shapes, then reads.</summary>
    /// <param name="parts">The tensors that are due.</param>
    /// <param name="harmless">Says which other tensors of the file may be left alone.</param>
    /// <param name="type">Float32 or BFloat16.</param>
    /// <returns>New weights on the CPU.</returns>
    /// <exception cref="ModelFileException">A tensor is missing, of another shape, not finite, or understood by nobody, or memory is too
    /// small.</exception>
    public TransformerWeights Read(IEnumerable<WeightPart> parts, Func<string, bool> harmless, ScalarType type)
    {
        List<WeightPart> due = [];
        foreach (var part in parts)
        {
            Check(part);
            due.Add(part);
        }
        var known = due.Select(part => part.Name).ToHashSet();
        if (file.Names.FirstOrDefault(name => !known.Contains(name) && !harmless(name)) is { } stranger) throw Unknown(stranger);
        var weights = Allocate(due, type);
        try
        {
            Fill(weights, due);
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private void Check(WeightPart part)
    {
        var shape = file.ShapeOf(part.Name);
        if (shape is null) throw Missing(part.Name);
        if (!shape.SequenceEqual(part.Shape))
            throw new ModelFileException(file.Path, $"tensor {part.Name} is [{string.Join(", ", shape)}], and the model's "
                + $"configuration asks for [{string.Join(", ", part.Shape)}]; weights and configuration are of two models.");
    }

    private ModelFileException Missing(string name)
    {
        var layers = Layers();
        return new(file.Path, name.StartsWith(layerPrefix, StringComparison.Ordinal) && layers < config.NumHiddenLayers
            ? $"it holds {layers} layers, and the configuration asks for {config.NumHiddenLayers:N0}; weights and configuration are "
                + "of two models, or files are missing."
            : $"tensor {name} is missing; the model is of another family than its configuration says, or files are missing.");
    }

    private ModelFileException Unknown(string name)
    {
        var layers = Layers();
        return new(file.Path, name.StartsWith(layerPrefix, StringComparison.Ordinal) && layers > config.NumHiddenLayers
            ? $"it holds {layers} layers, and the configuration asks for {config.NumHiddenLayers}; weights and configuration are of "
                + "two models."
            : $"it holds the tensor {name}, which a model of this configuration has no use for, so that other heads would be computed "
                + "than the model's; choose a model of a family that is read.");
    }

    /// <summary>How many layers the names speak of.</summary>
    private int Layers() => file.Names.Where(name => name.StartsWith(layerPrefix, StringComparison.Ordinal))
        .Select(name => int.TryParse(name[layerPrefix.Length..].Split('.')[0], out var layer) && layer is >= 0 and < int.MaxValue
            ? layer + 1 : 0).DefaultIfEmpty().Max();

    private TransformerWeights Allocate(List<WeightPart> due, ScalarType type)
    {
        var bytes = due.Sum(part => part.Shape.Aggregate(type == ScalarType.Float32 ? 4L : 2L, (product, size) => product * size));
        var room = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > room) throw TooLarge(bytes, null);
        try
        {
            return TransformerWeights.Empty(config, type);
        }
        catch (ExternalException e)
        {
            throw TooLarge(bytes, e);
        }
    }

    private ModelFileException TooLarge(long bytes, Exception? inner) =>
        new(file.Path, $"its weights take {bytes / 1e9:0.0} GB of memory, more than there is; choose a smaller model, or ask for "
            + "BFloat16 in ModelOptions, which takes half.", inner);

    private void Fill(TransformerWeights weights, List<WeightPart> due)
    {
        using var scope = NewDisposeScope();
        var pieces = due.Where(part => part.Rearranged is null).SelectMany(part => Pieces(part, part.In(weights))).ToList();
        try
        {
            Parallel.ForEach(pieces, piece => Fill(piece.Name, piece.First, piece.To));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
        foreach (var part in due.Where(part => part.Rearranged is not null)) FillRearranged(part, part.In(weights));
    }

    private void FillRearranged(WeightPart part, Tensor to)
    {
        using var scope = NewDisposeScope();
        var stored = empty(part.Shape, ScalarType.Float32);
        foreach (var (name, first, rows) in Pieces(part, stored)) Fill(name, first, rows);
        var values = part.Rearranged!(stored);
        to.copy_(part.Added ? values.add(to, Scalars.One) : values);
    }

    /// <summary>Rows of a tensor, few enough for one core.</summary>
    private static IEnumerable<(string Name, long First, Tensor To)> Pieces(WeightPart part, Tensor whole)
    {
        var width = whole.numel() / whole.shape[0];
        var rows = part.Shape.Length == 1 ? whole.shape[0] : Math.Max(1, PieceLength / width);
        for (var row = 0L; row < whole.shape[0]; row += rows)
            yield return (part.Name, row * width, whole.narrow(0, row, Math.Min(rows, whole.shape[0] - row)));
    }

    private void Fill(string name, long first, Tensor to)
    {
        if (to.dtype == ScalarType.Float32) to.Fill<float>(numbers => file.Read(name, first, numbers));
        else to.Fill<ushort>(numbers => FillBFloat16(name, first, numbers));
    }

    private void FillBFloat16(string name, long first, Span<ushort> to)
    {
        var values = ArrayPool<float>.Shared.Rent(1 << 16);
        try
        {
            for (var done = 0; done < to.Length;)
            {
                var part = values.AsSpan(0, Math.Min(1 << 16, to.Length - done));
                file.Read(name, first + done, part);
                StoredFloats.ToBFloat16(part, to[done..]);
                done += part.Length;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }
}
