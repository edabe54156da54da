using System.Text;
using System.Text.Json;

namespace JupyterKernel.Installing;

/// <summary>The setting by which the Polyglot Notebooks extension of VS Code starts this kernel in one folder.</summary>
/// <param name="folder">The folder that VS Code opens.</param>
public sealed class PolyglotSettings(string folder)
{
    /// <summary>The extension's own name for it. In the value it replaces {working_dir} by the notebook's folder.</summary>
    internal const string Name = "dotnet-interactive.kernelTransportArgs";

    /// <summary>A file that holds no more than this once the setting is gone was made for it.</summary>
    private const string NewFile = "// Made by 'course kernel install --vscode'.\n{\n}\n";
    private static readonly string[] OurArguments = ["kernel", "run", "stdio", "--working-dir", "{working_dir}"];
    private static readonly JsonSerializerOptions WithComments = new() { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The settings file of the folder.</summary>
    public string File { get; } = Path.Combine(folder, ".vscode", "settings.json");

    /// <summary>Plans to write the setting.</summary>
    /// <param name="program">What starts this program.</param>
    /// <returns>The change, or null where there is nothing to change.</returns>
    /// <exception cref="SettingsException">The file cannot be read, or the setting starts another program.</exception>
    public SettingsChange? Install(IReadOnlyList<string> program)
    {
        var before = Read();
        var settings = Parse(before ?? Encoding.UTF8.GetBytes(NewFile));
        var value = $"[{string.Join(", ", program.Concat(OurArguments).Select(argument => JsonSerializer.Serialize(argument, Kernelspec.Readable)))}]";
        if (settings.Value(Name) == value) return null;
        if (settings.Value(Name) is { } foreign && !IsOurs(foreign))
            throw new SettingsException($"{File} already starts another kernel: {Name} is {foreign}. It was left as it is; take the setting out to have this kernel.");
        return Change(before, settings.With(Name, value));
    }

    /// <summary>Plans to take the setting out again.</summary>
    /// <returns>The change, or null where there is nothing of ours.</returns>
    /// <exception cref="SettingsException">The file cannot be read.</exception>
    public SettingsChange? Uninstall()
    {
        if (Read() is not { } before) return null;
        var settings = Parse(before);
        if (settings.Value(Name) is not { } value || !IsOurs(value)) return null;
        var after = settings.Without(Name);
        return Change(before, after.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(NewFile)) ? null : after);
    }

    private SettingsChange Change(byte[]? before, byte[]? after) => new(File, Memory(before), Memory(after));

    /// <summary>By itself a null array becomes an empty memory, not a null one.</summary>
    private static ReadOnlyMemory<byte>? Memory(byte[]? text) => text is null ? (ReadOnlyMemory<byte>?)null : text;

    private byte[]? Read() => System.IO.File.Exists(File) ? System.IO.File.ReadAllBytes(File) : null;

    private SettingsText Parse(byte[] text)
    {
        try
        {
            return new SettingsText(text);
        }
        catch (JsonException e)
        {
            throw new SettingsException($"{File} cannot be read as JSON with comments and was left as it is: {e.Message}", e);
        }
    }

    private static bool IsOurs(string value)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(value, WithComments) is { } arguments && arguments.TakeLast(OurArguments.Length).SequenceEqual(OurArguments);
        }
        catch (JsonException)    // another program may have made anything of it
        {
            return false;
        }
    }
}
