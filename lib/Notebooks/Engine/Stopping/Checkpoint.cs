using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Notebooks.Engine.Stopping;

/// <summary>The checks that are woven into cells; public only because cells call them.</summary>
[StackTraceHidden]
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    /// <summary>The stack is examined where a frame begins in the first KB of a block of 16 KB, which takes no memory to find
    /// out.</summary>
    private const uint Block = 16 * 1024, Examined = 1024;

    /// <summary>What a recursion may use, as on Windows: the stack may hold more, but an exception takes seconds to leave it.</summary>
    private const int LargestRecursion = 1 << 20;

    /// <summary>
    /// Null while a cell is being stopped. A check reads through it and throws a NullReferenceException then: unlike a flag that is
    /// tested this costs no branch, of which a short loop has one only. Nobody sees the exception, since the cell was stopped.
    /// </summary>
    private static volatile Gate? gate = new();

    /// <summary>Beside the calls of a library that would take a token and were given none.</summary>
    public static CancellationToken Token => CellRun.CurrentToken;

    /// <summary>Where the stack was when this thread was examined first.</summary>
    [ThreadStatic]
    private static nuint top;

    /// <summary>Down to where this thread's stack was examined and found good; 0 before the first time.</summary>
    [ThreadStatic]
    private static nuint deepest;

    /// <summary>What a method's place in a block of stack is compared with: while a cell is being stopped all of them are examined, which
    /// throws.</summary>
    private static volatile uint examined = Examined;

    /// <summary>Whether checks throw, whichever cell they are in: what an earlier one left running ends too.</summary>
    internal static bool Stopping
    {
        get => gate is null;
        set
        {
            gate = value ? null : new Gate();
            examined = value ? Block : Examined;
            if (value) LastStop = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>When checks began to throw last, as <see cref="Stopwatch"/> counts; 0 if they never did.</summary>
    internal static long LastStop { get; private set; }

    /// <summary>In loops, in lambdas and between the statements of a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check() => _ = gate!.Open;

    /// <summary>In the conditions of queries.</summary>
    /// <returns>True.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pass()
    {
        Check();
        return true;
    }

    /// <summary>In methods: a recursion without end becomes an exception, where a stack overflow would end the process.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        Unsafe.SkipInit(out byte here);
        if (((uint)Address(ref here) & (Block - 1)) < examined) Examine(Address(ref here));
    }

    /// <summary>
    /// Around what is awaited: a stopped cell waits no longer, so that it does not wake up while later cells run. The cell goes on on a
    /// thread of the pool: a socket may have completed inline, and on the sockets' own thread the cell would keep them from all that comes
    /// in.
    /// </summary>
    /// <param name="task">What is awaited.</param>
    /// <returns>The same, cancelled when the cell is.</returns>
    public static async Task Await(Task task)
    {
        if (task.IsCompleted)
        {
            await task;
            return;
        }
        try
        {
            await task.WaitAsync(CellRun.CurrentToken);
        }
        finally
        {
            await Task.Yield();
        }
    }

    /// <inheritdoc cref="Await(Task)"/>
    public static async Task<T> Await<T>(Task<T> task)
    {
        await Await((Task)task);
        return task.Result;
    }

    /// <inheritdoc cref="Await(Task)"/>
    public static Task Await(ValueTask task) => Await(task.AsTask());

    /// <inheritdoc cref="Await(Task)"/>
    public static Task<T> Await<T>(ValueTask<T> task) => Await(task.AsTask());

    /// <summary>Around anything else that can be awaited.</summary>
    /// <param name="awaitable">What is awaited.</param>
    /// <returns>The same.</returns>
    public static T Await<T>(T awaitable) => awaitable;

    private static nuint Address(ref byte local) => (nuint)Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref local);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Examine(nuint address)
    {
        Check();
        if (deepest != 0 && address >= deepest) return;
        if (top == 0) top = address;
        if (top > address + LargestRecursion || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InsufficientExecutionStackException(
                "A method calls itself too deeply: thousands of calls wait for each other. Does the recursion end?");
        deepest = address;
    }

    private sealed class Gate
    {
        public readonly bool Open = true;
    }
}
