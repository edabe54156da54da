using System.Text;

namespace JupyterKernel.Tests.Serving;

/// <summary>Bytes that a careless reader does not survive, the same for the same seed.</summary>
internal sealed class StrangeBytes(int seed)
{
    private static readonly ulong[] Sizes =
    [
        0, 1, 255, 256, 65_535, int.MaxValue, int.MaxValue + 1UL, uint.MaxValue, long.MaxValue, long.MaxValue + 1UL, ulong.MaxValue,
        ulong.MaxValue - 29, 100 << 20,
    ];
    private readonly Random random = new(seed);

    public int Below(int bound) => random.Next(bound);

    public T One<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    public byte[] Random(int longest)
    {
        var bytes = new byte[random.Next(longest)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>The same with up to three bytes changed, taken out, put in, or the end cut off.</summary>
    public byte[] Mangled(byte[] bytes)
    {
        var changed = bytes.ToList();
        for (var i = random.Next(4); i > 0 && changed.Count > 0; i--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(8))
            {
                case 0: changed.RemoveRange(at, changed.Count - at); break;
                case < 4: changed[at] = (byte)random.Next(256); break;
                case < 6: changed.RemoveAt(at); break;
                default: changed.Insert(at, (byte)random.Next(256)); break;
            }
        }
        return [.. changed];
    }

    /// <summary>JSON, or nearly, as text that no serialiser has mended: halves of characters, bytes that are not UTF-8, names twice,
    /// depths, numbers.</summary>
    public byte[] Json(params ReadOnlySpan<string> names)
    {
        var json = new List<byte>("{"u8.ToArray());
        foreach (var name in names)
            if (random.Next(3) > 0)
                json.AddRange([.. json.Count > 1 ? ","u8 : [], (byte)'"', .. Encoding.UTF8.GetBytes(name), .. "\":"u8, .. Value()]);
        json.Add((byte)'}');
        return random.Next(3) == 0 ? Mangled([.. json]) : [.. json];
    }

    /// <summary>What a connection may begin with and go on with.</summary>
    public byte[] Connection() => random.Next(5) switch
    {
        0 => Random(80),
        1 => [0xff, .. Random(64), .. Frames()],
        2 => [.. Mangled(RawConnection.Greeting), .. RawConnection.Ready(), .. Frames()],
        3 => [.. RawConnection.Greeting, .. Mangled(RawConnection.Ready(One("DEALER", "REQ", "SUB"))), .. Frames()],
        _ => [.. RawConnection.Greeting, .. RawConnection.Ready(One("DEALER", "REQ", "SUB", "ROUTER", "")), .. Frames()],
    };

    private byte[] Value() => random.Next(10) switch
    {
        0 => [.. "\"\\ud800\""u8],
        1 => [.. "\"\\udc00\\ud800 \\\\ud800\""u8],
        2 => [(byte)'"', 0xed, 0xa0, 0x80, (byte)'"'],
        3 => [(byte)'"', 0xff, 0xfe, 0xc0, 0x80, (byte)'"'],
        4 => [.. One("1e400", "-1", "99999999999999999999", "1e-400", "NaN", "2147483648").Select(c => (byte)c)],
        5 => [.. Enumerable.Repeat((byte)'[', One(3, 70, 3000)), .. Enumerable.Repeat((byte)']', 3)],
        6 => [.. """{"a":{"b":1,"b":2},"":[null]}"""u8],
        7 => [.. "null"u8],
        8 => [(byte)'"', .. Random(40), (byte)'"'],
        _ => [.. "\"text\""u8],
    };

    private byte[] Frames()
    {
        var bytes = new List<byte>();
        for (var i = random.Next(8); i > 0; i--) bytes.AddRange(Frame());
        return [.. bytes];
    }

    private byte[] Frame() => random.Next(7) switch
    {
        0 => [(byte)random.Next(8), (byte)random.Next(256), .. Random(300)],
        1 => [.. RawConnection.LongHead(One(Sizes), random.Next(2) == 0), .. Random(300)],
        2 => [(byte)random.Next(2), 5, 1, 2, 3, 4, 5],
        3 => RawConnection.Command([.. "\u0004PING"u8, .. Random(20)]),
        4 => [1, 1, 0],
        5 => [0, 2, (byte)random.Next(3), (byte)'s'],
        _ => Random(20),
    };
}
