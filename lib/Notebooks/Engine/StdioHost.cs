using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;
using Notebooks.Engine.Assistance;

namespace Notebooks.Engine;

/// <summary>.NET Interactive's own protocol, for the Polyglot Notebooks extension: one command a line in, one event a line out.</summary>
public static class StdioHost
{
    /// <summary>Serves until the input ends or a command says so.</summary>
    /// <param name="input">Commands as JSON.</param>
    /// <param name="output">Takes events as JSON. Not the console's own writer, which cells take over.</param>
    /// <returns>A task that ends with the input.</returns>
    public static async Task ServeAsync(TextReader input, TextWriter output)
    {
        var lines = new LineSource(input);
        using var root = Compose();
        using var host = root.UseHost(
            KernelCommandAndEventSender.FromTextWriter(output, KernelHost.CreateHostUri("stdio")),
            KernelCommandAndEventReceiver.FromTextReader(lines),
            KernelHost.CreateHostUriForCurrentProcessId());
        root.UseQuitCommand();
        await Task.WhenAny(host.ConnectAndWaitAsync(), lines.Ended);
    }

    private static CompositeKernel Compose()
    {
        var csharp = KernelComposition.CSharp(_ => "cell");
        var stoppable = csharp.UseChecks();
        csharp.AddMiddleware(async (command, context, next) =>
        {
            if (command is SubmitCode) stoppable.Begin();
            await next(command, context);
            if (command is SubmitCode) stoppable.End();
        });
        csharp.AddAssistance(documented: true);
        var root = KernelComposition.Create(csharp);
        root.AddMiddleware((command, context, next) =>
        {
            if (command is Cancel) stoppable.Stop();
            return next(command, context);
        });
        return root;
    }

    /// <summary>Passes lines on and tells when there are no more, which the protocol's own reader does not.</summary>
    private sealed class LineSource(TextReader input) : TextReader
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => ended.Task;

        public override string? ReadLine()
        {
            var line = input.ReadLine();
            if (line is null) ended.TrySetResult();
            return line;
        }

        public override async Task<string?> ReadLineAsync()
        {
            var line = await input.ReadLineAsync();
            if (line is null) ended.TrySetResult();
            return line;
        }

        public override async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            var line = await input.ReadLineAsync(cancellationToken);
            if (line is null) ended.TrySetResult();
            return line;
        }
    }
}
