using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>What is behind a <see cref="Hook"/> that reads patterns as they are computed, some rows at a time, so that none is ever held
/// whole.</summary>
internal interface IPatternRows
{
    /// <summary>Lets all values by as they are: the hook that is given to the run.</summary>
    Tensor Pass(HookPoint point, int layer, Tensor value) => value;

    /// <summary>Whether it wants to see a layer; it is given no rows of others.</summary>
    bool Reads(int layer) => true;

    /// <summary>Reads some rows of all patterns of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rows">[B, H, rows, keys]; keys that come after the last of these rows may be left out, since their weight is 0.</param>
    /// <param name="first">The position of the first row.</param>
    void Read(int layer, Tensor rows, long first);
}
