using System.Buffers.Binary;
using System.Text;

namespace JupyterKernel.Wire.Zmtp;

/// <summary>How a connection begins (ZeroMQ's RFC 23, ZMTP 3.0): both ends send a greeting of 64 bytes and a READY command that says what
/// they are.</summary>
internal static class Handshake
{
    private const int GreetingSize = 64, VersionAt = 10, MechanismAt = 12, MechanismSize = 20, LongestIdentity = 255;
    private static ReadOnlySpan<byte> Mechanism => "NULL"u8;
    private static ReadOnlySpan<byte> Ready => "\u0005READY"u8;

    /// <summary>What this end sends: everything at once, since nothing in it depends on the other end.</summary>
    /// <param name="role">The kind of socket.</param>
    public static byte[] Opening(string role)
    {
        var greeting = new byte[GreetingSize];
        (greeting[0], greeting[VersionAt - 1], greeting[VersionAt]) = (0xff, 0x7f, 3);
        Mechanism.CopyTo(greeting.AsSpan(MechanismAt));
        byte[] command = [.. Ready, .. Property("Socket-Type", Encoding.ASCII.GetBytes(role))];
        return [.. greeting, (byte)FrameFlags.Command, (byte)command.Length, .. command];
    }

    /// <summary>Hears the other end.</summary>
    /// <returns>The name that it wants to be called by; empty if it does not care.</returns>
    /// <exception cref="ProtocolException">It speaks something else.</exception>
    public static byte[] Receive(FrameReader reader)
    {
        Span<byte> greeting = stackalloc byte[GreetingSize];
        reader.Fill(greeting[..1]);
        if (greeting[0] != 0xff) throw new ProtocolException("no greeting");
        reader.Fill(greeting[1..]);
        if (greeting[VersionAt - 1] != 0x7f || greeting[VersionAt] < 3) throw new ProtocolException("no greeting of version 3");
        if (!greeting.Slice(MechanismAt, MechanismSize).TrimEnd((byte)0).SequenceEqual(Mechanism))
            throw new ProtocolException("a mechanism other than NULL");
        return Identity(reader.ReadCommand());
    }

    private static byte[] Identity(ReadOnlySpan<byte> command)
    {
        if (!command.StartsWith(Ready)) throw new ProtocolException("a command other than READY");
        byte[] identity = [];
        for (var rest = command[Ready.Length..]; rest.Length > 0;)
        {
            var name = Take(ref rest, Take(ref rest, 1)[0]);
            var value = Take(ref rest, BinaryPrimitives.ReadUInt32BigEndian(Take(ref rest, sizeof(uint))));
            if (Ascii.EqualsIgnoreCase(name, "Identity"u8)) identity = value.ToArray();
        }
        return identity.Length <= LongestIdentity ? identity : throw new ProtocolException("an identity of more than 255 bytes");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, uint count)
    {
        if (count > rest.Length) throw new ProtocolException("a command that is cut off");
        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }

    private static byte[] Property(string name, byte[] value)
    {
        var size = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(size, (uint)value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. size, .. value];
    }
}
