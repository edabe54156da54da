// Build step: makes TorchSharp 0.107.0's native library load where libstdc++ is older than GCC 13's (Debian 12, Ubuntu 22.04).
// The library asks for GLIBCXX_3.4.32 because of one symbol that older systems neither have nor need, and for nothing else.
using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
#if !LIBTORCHSHARP_PATCH_TESTS
using Microsoft.Build.Framework;

/// <summary>MSBuild's door to <see cref="LibTorchSharpPatch"/>.</summary>
public sealed class PatchLibTorchSharp : Microsoft.Build.Utilities.Task
{
    /// <summary>The package's libLibTorchSharp.so; only read.</summary>
    [Required]
    public string Original { get; set; }

    /// <summary>The copy in an output folder, replaced by a patched one.</summary>
    [Required]
    public string Copy { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            if (LibTorchSharpPatch.Apply(Original, Copy))
                Log.LogMessage(MessageImportance.Normal, "libLibTorchSharp.so: GLIBCXX_3.4.32 made optional in " + Copy);
        }
        catch (Exception e) when (e is IOException || e is InvalidDataException || e is UnauthorizedAccessException)
        {
            Log.LogError("libLibTorchSharp.so could not be prepared: " + e.Message);
        }
        return !Log.HasLoggedErrors;
    }
}
#endif

/// <summary>Redirects the one reference to std::ios_base_library_init() and makes the symbol version behind it optional.</summary>
public static class LibTorchSharpPatch
{
    /// <summary>SHA-256 of the file in the TorchSharp 0.107.0 package for linux-x64.</summary>
    public const string OriginalHash = "cf33b1b0bb6bbb9754a768fb5c5d04d9f498603be50e73f55621a0b40ee608b8";

    /// <summary>SHA-256 of the file as it leaves this step.</summary>
    public const string PatchedHash = "311bf09ace520f165bde3710b69a7954e05f41e9eb6b8ca061d2d2d656028286";

    private const string Symbol = "_ZSt21ios_base_library_initv";
    private const string Replacement = "getpid";    // any libc function without arguments or consequences
    private const string Version = "GLIBCXX_3.4.32";

    /// <summary>Puts the patched library at <paramref name="copy"/>; false if it is there already.</summary>
    /// <exception cref="InvalidDataException">The original is not the known file.</exception>
    public static bool Apply(string original, string copy)
    {
        if (Hash(File.ReadAllBytes(copy)) == PatchedHash) return false;
        var bytes = File.ReadAllBytes(original);
        var hash = Hash(bytes);
        if (hash != OriginalHash)
            throw new InvalidDataException(original + " is not the library of TorchSharp 0.107.0 (sha256 " + hash +
                "). Set TorchSharpVersion in Directory.Packages.props back, or teach build/LibTorchSharpPatch.cs the new file.");
        Patch(bytes);

        // The copy may be a link into the package folder: writing through it would change the package.
        var partial = copy + "." + Guid.NewGuid().ToString("N") + ".partial";
        File.WriteAllBytes(partial, bytes);
        File.SetLastWriteTimeUtc(partial, File.GetLastWriteTimeUtc(original));    // the next build's copy step then leaves it alone
        File.Delete(copy);
        File.Move(partial, copy);
        return true;
    }

    /// <summary>Edits the bytes of the ELF file in place.</summary>
    public static void Patch(byte[] elf)
    {
        var strings = Section(elf, ".dynstr");
        var name = IndexOf(elf, strings, Symbol);
        WriteString(elf, strings.Offset + name, Replacement);
        SetSymbolVersion(elf, name, 1);    // 1: global, no version
        MakeVersionWeak(elf, strings, Version);
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Hash(byte[] bytes)
    {
        using (var sha = SHA256.Create())
            return BitConverter.ToString(sha.ComputeHash(bytes)).Replace("-", "").ToLowerInvariant();
    }

    private static void SetSymbolVersion(byte[] elf, int name, ushort version)
    {
        var symbols = Section(elf, ".dynsym");
        var versions = Section(elf, ".gnu.version");
        for (var i = 0; i < symbols.Size / 24; i++)    // Elf64_Sym: 24 bytes, st_name first
            if (BitConverter.ToInt32(elf, symbols.Offset + i * 24) == name)
                BitConverter.GetBytes(version).CopyTo(elf, versions.Offset + i * 2);
    }

    private static void MakeVersionWeak(byte[] elf, Span strings, string version)
    {
        const ushort weak = 2;    // VER_FLG_WEAK
        var needed = Section(elf, ".gnu.version_r").Offset;
        for (int next = 1; next != 0; needed += next)    // Elf64_Verneed: version, count, file, aux, next
        {
            var aux = needed + BitConverter.ToInt32(elf, needed + 8);
            for (int nextAux = 1; nextAux != 0; aux += nextAux)    // Elf64_Vernaux: hash, flags, other, name, next
            {
                if (ReadString(elf, strings.Offset + BitConverter.ToInt32(elf, aux + 8)) == version)
                    BitConverter.GetBytes(weak).CopyTo(elf, aux + 4);
                nextAux = BitConverter.ToInt32(elf, aux + 12);
            }
            next = BitConverter.ToInt32(elf, needed + 12);
        }
    }

    private static Span Section(byte[] elf, string wanted)
    {
        var headers = (int)BitConverter.ToInt64(elf, 0x28);
        var count = BitConverter.ToUInt16(elf, 0x3C);
        var names = headers + BitConverter.ToUInt16(elf, 0x3E) * 64;    // Elf64_Shdr: 64 bytes
        var namesOffset = (int)BitConverter.ToInt64(elf, names + 24);
        for (var i = 0; i < count; i++)
        {
            var header = headers + i * 64;
            if (ReadString(elf, namesOffset + BitConverter.ToInt32(elf, header)) == wanted)
                return new Span((int)BitConverter.ToInt64(elf, header + 24), (int)BitConverter.ToInt64(elf, header + 32));
        }
        throw new InvalidDataException("no section " + wanted);
    }

    private static int IndexOf(byte[] elf, Span strings, string text)
    {
        var bytes = Encoding.ASCII.GetBytes("\0" + text + "\0");
        for (var i = 0; i + bytes.Length <= strings.Size; i++)
        {
            var length = 0;
            while (length < bytes.Length && elf[strings.Offset + i + length] == bytes[length]) length++;
            if (length == bytes.Length) return i + 1;
        }
        throw new InvalidDataException("no symbol " + text);
    }

    private static string ReadString(byte[] elf, int offset)
    {
        var end = Array.IndexOf(elf, (byte)0, offset);
        return Encoding.ASCII.GetString(elf, offset, end - offset);
    }

    private static void WriteString(byte[] elf, int offset, string text) =>
        Encoding.ASCII.GetBytes(text + "\0").CopyTo(elf, offset);

    private readonly struct Span
    {
        public Span(int offset, int size) { Offset = offset; Size = size; }

        public int Offset { get; }

        public int Size { get; }
    }
}
