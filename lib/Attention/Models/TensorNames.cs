namespace Attention.Models;

/// <summary>What a family's tensors are called in one kind of file, without <c>.weight</c> and <c>.bias</c>. Names of a layer come behind
/// <see cref="Layer"/> and its number; what a family does not have has no name.</summary>
internal sealed record TensorNames
{
    /// <summary>What all names but the unembedding's begin with, or none of them where only the body was saved.</summary>
    public string Prefix { get; init; } = "";

    public required string Embedding { get; init; }

    public string? Positions { get; init; }

    /// <summary>A vector for each part of a pair of texts; that of the first is part of the positions here.</summary>
    public string? TokenTypes { get; init; }

    public string? EmbeddingNorm { get; init; }

    public string? Norm { get; init; }

    public string? Unembedding { get; init; }

    /// <summary>What a layer's number follows.</summary>
    public required string Layer { get; init; }

    public string? InputNorm { get; init; }

    /// <summary>Queries, keys and values as one matrix; null where they are three.</summary>
    public string? Qkv { get; init; }

    /// <summary>How they lie in it.</summary>
    public QkvOrder QkvOrder { get; init; }

    public string? Query { get; init; }

    public string? Key { get; init; }

    public string? Value { get; init; }

    public string? QueryNorm { get; init; }

    public string? KeyNorm { get; init; }

    public required string Output { get; init; }

    public string? AttnOutNorm { get; init; }

    public string? MlpNorm { get; init; }

    /// <summary>Gate and up as one matrix; null where they are two.</summary>
    public string? GateUp { get; init; }

    public string? Gate { get; init; }

    public string? Up { get; init; }

    public required string Down { get; init; }

    public string? MlpOutNorm { get; init; }

    /// <summary>Whether matrices of layers are [in, out].</summary>
    public bool Transposed { get; init; }

    /// <summary>Whether norms are stored less 1.</summary>
    public bool NormsLessOne { get; init; }

    /// <summary>What ends the name of a norm's weight and of its bias.</summary>
    public (string Weight, string Bias) NormEnds { get; init; } = (".weight", ".bias");

    /// <summary>These names as a file has them: with the prefix or without, and with the ends that old files have.</summary>
    public TensorNames In(IWeightFile file)
    {
        var names = Prefix.Length > 0 && file.ShapeOf($"{Prefix}{Embedding}.weight") is null
            && file.ShapeOf($"{Embedding}.weight") is not null
            ? this with { Prefix = "" } : this;
        return EmbeddingNorm is not null && file.ShapeOf($"{names.Prefix}{EmbeddingNorm}.gamma") is not null
            ? names with { NormEnds = (".gamma", ".beta") } : names;
    }
}
