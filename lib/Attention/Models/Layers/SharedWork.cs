namespace Attention.Models.Layers;

/// <summary>
/// Pieces of work that several threads take, the caller among them: whoever is free takes the next, and the caller waits for nobody who has
/// not begun one. .NET's own pool is not used since its threads keep a core awake after each piece, which libtorch's threads then miss.
/// </summary>
internal sealed class SharedWork
{
    /// <summary>Multiplications that one thread has done before another is awake.</summary>
    private const long WorthSharing = 2_000_000;

    private static readonly Lock Crew = new();
    private static readonly List<ManualResetEventSlim> Calls = [];
    private static readonly int MostThreads = Threads.Count;
    private static volatile SharedWork? current;

    private readonly int pieces;
    private readonly Action<int> work;
    private int taken, busy;

    private SharedWork(int pieces, Action<int> work) => (this.pieces, this.work) = (pieces, work);

    /// <summary>Does some work with as many threads as the course may use. Who finds the others working for somebody else works
    /// alone.</summary>
    /// <param name="pieces">How many pieces.</param>
    /// <param name="multiplications">Of all together; a little work is done by the caller alone.</param>
    /// <param name="work">Does one piece; it must not throw.</param>
    public static void Do(int pieces, long multiplications, Action<int> work)
    {
        var helpers = multiplications < WorthSharing ? 0 : Math.Min(MostThreads, pieces) - 1;
        var all = new SharedWork(pieces, work);
        if (helpers < 1 || !Crew.TryEnter())
        {
            all.TakePieces();
            return;
        }
        try
        {
            current = all;
            for (var helper = 0; helper < helpers; helper++) CallOf(helper).Set();
            all.TakePieces();
            all.WaitForOthers();
        }
        finally
        {
            current = null;
            Crew.Exit();
        }
    }

    private static ManualResetEventSlim CallOf(int helper)
    {
        if (helper < Calls.Count) return Calls[helper];
        var call = new ManualResetEventSlim();
        new Thread(() => Help(call)) { IsBackground = true, Name = $"products {helper + 2}" }.Start();
        Calls.Add(call);
        return call;
    }

    private static void Help(ManualResetEventSlim call)
    {
        while (true)
        {
            call.Wait();
            call.Reset();
            if (current is not { } all) continue;
            Interlocked.Increment(ref all.busy);        // before a piece is taken, so that the caller waits for it
            all.TakePieces();
            Interlocked.Decrement(ref all.busy);
        }
    }

    private void TakePieces()
    {
        for (var piece = Interlocked.Increment(ref taken) - 1; piece < pieces; piece = Interlocked.Increment(ref taken) - 1) work(piece);
    }

    private void WaitForOthers()
    {
        SpinWait wait = default;
        // gives its core away, and never sleeps for a millisecond
        while (Volatile.Read(ref busy) > 0) wait.SpinOnce(sleep1Threshold: -1);
    }
}
