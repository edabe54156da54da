// The one place where numbers leave native memory. TorchSharp hands native code a bare pointer and forgets the object behind it, so the
// collector may free a tensor while native code still reads it: `pattern[i, j].ToDouble()` ends the process, sooner or later, when other
// threads allocate. Here every owner is kept alive until its numbers are copied; BannedSymbols.txt forbids the calls that are not.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Copies numbers out of tensors, and into them, so that no garbage collection can come in between.</summary>
public static class Numbers
{
#pragma warning disable RS0030 // memory of tensors is read and written here and nowhere else
    private const int MostBytes = int.MaxValue;

    /// <summary>The numbers of a tensor, copied once.</summary>
    /// <param name="tensor">Any shape, type and device.</param>
    /// <returns>As many floats as it has elements, row by row.</returns>
    public static float[] Floats(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var numbers = GC.AllocateUninitializedArray<float>(checked((int)tensor.numel()));
        Copy(tensor, ScalarType.Float32, numbers.AsSpan());
        return numbers;
    }

    /// <summary>The whole numbers of a tensor, copied once.</summary>
    /// <param name="tensor">Any shape and device.</param>
    /// <returns>As many as it has elements, row by row; true is 1.</returns>
    public static long[] Integers(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var numbers = new long[checked((int)tensor.numel())];
        Copy(tensor, ScalarType.Int64, numbers.AsSpan());
        return numbers;
    }

    /// <summary>The number of a tensor that holds one.</summary>
    /// <param name="tensor">One element, of any type.</param>
    /// <returns>The element.</returns>
    /// <exception cref="ArgumentException">It has more elements, or none.</exception>
    public static double Number(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.numel() != 1)
            throw new ArgumentException($"One number was expected, the tensor holds {tensor.numel()}, [{string.Join(", ", tensor.shape)}].",
                nameof(tensor));
        var number = 0d;
        Copy(tensor, ScalarType.Float64, MemoryMarshal.CreateSpan(ref number, 1));
        return number;
    }

    /// <summary>Some rows of a tensor, each copied once to an array of its own.</summary>
    /// <param name="tensor">[rows, ...], of any type and device.</param>
    /// <param name="rows">Which rows.</param>
    /// <returns>One array for each of them.</returns>
    internal static IReadOnlyList<float[]> Rows(this Tensor tensor, IEnumerable<int> rows)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var all = tensor.to_type(ScalarType.Float32).cpu().contiguous();
        var size = checked((int)(all.numel() / all.shape[0]));
        if (all.numel() > MostBytes / sizeof(float)) return [.. rows.Select(row => all[row].Floats())];      // more than one span holds
        var numbers = MemoryMarshal.Cast<byte, float>(all.bytes);
        var copies = new List<float[]>();
        foreach (var row in rows)
        {
            var copy = GC.AllocateUninitializedArray<float>(size);
            numbers.Slice(row * size, size).CopyTo(copy);
            copies.Add(copy);
        }
        GC.KeepAlive(all);
        return copies;
    }

    /// <summary>Copies rows of matrices to where they lie in wider ones.</summary>
    /// <param name="tensor">[matrices, rows, columns], of any type and device, of at most 2 GB.</param>
    /// <param name="which">The matrices that are wanted.</param>
    /// <param name="wider">As many, row by row.</param>
    /// <param name="width">Columns of each of these.</param>
    /// <param name="first">Their row that the first one becomes.</param>
    /// <param name="host">Where numbers of a GPU arrive.</param>
    internal static void CopyRows(this Tensor tensor, int[] which, Span<float[]> wider, int width, long first, HostBuffer host)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var all = host.Of(tensor);
        var (rows, columns) = ((int)all.shape[1], (int)all.shape[2]);
        var (pieces, piece) = columns == width ? (1, rows * columns) : (rows, columns);                     // whole rows lie in one piece
        var numbers = MemoryMarshal.Cast<byte, float>(all.bytes);
        for (var i = 0; i < which.Length; i++)
        {
            var from = numbers[(which[i] * rows * columns)..];
            var to = wider[i].AsSpan((int)first * width);
            for (var p = 0; p < pieces; p++) from.Slice(p * piece, piece).CopyTo(to[(p * width)..]);
        }
        GC.KeepAlive(all);
    }

    /// <summary>Copies the numbers of a tensor to where they are wanted.</summary>
    /// <param name="tensor">Any shape, type and device.</param>
    /// <param name="numbers">As many as the tensor has elements.</param>
    internal static void CopyTo(this Tensor tensor, Span<float> numbers) => Copy(tensor, ScalarType.Float32, numbers);

    /// <summary>Rows as one tensor on the CPU.</summary>
    /// <param name="rows">At least one, all of one length.</param>
    /// <returns>[rows, length] of Float32; it belongs to the caller.</returns>
    public static Tensor ToTensor(this IReadOnlyList<float[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return ToTensor(rows.Select(row => new ReadOnlyMemory<float>(row)), rows.Count, rows[0].Length);
    }

    /// <summary>A tensor of given numbers on the CPU.</summary>
    /// <param name="parts">The numbers, one part after the other.</param>
    /// <param name="shape">As many elements as there are numbers.</param>
    /// <returns>A tensor that shares no memory with the numbers; it belongs to the caller's dispose scope.</returns>
    internal static Tensor ToTensor(IEnumerable<ReadOnlyMemory<float>> parts, params ReadOnlySpan<long> shape)
    {
        NativeTorch.Load();
        var tensor = empty(shape.ToArray(), ScalarType.Float32);
        var flat = tensor.view(-1);
        long from = 0;
        foreach (var part in parts)
        {
            using var target = flat.narrow(0, from, part.Length);
            MemoryMarshal.AsBytes(part.Span).CopyTo(target.bytes);
            GC.KeepAlive(target);
            from += part.Length;
        }
        flat.Dispose();
        return tensor;
    }

    /// <summary>0, 1, 2, ... as Float32.</summary>
    /// <param name="length">How many.</param>
    /// <param name="device">Where they are wanted.</param>
    internal static Tensor Count(long length, Device device) =>
        tensor([.. Enumerable.Range(0, checked((int)length)).Select(i => (float)i)], device: device);

    /// <summary>Lets a reader of files write into a tensor.</summary>
    /// <typeparam name="T">What its numbers are: float for Float32, ushort for BFloat16, byte for anything.</typeparam>
    /// <param name="tensor">Contiguous, on the CPU, of at most 2 GB.</param>
    /// <param name="write">Gets its memory, which may not be kept.</param>
    internal static void Fill<T>(this Tensor tensor, Action<Span<T>> write) where T : unmanaged
    {
        write(MemoryMarshal.Cast<byte, T>(tensor.bytes));
        GC.KeepAlive(tensor);
    }

    /// <summary>Where the numbers of a tensor lie, for loops that libtorch has no equal of. The caller keeps the tensor alive.</summary>
    /// <param name="tensor">Contiguous, Float32 on the CPU, of at most 2 GB.</param>
    internal static unsafe float* Address(this Tensor tensor) =>
        (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    private static void Copy<T>(Tensor tensor, ScalarType type, Span<T> numbers) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(numbers.Length, tensor.numel(), nameof(numbers));
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var flat = tensor.to_type(type).cpu().contiguous().view(-1);
        var most = MostBytes / 8;
        for (var from = 0; from < numbers.Length; from += most)
        {
            var count = Math.Min(most, numbers.Length - from);
            var source = flat.narrow(0, from, count);
            MemoryMarshal.Cast<byte, T>(source.bytes).CopyTo(numbers.Slice(from, count));
            GC.KeepAlive(source);
        }
        GC.KeepAlive(tensor);
    }
}
