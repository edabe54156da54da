using System.Diagnostics;
using System.Text.Json;
using Notebooks.Tests.Hosts;

namespace Explorer.Tests.VsCode;

/// <summary>A real VS Code that serves windows to the browser, with the course's extension installed as a reader installs it; started by
/// the first window.</summary>
public sealed class VsCodeServer : IDisposable
{
    /// <summary>Where <c>install.sh</c> has put VS Code.</summary>
    public const string FolderVariable = "COURSE_TEST_VSCODE";

    private readonly string folder = Directory.CreateTempSubdirectory("vscode-").FullName;
    private readonly int port = FreePort.Next();
    private Process? server;

    /// <summary>Starts it, if it is not there yet. The test that asks is skipped where there is no VS Code.</summary>
    /// <param name="dark">The colours of the windows that open next.</param>
    /// <returns>Its address.</returns>
    internal async Task<string> StartAsync(bool dark)
    {
        var home = Environment.GetEnvironmentVariable(FolderVariable) ?? "";
        var program = Path.Combine(home, "node_modules/code-server/out/node/entry.js");
        Assert.SkipUnless(File.Exists(program),
            $"There is no VS Code: tests/Explorer.Tests/VsCode/install.sh FOLDER, and set {FolderVariable} to FOLDER.");
        WriteSettings(dark);
        if (server is null) await ListenAsync(program);
        return $"http://127.0.0.1:{port}/";
    }

    /// <summary>VS Code ends without a word to anybody.</summary>
    public void Kill() => server!.Kill();

    public void Dispose()
    {
        if (server is { HasExited: false }) server.Kill(entireProcessTree: true);
        server?.WaitForExit();
        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ListenAsync(string program)
    {
        string[] places = ["--user-data-dir", folder + "/user", "--extensions-dir", folder + "/extensions"];
        InstallExtension(program, places);
        string[] options = ["--bind-addr", $"127.0.0.1:{port}", "--auth", "none", "--disable-telemetry", "--disable-update-check",
            "--disable-workspace-trust"];
        server = Process.Start(new ProcessStartInfo("node",
            [program, .. places, .. options, CourseNotebooks.Root])
        { RedirectStandardOutput = true })!;
        while (await server.StandardOutput.ReadLineAsync() is { } line
            && !line.Contains("HTTP server listening", StringComparison.Ordinal)) { }
        _ = server.StandardOutput.ReadToEndAsync();
    }

    private void WriteSettings(bool dark)
    {
        Directory.CreateDirectory(folder + "/user/User");
        var settings = new Dictionary<string, object>
        {
            ["workbench.colorTheme"] = dark ? "Default Dark Modern" : "Default Light Modern",
            ["workbench.startupEditor"] = "none",
            ["telemetry.telemetryLevel"] = "off",
            ["files.autoSave"] = "off",    // what runs here must not change the chapters
            ["search.useIgnoreFiles"] = false,    // git passes over the notebooks of these tests, and so would the list of files
            ["extensions.autoCheckUpdates"] = false,
            // what moves is painted again and again, by the processor here
            ["workbench.reduceMotion"] = "on",
            ["editor.cursorBlinking"] = "solid",
        };
        File.WriteAllText(folder + "/user/User/settings.json", JsonSerializer.Serialize(settings));
    }

    /// <summary>The command takes one program's name; here that is a script, as <c>code</c> itself is.</summary>
    private void InstallExtension(string program, string[] places)
    {
        var script = Path.Combine(folder, "code");
        File.WriteAllText(script, $"#!/bin/sh\nexec node {program} {string.Join(' ', places)} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var course = CourseNotebooks.Program;
        var start = new ProcessStartInfo("dotnet", [course, "kernel", "install", "--vscode"]) { RedirectStandardOutput = true };
        start.Environment["COURSE_VSCODE"] = script;
        using var install = Process.Start(start)!;
        var said = install.StandardOutput.ReadToEnd();
        install.WaitForExit();
        Assert.True(install.ExitCode == 0, said);
    }
}
