using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>Called at every <see cref="HookPoint"/> of every layer while a transformer runs.</summary>
/// <param name="point">Where the pass is.</param>
/// <param name="layer">The layer, from 0.</param>
/// <param name="value">The tensor there. It dies with its layer: clone or detach what is to be kept.</param>
/// <returns>The tensor to go on with: <paramref name="value"/> itself, or another of the same shape.</returns>
public delegate Tensor Hook(HookPoint point, int layer, Tensor value);
