using System.Text;

namespace JupyterKernel.Serving;

/// <summary>Gathers text for up to 50 ms, so that ten thousand lines are not ten thousand messages, and ends what no page can
/// show.</summary>
/// <param name="send">Sends text of a stream.</param>
/// <param name="clear">Clears the cell's outputs.</param>
internal sealed class StreamBatch(Action<string, string> send, Action clear) : IDisposable
{
    /// <summary>What a terminal is cleared with, such as by the command <c>clear</c>.</summary>
    private const string ClearScreen = "\u001b[2J", CursorHome = "\u001b[H";

    /// <summary>Text in one message, and in all messages of one cell.</summary>
    private const int LongestMessage = 1 << 18, LongestText = 1 << 23;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private Timer? timer;
    private string stream = "";
    private int written;
    private bool disposed;

    /// <summary>Takes text for a stream.</summary>
    public void Write(string name, string added)
    {
        lock (gate)
        {
            if (disposed || written > LongestText) return;
            if (added.LastIndexOf(ClearScreen, StringComparison.Ordinal) is >= 0 and var at)
                added = Clear(added[(at + ClearScreen.Length)..]);
            if (name != stream) Flush();
            stream = name;
            if (text.Length == 0) (timer ??= new Timer(_ => Flush())).Change(Delay, Timeout.InfiniteTimeSpan);
            text.Append(added);
            written += added.Length;
            if (written > LongestText)
                text.Append($"\n(What the cell writes beyond {LongestText / 1_000_000} million characters is left out.)\n");
            if (text.Length > LongestMessage) Flush();
        }
    }

    /// <summary>Sends what is there.</summary>
    public void Flush()
    {
        lock (gate)
        {
            if (text.Length == 0) return;
            send(stream, text.ToString());
            text.Clear();
        }
    }

    /// <summary>Sends what is there; text that comes later is not for this cell.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            Flush();
            disposed = true;
            timer?.Dispose();
        }
    }

    private string Clear(string rest)
    {
        text.Clear();
        clear();
        return rest.StartsWith(CursorHome, StringComparison.Ordinal) ? rest[CursorHome.Length..] : rest;
    }
}
