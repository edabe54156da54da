using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Notebooks.Tests;
using Notebooks.Tests.Hosts;

namespace JupyterKernel.Tests.Hosts;

public sealed class TakenPortTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_port_that_another_program_has_is_one_sentence_and_an_exit_code()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var ports = string.Join(", ", new[] { "shell_port", "control_port", "stdin_port", "iopub_port", "hb_port" }.Select(name =>
            $"\"{name}\": {(name == "iopub_port" ? taken : FreePort.Next().ToString(CultureInfo.InvariantCulture))}"));
        await File.WriteAllTextAsync(folder["connection.json"], $"{{ {ports}, \"key\": \"k\" }}");
        using var kernel =
            Process.Start(new ProcessStartInfo("dotnet", [CourseNotebooks.Program, "kernel", "run", "jupyter", folder["connection.json"]])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
        var said = await kernel.StandardError.ReadToEndAsync();
        await kernel.WaitForExitAsync();
        Assert.Equal(1, kernel.ExitCode);
        Assert.StartsWith($"course: The kernel cannot listen on port {taken} of 127.0.0.1: ", said, StringComparison.Ordinal);
        Assert.Single(said.TrimEnd().Split('\n'));
        Assert.Empty(await kernel.StandardOutput.ReadToEndAsync());
    }
}
