using System.Security.Cryptography;
using Attention.Models;

namespace Attention.Tests.Models;

public sealed class VerifiedFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string path;
    private readonly string hash;

    public VerifiedFilesTests()
    {
        path = folder["model.gguf"];
        File.WriteAllText(path, "weights");
        hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_read_once_and_then_remembered()
    {
        Assert.True(new VerifiedFiles(folder["record.json"]).Check(path, hash));
        Assert.False(new VerifiedFiles(folder["record.json"]).Check(path, hash));
    }

    [Fact]
    public void An_altered_file_is_refused_even_after_it_has_passed()
    {
        new VerifiedFiles(folder["record.json"]).Check(path, hash);
        File.AppendAllText(path, "!");

        var error = Assert.Throws<ModelFileException>(() => new VerifiedFiles(folder["record.json"]).Check(path, hash));
        Assert.Contains("git checkout", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        Assert.Throws<ModelFileException>(() => new VerifiedFiles(folder["record.json"]).Check(folder["none"], hash));
    }

    [Fact]
    public void A_damaged_record_only_means_that_the_file_is_read_again()
    {
        File.WriteAllText(folder["record.json"], "{ not json");
        Assert.True(new VerifiedFiles(folder["record.json"]).Check(path, hash));
    }
}
