using Attention.Models.Layers;
using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>One run through the layers: who looks at it, what each query may look at, and what is kept of earlier tokens.</summary>
/// <param name="hook">Looks at or changes what passes by; null for a plain run.</param>
/// <param name="mask">What each query may not look at.</param>
/// <param name="cache">Keys and values of the tokens before; null for none.</param>
internal sealed class ForwardPass(Hook? hook, AttentionMask mask, KeyValueCache? cache)
{
    private const long FewRows = 128, ManyRows = 1024;      // a processor's cache holds few; a GPU is told less often of many

    /// <summary>The mask.</summary>
    public AttentionMask Mask => mask;

    /// <summary>Keys and values of the tokens before.</summary>
    public KeyValueCache? Cache => cache;

    /// <summary>Who reads a layer's patterns some rows at a time; null for nobody.</summary>
    public IPatternRows? ReaderOf(int layer) => hook?.Target is IPatternRows reader && reader.Reads(layer) ? reader : null;

    /// <summary>Whether nobody changes what passes by, or sees more of it than patterns, and no token was kept before.</summary>
    public bool OnlyPatternsAreRead => cache is null && (hook is null || hook.Target is IPatternRows);

    /// <summary>The first layer from which on nobody looks or changes anything.</summary>
    public int FreeFrom => hook?.Target switch
    {
        null => hook is null ? 0 : int.MaxValue,
        IPlacedHook { LastLayer: < int.MaxValue and var last } => last + 1,
        _ => int.MaxValue,
    };

    /// <summary>The run from there on.</summary>
    public ForwardPass Free => new(null, mask, cache);

    /// <summary>How many rows of a pattern are computed at a time; all of them where somebody wants to see it whole.</summary>
    public long RowsTogether => (cache, hook?.Target, mask.OnCpu) switch
    {
        (null, IPatternRows, false) => ManyRows,
        (null, IPatternRows, true) => FewRows,
        (null, null, true) when hook is null => FewRows,
        _ => long.MaxValue,
    };

    /// <summary>Whether that is less than all.</summary>
    public bool ByRows => mask.Queries > RowsTogether;

    /// <summary>What a hook makes of a value.</summary>
    public Tensor At(HookPoint point, int layer, Tensor value) => At(hook, point, layer, value);

    /// <summary>The same for the scale of a norm; null where nobody looks.</summary>
    public Func<Tensor, Tensor>? AtScale(HookPoint point, int layer) => hook is null ? null : scale => At(point, layer, scale);

    /// <summary>What a hook makes of a value before or behind the layers.</summary>
    public static Tensor At(Hook? hook, HookPoint point, int layer, Tensor value)
    {
        if (hook is null) return value;
        var (shape, type) = (value.shape, value.dtype);
        var changed = hook(point, layer, value);
        if (ReferenceEquals(changed, value)) return value;
        HookException.ThrowIfUnfit(point, layer, shape, changed);
        return changed.dtype == type ? changed : changed.to_type(type);
    }
}
