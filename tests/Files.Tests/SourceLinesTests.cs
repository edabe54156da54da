namespace Course.Files.Tests;

public class SourceLinesTests
{
    private const int Longest = 140;

    [Fact]
    public void No_line_of_source_is_longer_than_a_reader_can_follow()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Course.sln"))) root = root.Parent!;
        string[] built = [$"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}",
            $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"];
        var sources = new[] { "lib", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root.FullName, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !built.Any(folder => file.Contains(folder, StringComparison.Ordinal))).ToArray();
        Assert.NotEmpty(sources);
        Assert.Empty(
            from file in sources
            from line in File.ReadLines(file).Index()
            where line.Item.Length > Longest
            select $"{Path.GetRelativePath(root.FullName, file)}:{line.Index + 1} has {line.Item.Length} characters");
    }
}
