namespace Notebooks.Tests.Hosts;

/// <summary>The notebooks of the course, where they lie.</summary>
public static class CourseNotebooks
{
    public static string Root { get; } = FindRoot();

    /// <summary>The built command line, as its users run it: its libraries hold machine code, those beside the tests do not.</summary>
    public static string Program { get; } = Path.Combine(Root, "lib", "Course.Cli", "bin", "Release", "course.dll");

    /// <summary>Chapter 2, which draws most kinds of figures; all chapters and all solutions where COURSE_ALL_NOTEBOOKS is
    /// set, which takes many minutes.</summary>
    public static TheoryData<string> Names() =>
        Environment.GetEnvironmentVariable("COURSE_ALL_NOTEBOOKS") is { Length: > 0 } ? All() : ["02-common-head-types.ipynb"];

    private static TheoryData<string> All() => [.. Directory
        .GetFiles(Path.Combine(Root, "notebooks"), "*.ipynb", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Path.Combine(Root, "notebooks"), file))
        .Where(name => !name.EndsWith(".executed.ipynb", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    public static string PathOf(string name) => Path.Combine(Root, "notebooks", name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Course.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
