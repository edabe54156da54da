using System.Runtime.Intrinsics.X86;
using Attention.Models;
using Attention.Models.Layers;
using static TorchSharp.torch;

namespace Attention.Tests.Models.Layers;

// Whichever way the machine takes for so many rows, it is the product.
public class LinearProductTests
{
    [Theory]
    [InlineData(1, 24, 40)]
    [InlineData(16, 300, 40)]
    [InlineData(63, 400, 40)]
    [InlineData(64, 400, 40)]
    [InlineData(96, 24, 7)]
    [InlineData(513, 301, 77)]
    public void Every_number_of_rows_gives_the_product(long n, long narrow, long wide)
    {
        using var scope = NewDisposeScope();
        var (rows, weight) = (randn(n, narrow), randn(wide, narrow));
        var exact = rows.to_type(ScalarType.Float64).mm(weight.to_type(ScalarType.Float64).t());

        foreach (var product in new[] { LinearProduct.Of(rows, weight), LinearProduct.OfRows(rows, weight),
            LinearProduct.Of(rows.t().contiguous().t(), weight) })
        {
            Assert.Equal([n, wide], product.shape);
            Assert.InRange(Fixture.LargestDifference(product.to_type(ScalarType.Float64), exact), 0, 1e-4);
        }
        Assert.Equal(1, LinearProduct.OfRows(rows, weight).stride()[1]);
    }

    [Fact]
    public void A_row_gives_the_same_digits_whatever_rows_are_beside_it()
    {
        Assert.SkipUnless(Avx512F.IsSupported, "Without AVX-512 libtorch multiplies, which promises no such thing.");
        using var scope = NewDisposeScope();
        var (rows, weight) = (randn(150, 300), randn(77, 300));
        var all = LinearProduct.Of(rows, weight);
        foreach (var (first, count) in new[] { (0, 2), (3, 16), (5, 64), (64, 81), (149 - 17, 18) })
            Assert.Equal(0, Fixture.LargestDifference(all.narrow(0, first, count), LinearProduct.Of(rows.narrow(0, first, count), weight)));
    }

    [Fact]
    public void Many_at_once_get_each_their_own()
    {
        using var scope = NewDisposeScope();
        (Tensor Rows, Tensor Weight)[] factors = [.. Enumerable.Range(0, 8).Select(i => (randn(70 + i, 300), randn(200, 300)))];
        float[][] alone = [.. factors.Select(two => LinearProduct.Of(two.Rows, two.Weight).Floats())];
        Parallel.For(0, 400, i =>
        {
            using var own = NewDisposeScope();
            Assert.Equal(alone[i % 8], LinearProduct.Of(factors[i % 8].Rows, factors[i % 8].Weight).Floats());
        });
    }

    [Fact]
    public void It_can_be_learned_through()
    {
        using var scope = NewDisposeScope();
        var (rows, weight) = (randn(128, 300), randn(40, 300, requires_grad: true));
        LinearProduct.Of(rows, weight).sum().backward();
        var expected = rows.sum([0L]).unsqueeze(0).expand(40, 300);
        Assert.InRange(Fixture.LargestDifference(weight.grad!, expected), 0, 1e-3);
    }
}
