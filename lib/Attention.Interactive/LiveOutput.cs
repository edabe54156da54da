using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Attention.Interactive;

/// <summary>
/// An output of the running cell that changes in place. The kernel's own <c>DisplayedValue.Update</c> sends a new id and so
/// never arrives; this one announces and updates under one id, which works in every host.
/// </summary>
public sealed class LiveOutput
{
    private readonly string id = Guid.NewGuid().ToString("N");
    private readonly KernelInvocationContext? context = KernelInvocationContext.Current;
    private bool shown;

    /// <summary>Shows a value, the first time as a new output, then in place of the one before. Outside a notebook nothing
    /// happens.</summary>
    /// <param name="value">Anything that a cell can show.</param>
    public void Show(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (context is null || context.IsComplete) return;
        var formatted = FormattedValue.CreateManyFromObject(value);
        KernelCommand command = context.Command;
        context.Publish(shown
            ? new DisplayedValueUpdated(value, id, command, formatted)
            : new DisplayedValueProduced(value, command, formatted, id));
        shown = true;
    }
}
