using System.Reflection;
using System.Runtime.Loader;

namespace Attention.Figures.Charts;

/// <summary>Loads the chart maker from the folder <c>charts</c> beside this assembly.</summary>
internal static class ChartLibrary
{
    private static readonly Lazy<IChartMaker> Loaded = new(Load);

    /// <exception cref="FileNotFoundException">The folder is not there.</exception>
    public static IChartMaker Maker => Loaded.Value;

    private static IChartMaker Load()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(ChartLibrary).Assembly.Location)!, "charts");
        var path = Path.Combine(folder, "Attention.Charts.dll");
        if (!File.Exists(path))
            throw new FileNotFoundException(
                $"Charts need {path}, which is not there. Build the course (dotnet build) and reference Attention.dll in "
                    + $"lib/Attention.Interactive/bin/Release.", path);
        var type = new ChartLoadContext(folder).LoadFromAssemblyPath(path)
            .GetType("Attention.Charts.PlotlyChartMaker", throwOnError: true)!;
        return (IChartMaker)Activator.CreateInstance(type)!;
    }

    /// <summary>Takes everything from the folder, so that a host's older F# library does not get in the way; shares this assembly
    /// alone.</summary>
    private sealed class ChartLoadContext(string folder) : AssemblyLoadContext("charts")
    {
        protected override Assembly? Load(AssemblyName name)
        {
            if (name.Name == typeof(IChartMaker).Assembly.GetName().Name) return typeof(IChartMaker).Assembly;
            var path = Path.Combine(folder, name.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
