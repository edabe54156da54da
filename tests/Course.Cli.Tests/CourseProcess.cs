using System.Diagnostics;
using Notebooks.Tests.Hosts;

namespace Course.Cli.Tests;

/// <summary>The command line as its users run it: a process of its own.</summary>
internal static class CourseProcess
{
    /// <summary>Runs a command to its end.</summary>
    /// <returns>Exit code, standard output, standard error.</returns>
    public static (int Code, string Output, string Error) Run(params IEnumerable<string> arguments) => RunWith([], arguments);

    /// <summary>Runs a command in an environment in which some variables are set, or with null are not there.</summary>
    /// <returns>Exit code, standard output, standard error.</returns>
    public static (int Code, string Output, string Error) RunWith(IEnumerable<(string Name, string? Value)> environment,
        params IEnumerable<string> arguments)
    {
        string[] all = [CourseNotebooks.Program, .. arguments];
        var start = new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
