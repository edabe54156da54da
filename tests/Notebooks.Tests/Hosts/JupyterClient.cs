using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Notebooks.Tests.Hosts;

/// <summary>Jupyter's own client, as Debian packages it, executing notebooks on an installed kernel.</summary>
public static class JupyterClient
{
    /// <summary>Debian's own Python has Debian's packages; another may come first on the path.</summary>
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private const string HowToGetIt = "not installed: apt-get install python3-nbclient jupyter-client";

    /// <summary>Skips the test where the client is missing.</summary>
    public static async Task RequireAsync()
    {
        var (code, _) = await RunAsync(Python, ["-c", "import nbclient, nbformat"], Environment.CurrentDirectory);
        Assert.SkipUnless(code == 0, $"Jupyter's client is {HowToGetIt}");
    }

    /// <summary>Executes a notebook in its own folder; it must give outputs, and no error among them.</summary>
    /// <param name="notebook">The notebook's full path.</param>
    /// <param name="kernel">The name of the kernelspec.</param>
    /// <param name="jupyterPath">The data folder whose <c>kernels</c> holds the kernelspec.</param>
    /// <param name="target">The executed notebook to write.</param>
    public static async Task AssertRunsAsync(string notebook, string kernel, string jupyterPath, string target)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Hosts", "execute.py");
        var (code, output) = await RunAsync(Python, [script, notebook, kernel, target], Path.GetDirectoryName(notebook)!,
            ("JUPYTER_PATH", jupyterPath));
        Assert.True(code == 0, output);
        var executed = JsonNode.Parse(await File.ReadAllTextAsync(target))!;
        var outputs = executed["cells"]!.AsArray().SelectMany(cell => cell!["outputs"]?.AsArray() ?? []).ToArray();
        Assert.NotEmpty(outputs);
        Assert.DoesNotContain(outputs, output => (string?)output!["output_type"] == "error");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, -1 where there is no such program, and all that it wrote.</returns>
    public static async Task<(int Code, string Output)> RunAsync(
        string program, string[] arguments, string folder, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            // Not ReadToEndAsync: where sockets complete inline, as in the kernel's tests, what follows would run on their only thread.
            var texts = await Task.WhenAll(Task.Run(process.StandardOutput.ReadToEnd), Task.Run(process.StandardError.ReadToEnd));
            await process.WaitForExitAsync();
            return (process.ExitCode, string.Concat(texts));
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (-1, missing.Message);
        }
    }
}
