namespace JupyterKernel.Installing;

/// <summary>Where Jupyter, and with it VS Code, looks for kernels.</summary>
/// <param name="data">The user's own data folder.</param>
/// <param name="others">Data folders that are searched too.</param>
public sealed class JupyterFolders(string data, params IReadOnlyList<string> others)
{
    /// <summary>The folder that the user's own kernels lie in.</summary>
    public string Kernels { get; } = Path.Combine(data, "kernels");

    /// <summary>All folders with kernels, the first to be searched first.</summary>
    public IReadOnlyList<string> AllKernels { get; } =
        [.. others.Prepend(data).Distinct().Select(folder => Path.Combine(folder, "kernels"))];

    /// <summary>The folders of this machine, as Jupyter's own documentation names them.</summary>
    /// <returns>The folders; they need not exist.</returns>
    public static JupyterFolders OfThisMachine() => Of(
        OperatingSystem.IsWindows() ? PlatformID.Win32NT : OperatingSystem.IsMacOS() ? PlatformID.Other : PlatformID.Unix,
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The folders of a prefix, such as <c>/usr/local</c> for all users, or the folder of a Python environment.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <returns>The folders; they need not exist.</returns>
    public static JupyterFolders OfPrefix(string prefix) => new(Path.Combine(Path.GetFullPath(prefix), "share", "jupyter"));

    /// <summary>The folders of a machine.</summary>
    /// <param name="platform">Windows, Unix, or Other for macOS.</param>
    /// <param name="variable">Its environment.</param>
    /// <param name="home">The user's home.</param>
    internal static JupyterFolders Of(PlatformID platform, Func<string, string?> variable, string home)
    {
        var separator = platform == PlatformID.Win32NT ? ';' : ':';
        string[] named = variable("JUPYTER_PATH")?.Split(separator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new JupyterFolders(Given("JUPYTER_DATA_DIR") ?? Data(), [.. named, .. OfAllUsers()]);

        string Data() => platform switch
        {
            PlatformID.Win32NT => Path.Combine(Given("APPDATA") ?? Path.Combine(home, "AppData", "Roaming"), "jupyter"),
            PlatformID.Other => Path.Combine(home, "Library", "Jupyter"),
            _ => Path.Combine(Given("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter"),
        };

        string[] OfAllUsers() => platform == PlatformID.Win32NT
            ? [Path.Combine(Given("PROGRAMDATA") ?? @"C:\ProgramData", "jupyter")]
            : ["/usr/local/share/jupyter", "/usr/share/jupyter"];

        string? Given(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }
}
