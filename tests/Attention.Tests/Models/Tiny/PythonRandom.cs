namespace Attention.Tests.Models.Tiny;

/// <summary>Python's random.Random: the Mersenne twister (Matsumoto and Nishimura 1998) and gauss as in its documentation, so that
/// numbers made there are made here again.</summary>
internal sealed class PythonRandom
{
    private const int Length = 624, Middle = 397;
    private readonly uint[] state = new uint[Length];
    private int at = Length;
    private double? spare;

    public PythonRandom(uint seed)
    {
        state[0] = 19650218;
        for (var i = 1u; i < Length; i++) state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >> 30) + i;
        uint Before(int i) => state[i - 1] ^ state[i - 1] >> 30;
        var next = 1;
        for (var k = 0; k < Length; k++) Step(i => (state[i] ^ Before(i) * 1664525) + seed);
        for (var k = 0; k < Length - 1; k++) Step(i => (state[i] ^ Before(i) * 1566083941) - (uint)i);
        state[0] = 0x80000000;

        void Step(Func<int, uint> mix)
        {
            state[next] = mix(next);
            if (++next < Length) return;
            (state[0], next) = (state[Length - 1], 1);
        }
    }

    /// <summary>A normal number, made in pairs.</summary>
    public double Gauss(double mean, double deviation)
    {
        if (spare is { } kept)
        {
            spare = null;
            return mean + kept * deviation;
        }
        var angle = Uniform() * 2 * Math.PI;
        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        spare = Math.Sin(angle) * radius;
        return mean + Math.Cos(angle) * radius * deviation;
    }

    private double Uniform() => ((Word() >> 5) * 67108864.0 + (Word() >> 6)) / 9007199254740992.0;

    private uint Word()
    {
        if (at == Length) Twist();
        var y = state[at++];
        y ^= y >> 11;
        y ^= y << 7 & 0x9D2C5680;
        y ^= y << 15 & 0xEFC60000;
        return y ^ y >> 18;
    }

    private void Twist()
    {
        for (var i = 0; i < Length; i++)
        {
            var y = state[i] & 0x80000000 | state[(i + 1) % Length] & 0x7FFFFFFF;
            state[i] = state[(i + Middle) % Length] ^ y >> 1 ^ (y & 1) * 0x9908B0DF;
        }
        at = 0;
    }
}
