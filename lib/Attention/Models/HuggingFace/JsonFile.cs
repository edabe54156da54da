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
            ReadTexts(document.RootElement);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            var kind = document.RootElement.ValueKind;
            document.Dispose();
            throw new ModelFileException(path, $"it holds {kind.ToString().ToLowerInvariant()} where an object {{…}} is due; get the "
                + "file again.");
        }
        catch (JsonException e)
        {
            throw new ModelFileException(path, $"it is no valid JSON (line {e.LineNumber + 1}); get the file again or mend that line.", e);
        }
        catch (InvalidOperationException e)
        {
            throw new ModelFileException(path, "it holds a text that is none (bytes that are not UTF-8, or half of a surrogate pair); "
                + "get the file again.", e);
        }
    }

    /// <summary>Reads every name and text once: those that are none fail here, and not later wherever they are used.</summary>
    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String: element.GetString(); break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) ReadTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    ReadTexts(property.Value);
                }
                break;
        }
    }

    private static byte[] Bytes(string path, int mostBytes)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > mostBytes) throw new ModelFileException(path,
                $"it has {file.Length:N0} bytes, and at most {mostBytes:N0} are read; it is no file of this kind.");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFileException(path, "there is no such file; a model's folder has config.json, model.safetensors and its "
                + "tokenizer's files.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ModelFileException(path, $"the file cannot be read: {e.Message}", e);
        }
    }
}
