using Attention.Models.Layers;
using Spectre.Console;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>All matrix products of a pass of the main model, in fp32: libtorch's two ways and the course's own.</summary>
internal static class ProductSpeed
{
    private const int Layers = 30, Repetitions = 8;
    private static readonly (long Out, long In)[] Matrices = [(960, 576), (576, 576), (3072, 576), (576, 1536)];

    /// <summary>GFLOP/s of processor time, so those of one core, the best of eight, taken in turn.</summary>
    public static Table Of(int[] rows)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        Tensor[] weights = [.. Enumerable.Range(0, Layers).SelectMany(_ => Matrices).Select(shape => randn(shape.Out, shape.In))];
        var table = new Table().AddColumns("rows", "mm", "convolution of width 1", "the course's");
        foreach (var n in rows)
        {
            var inputs = Matrices.ToDictionary(shape => shape.In + shape.Out, shape => randn(n, shape.In));
            var flops = weights.Sum(weight => 2.0 * n * weight.numel());
            double Best(Func<Tensor, Tensor, Tensor> product) => flops / 1e9 / Enumerable.Range(0, Repetitions + 1)
                .Select(_ => ProcessorSeconds(() =>
                {
                    foreach (var weight in weights) product(inputs[weight.shape[1] + weight.shape[0]], weight).Dispose();
                })).Skip(1).Min();
            table.AddRow($"{n:N0}", $"{Best((x, w) => x.mm(w.t())):0}", $"{Best(Convolved):0}", $"{Best(LinearProduct.Of):0}");
        }
        return table;
    }

    private static Tensor Convolved(Tensor rows, Tensor weight)
    {
        var image = rows.view(1, rows.shape[0], 1, rows.shape[1]).permute(0, 3, 1, 2);
        return nn.functional.conv2d(image, weight.view(weight.shape[0], weight.shape[1], 1, 1));
    }

    private static double ProcessorSeconds(Action work)
    {
        using var scope = NewDisposeScope();
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
