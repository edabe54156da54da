using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Course.Files;

namespace Course.Cli.Conversion;

/// <summary>The resources inside the assembly of a NuGet package, read without loading it.</summary>
internal sealed class PackageResources
{
    private readonly string package;
    private readonly byte[] assembly;

    /// <summary>Unpacks the assembly.</summary>
    /// <param name="package">A <c>.nupkg</c> file with one assembly.</param>
    /// <exception cref="DamagedFileException">It is no such package.</exception>
    public PackageResources(string package)
    {
        this.package = package;
        if (!File.Exists(package)) throw new DamagedFileException(package, null, "there is no such file; restore the package first.");
        try
        {
            using var zip = ZipFile.OpenRead(package);
            var entry = zip.Entries.Single(file => file.FullName.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
            using var stream = entry.Open();
            using var bytes = new MemoryStream(checked((int)entry.Length));
            stream.CopyTo(bytes);
            assembly = bytes.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw new DamagedFileException(package, null, $"it is no package with one assembly ({e.Message}).", e);
        }
    }

    /// <summary>One resource.</summary>
    /// <param name="end">What its name ends with.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="DamagedFileException">There is none.</exception>
    public ReadOnlyMemory<byte> Find(string end)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        var metadata = reader.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (!metadata.GetString(resource.Name).EndsWith(end, StringComparison.Ordinal)) continue;
            var directory = reader.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress;
            var blob = reader.GetSectionData(directory)
                .GetReader((int)resource.Offset, reader.GetSectionData(directory).Length - (int)resource.Offset);
            return blob.ReadBytes(blob.ReadInt32());
        }
        throw new DamagedFileException(package, null, $"its assembly has no resource {end}.");
    }
}
