using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Attention.Models.Layers;
using static System.Runtime.Intrinsics.Vector512;

namespace Attention.Models.Columns;

/// <summary>W x where tokens lie side by side: the product lies as the next one reads it.</summary>
internal static unsafe class ColumnProduct
{
    private const int Rows = ProductTile.Rows, Lanes = ProductTile.Lanes;

    private const int OutputsTogether = ProductTile.OutputsTogether, NeuronsTogether = 2 * Lanes;       // two weights a neuron

    /// <summary>The product.</summary>
    /// <param name="x">[in, tokens].</param>
    /// <param name="w">[out, in].</param>
    /// <param name="y">[out, tokens], written over.</param>
    public static void Set(TokenColumns x, float* w, TokenColumns y) => Multiply(x, w, y, adds: false);

    /// <summary>Adds the product.</summary>
    /// <param name="x">[in, tokens].</param>
    /// <param name="w">[out, in].</param>
    /// <param name="y">[out, tokens], to which it is added.</param>
    public static void Add(TokenColumns x, float* w, TokenColumns y) => Multiply(x, w, y, adds: true);

    /// <summary>The neurons of a gated MLP, silu(W_gate x) times W_up x (Shazeer 2020).</summary>
    /// <param name="x">[D, tokens].</param>
    /// <param name="gateUp">W_gate and W_up, [2 F, D].</param>
    /// <param name="neurons">[F, tokens], written over.</param>
    public static void Gate(TokenColumns x, float* gateUp, TokenColumns neurons) =>
        SharedWork.Do((neurons.Width + NeuronsTogether - 1) / NeuronsTogether, 2L * x.Tokens * x.Width * neurons.Width, piece =>
        {
            var from = piece * NeuronsTogether;
            var count = Math.Min(NeuronsTogether, neurons.Width - from);
            for (var tile = 0; tile < x.Tiles; tile++) GateTile(x, gateUp, neurons, tile, from, count);
        });

    private static void Multiply(TokenColumns x, float* w, TokenColumns y, bool adds) =>
        SharedWork.Do((y.Width + OutputsTogether - 1) / OutputsTogether, (long)x.Tokens * x.Width * y.Width, piece =>
        {
            var from = piece * OutputsTogether;
            var count = Math.Min(OutputsTogether, y.Width - from);
            for (var tile = 0; tile < x.Tiles; tile++)
            {
                var first = x.FirstOf(tile);
                var lanes = x.LanesAt(first);
                var to = y.At(first) + from * lanes;
                if (!adds) new Span<float>(to, count * lanes).Clear();
                ProductTile.Add(x.At(first), lanes, w + (long)from * x.Width, x.Width, count, to);
            }
        });

    [SkipLocalsInit]
    private static void GateTile(TokenColumns x, float* gateUp, TokenColumns neurons, int tile, int from, int count)
    {
        var both = stackalloc float[2 * NeuronsTogether * Rows + Lanes];
        var first = x.FirstOf(tile);
        var lanes = x.LanesAt(first);
        var gates = ProductTile.Aligned(both);
        var ups = gates + count * lanes;                                                                    // [count, lanes] each
        new Span<float>(gates, 2 * count * lanes).Clear();
        ProductTile.Add(x.At(first), lanes, gateUp + (long)from * x.Width, x.Width, count, gates);
        ProductTile.Add(x.At(first), lanes, gateUp + (long)(neurons.Width + from) * x.Width, x.Width, count, ups);
        Gate(gates, ups, count * lanes, neurons.At(first) + from * lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gate(float* gates, float* ups, int count, float* neurons)
    {
        for (var i = 0; i < count; i += Lanes)
        {
            var gate = Load(gates + i);
            (gate / (Vector512<float>.One + Exp(-gate)) * Load(ups + i)).Store(neurons + i);
        }
    }
}
