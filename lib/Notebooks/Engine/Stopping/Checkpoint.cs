using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Notebooks.Engine.Stopping;

/// <summary>The checks that are woven into cells; public only because cells call them.</summary>
[StackTraceHidden]
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    /// <summary>How much deeper the stack may grow before it is examined again; far less than an examination guarantees.</summary>
    private const int UnexaminedBytes = 16 * 1024;

    /// <summary>What a recursion may use, as on Windows: the stack may hold more, but an exception takes seconds to leave it.</summary>
    private const int LargestRecursion = 1 << 20;

    /// <summary>Set while a cell is being stopped; at all other times a check is one load and one branch.</summary>
    private static volatile bool stopping;

    /// <summary>The complement of the lowest stack address that this thread may use unexamined, so that 0 means none.</summary>
    [ThreadStatic]
    private static nuint examined;

    /// <summary>Where the stack was when this thread was examined first.</summary>
    [ThreadStatic]
    private static nuint top;

    /// <summary>Whether checks look at the token of their run.</summary>
    internal static bool Stopping
    {
        get => stopping;
        set => stopping = value;
    }

    /// <summary>In loops, in lambdas and between the statements of a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check()
    {
        if (stopping) ThrowIfStopped();
    }

    /// <summary>In the conditions of queries.</summary>
    /// <returns>True.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pass()
    {
        if (stopping) ThrowIfStopped();
        return true;
    }

    /// <summary>In methods: a recursion without end becomes an exception, where a stack overflow would end the process.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        byte here = 0;
        if (stopping | ~Address(ref here) > examined) Examine(Address(ref here));
    }

    /// <summary>Around what is awaited: a stopped cell waits no longer, so that it does not wake up while later cells run.</summary>
    /// <param name="task">What is awaited.</param>
    /// <returns>The same, cancelled when the cell is.</returns>
    public static Task Await(Task task) => task.WaitAsync(CellRun.CurrentToken);

    /// <inheritdoc cref="Await(Task)"/>
    public static Task<T> Await<T>(Task<T> task) => task.WaitAsync(CellRun.CurrentToken);

    /// <inheritdoc cref="Await(Task)"/>
    public static Task Await(ValueTask task) => task.AsTask().WaitAsync(CellRun.CurrentToken);

    /// <inheritdoc cref="Await(Task)"/>
    public static Task<T> Await<T>(ValueTask<T> task) => task.AsTask().WaitAsync(CellRun.CurrentToken);

    /// <summary>Around anything else that can be awaited.</summary>
    /// <param name="awaitable">What is awaited.</param>
    /// <returns>The same.</returns>
    public static T Await<T>(T awaitable) => awaitable;

    private static nuint Address(ref byte local) => (nuint)Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref local);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Examine(nuint address)
    {
        ThrowIfStopped();
        if (~address <= examined) return;
        if (top == 0) top = address;
        if (top > address + LargestRecursion || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InsufficientExecutionStackException("A method calls itself too deeply: thousands of calls wait for each other. Does the recursion end?");
        examined = ~(address - UnexaminedBytes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowIfStopped()
    {
        if (stopping) CellRun.CurrentToken.ThrowIfCancellationRequested();
    }
}
