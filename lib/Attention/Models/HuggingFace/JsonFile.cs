using System.Text.Json;

namespace Attention.Models.HuggingFace;

/// <summary>Reads a small JSON file that must hold an object.</summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">A longer file is refused before it is read.</param>
    /// <returns>The document; dispose of it.</returns>
    /// <exception cref="ModelFileException">It is missing, too long, or no JSON object.</exception>
    public static JsonDocument Read(string path, int mostBytes)
    {
        var bytes = Bytes(path, mostBytes);
        try
        {
            var mark = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
            var document = JsonDocument.Parse(bytes.AsMemory(mark), Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            var kind = document.RootElement.ValueKind;
            document.Dispose();
            throw new ModelFileException(path, $"it holds {kind.ToString().ToLowerInvariant()} where an object {{…}} is due; get the file again.");
        }
        catch (JsonException e)
        {
            throw new ModelFileException(path, $"it is no valid JSON (line {e.LineNumber + 1}); get the file again or mend that line.", e);
        }
        catch (InvalidOperationException e)      // half of a surrogate pair in the name of a key
        {
            throw new ModelFileException(path, "it has a key that is no text; get the file again.", e);
        }
    }

    private static byte[] Bytes(string path, int mostBytes)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > mostBytes) throw new ModelFileException(path, $"it has {file.Length:N0} bytes, and at most {mostBytes:N0} are read; it is no file of this kind.");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFileException(path, "there is no such file; a model's folder has config.json, model.safetensors and its tokenizer's files.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ModelFileException(path, $"the file cannot be read: {e.Message}", e);
        }
    }
}
