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

        foreach (var product in new[] { LinearProduct.Of(rows, weight), LinearProduct.Of(rows.t().contiguous().t(), weight) })
        {
            Assert.Equal([n, wide], product.shape);
            Assert.InRange(Fixture.LargestDifference(product.to_type(ScalarType.Float64), exact), 0, 1e-4);
        }
        Assert.Equal(1, LinearProduct.Of(rows, weight).stride()[1]);
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
