using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Displays;

/// <summary>
/// Makes <c>var shown = display(x); shown.Update(y);</c> work. The engine announces one <see cref="DisplayedValue"/> and returns
/// another, whose id nobody has heard of; all that the two share is their array of formatted values. Each display therefore gets
/// MIME type strings of its own, which its updates hand on, and by which the id that was announced is found again.
/// </summary>
internal static class DisplayUpdates
{
    private static readonly ConditionalWeakTable<string, string> Announced = [];
    private static readonly Lazy<IDisposable> Subscription = new(() => Formatter.SubscribeToDisplayedValues(displayed =>
    {
        if (displayed.IsUpdated) Update(displayed);
        else if (displayed.FormattedValues is FormattedValue[] values) Mark(values, displayed.DisplayId);
    }));

    /// <summary>Code that belongs to no running cell any more has updated a display, which the engine drops: id, and what it
    /// shows.</summary>
    public static event Action<string, IReadOnlyCollection<FormattedValue>>? Late;

    /// <summary>Has to be called before the first kernel is made, whose own subscription publishes what it is given.</summary>
    public static void Repair() => _ = Subscription.Value;

    private static void Mark(FormattedValue[] values, string id)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var mark = new string(values[i].MimeType.AsSpan());
            values[i] = new FormattedValue(mark, values[i].Value);
            Announced.Add(mark, id);
        }
    }

    private static void Update(DisplayedValue displayed)
    {
        Correct(displayed);
        if (KernelInvocationContext.Current is null or { IsComplete: true })
            Late?.Invoke(displayed.DisplayId, [.. displayed.FormattedValues]);
    }

    private static void Correct(DisplayedValue displayed)
    {
        foreach (var value in displayed.FormattedValues)
            if (Announced.TryGetValue(value.MimeType, out var id)) Id(displayed) = id;
    }

    // The packages are frozen, so their private members stay as they are.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_displayId")]
    private static extern ref string Id(DisplayedValue displayed);
}
