using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Displays;

/// <summary><c>#!time</c>, which .NET Interactive's tool has too: tells how long the rest of the cell took.</summary>
internal static class TimeDirective
{
    public static void AddTimeDirective(this Kernel kernel) => kernel.AddDirective(
        new KernelActionDirective("#!time") { Description = "Tells how long the cell took." },
        (_, context) =>
        {
            var started = Stopwatch.GetTimestamp();
            context.OnComplete(completed =>
            {
                var elapsed = Stopwatch.GetElapsedTime(started);
                var text = new FormattedValue(PlainTextFormatter.MimeType, $"Wall time: {elapsed.TotalMilliseconds:0.0} ms");
                completed.Publish(new DisplayedValueProduced(elapsed, completed.Command, [text]));
            });
            return Task.CompletedTask;
        });
}
