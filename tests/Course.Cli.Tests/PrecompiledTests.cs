using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Notebooks.Tests.Hosts;

namespace Course.Cli.Tests;

/// <summary>Kernels find machine code of what they run in their first seconds (build/Precompiled.targets).</summary>
public class PrecompiledTests
{
    private static readonly string Folder = Path.GetDirectoryName(CourseNotebooks.Program)!;

    [Fact]
    public void What_kernels_start_with_holds_machine_code()
    {
        var made = Path.Combine(CourseNotebooks.Root, "lib", "Course.Cli", "obj", "precompiled");
        Assert.SkipWhen(Directory.EnumerateFiles(made, "missing", SearchOption.AllDirectories).Any(),
            "The package that precompiles could not be had: dotnet build lib/Course.Cli -p:Precompiled=true");
        Assert.All(Libraries(), name => Assert.True(HoldsMachineCode(name), name));
        Assert.False(HoldsMachineCode("Microsoft.CodeAnalysis.Features"));    // packages have it as IL
    }

    private static string[] Libraries() => XDocument.Load(Path.Combine(CourseNotebooks.Root, "build", "Precompiled.targets"))
        .Descendants("PrecompiledLibraries").Single().Value.Split(';', StringSplitOptions.RemoveEmptyEntries);

    private static bool HoldsMachineCode(string name)
    {
        var file = Path.Combine(Folder, name + ".dll");
        using var library = new PEReader(File.OpenRead(File.Exists(file) ? file : Path.Combine(Folder, "own", name + ".dll")));
        return library.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
