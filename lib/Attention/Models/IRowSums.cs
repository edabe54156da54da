using static TorchSharp.torch;

namespace Attention.Models;

/// <summary>What rows of patterns sum up to. A[i,j] is the weight from query i to key j.</summary>
internal interface IRowSums
{
    /// <summary>The position of the first row.</summary>
    long First { get; }

    /// <summary>How many rows.</summary>
    long Count { get; }

    /// <summary>A[i,0], [..., rows].</summary>
    Tensor FirstKey { get; }

    /// <summary>The sum over j >= 1 of A[i,j], [..., rows].</summary>
    Tensor Rest { get; }

    /// <summary>The sum over j >= 1 of A[i,j] (i - j), [..., rows].</summary>
    Tensor RestDistance { get; }

    /// <summary>The sum over j >= 1 of -A[i,j] log A[i,j], in nats, [..., rows].</summary>
    Tensor RestEntropy { get; }

    /// <summary>The largest A[i,j], [..., rows].</summary>
    Tensor Largest { get; }

    /// <summary>A[i,i-k] for each row from position k on, [..., those rows].</summary>
    Tensor Back(long k);
}
