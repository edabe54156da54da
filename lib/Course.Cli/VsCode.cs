using System.ComponentModel;
using System.Diagnostics;
using JupyterKernel.Installing;

namespace Course.Cli;

/// <summary>Installs the course's extension into VS Code and takes it out again, by VS Code's own command.</summary>
public static class VsCode
{
    /// <summary>Names another program than <c>code</c>, such as <c>codium</c> or <c>code-server</c>.</summary>
    public const string ProgramVariable = "COURSE_VSCODE";

    /// <summary>Packs the extension and has VS Code install it.</summary>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static int Install()
    {
        var file = new VsCodeExtension(CourseFolder.Find()).Pack();
        Console.WriteLine($"Packed {file}");
        return Run(["--install-extension", file, "--force"], $"In VS Code: Extensions, the menu ..., Install from VSIX, {file}");
    }

    /// <summary>Has VS Code remove the extension.</summary>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static int Uninstall()
    {
        var id = new VsCodeExtension(CourseFolder.Find()).Id;
        return Run(["--uninstall-extension", id], $"In VS Code: Extensions, {id}, Uninstall");
    }

    private static int Run(string[] arguments, string byHand)
    {
        var program = Environment.GetEnvironmentVariable(ProgramVariable) is { Length: > 0 } named ? named : "code";
        Console.WriteLine($"> {program} {string.Join(' ', arguments)}");
        try
        {
            using var code = Process.Start(StartInfo(program, arguments))!;
            code.WaitForExit();
            if (code.ExitCode == 0) return ExitCode.Done;
            Console.WriteLine($"{program} ended with exit code {code.ExitCode}. {byHand}");
        }
        catch (Win32Exception)
        {
            Console.WriteLine($"The program {program} is not on the path. {byHand}");
        }
        return ExitCode.Failed;
    }

    /// <summary>On Windows <c>code</c> is a batch file, which only a command processor finds.</summary>
    private static ProcessStartInfo StartInfo(string program, string[] arguments) =>
        OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", ["/c", program, .. arguments]) : new ProcessStartInfo(program, arguments);
}
