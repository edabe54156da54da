using System.Reflection;

namespace Notebooks.Engine.Displays;

/// <summary>
/// Has Spectre.Console write where the running cell writes: it keeps the console that it finds first, which may be another cell's, or the
/// one over which the kernel speaks with its front end. The engine does not reference the library and waits until it is loaded.
/// </summary>
internal static class SpectreConsole
{
    public static void Register() => LateLibrary.WhenLoaded("Spectre.Console", assembly =>
    {
        if (Create(assembly) is { } console)
            assembly.GetType("Spectre.Console.AnsiConsole")?.GetProperty("Console")?.SetValue(null, console);
    });

    /// <summary>
    /// <c>AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Yes, ColorSystem = Standard, Out = new AnsiConsoleOutput(writer) })</c>;
    /// null where a version has other names.
    /// </summary>
    private static object? Create(Assembly assembly)
    {
        if (assembly.GetType("Spectre.Console.AnsiConsoleSettings") is not { } type) return null;
        if (assembly.GetType("Spectre.Console.AnsiConsoleOutput") is not { } output) return null;
        var settings = Activator.CreateInstance(type)!;
        if (type.GetProperty("Ansi") is { } ansi) ansi.SetValue(settings, Enum.Parse(ansi.PropertyType, "Yes"));
        if (type.GetProperty("ColorSystem") is { } colours) colours.SetValue(settings, Enum.Parse(colours.PropertyType, "Standard"));
        var writer = new CellWriter(written => Console.Out.Write(written));
        type.GetProperty("Out")?.SetValue(settings, Activator.CreateInstance(output, writer));
        return assembly.GetType("Spectre.Console.AnsiConsole")?.GetMethod("Create", [type])?.Invoke(null, [settings]);
    }
}
