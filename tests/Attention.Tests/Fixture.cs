using Attention.Models;
using static TorchSharp.torch;

namespace Attention.Tests;

/// <summary>Files in which the reference implementation's results stand.</summary>
internal static class Fixture
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public static Tensor Read(string file, string name)
    {
        using var reader = new SafetensorsReader(Path(file));
        return reader.Read(name);
    }

    public static double LargestDifference(Tensor a, Tensor b)
    {
        Assert.Equal(a.shape, b.shape);
        return a.sub(b).abs().max().Number();
    }
}
