using Attention.Models;
using Attention.Studies;
using Attention.Tokens;
using Attention.Traces;

namespace DeviceCheck;

/// <summary>A text that has more attention than the device has memory.</summary>
internal static class TooLong
{
    private const int Tokens = 8192;    // 270 heads: 72 GB

    /// <summary>Asks for it, and for as much as the answer says fits.</summary>
    public static (bool Agrees, string Figures) Refused(string device)
    {
        using var model = ForwardSpeed.RandomModel(new() { Device = device });
        try
        {
            model.Trace(Text(Tokens)).Dispose();
            return (true, $"{Tokens} tokens fit here");
        }
        catch (TextTooLongException e)
        {
            return (true, e.Message);
        }
    }

    private static TokenizedText Text(int tokens) =>
        new("", [.. Enumerable.Range(0, tokens).Select(i => new Token(i, "", 0, 0))], HasBos: false);
}
