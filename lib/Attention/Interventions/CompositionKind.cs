namespace Attention.Interventions;

/// <summary>What of a later head an earlier head's output goes into (Elhage et al. 2021).</summary>
public enum CompositionKind
{
    /// <summary>Its queries: what it looks for.</summary>
    Q,

    /// <summary>Its keys: what is found.</summary>
    K,

    /// <summary>Its values: what is carried on.</summary>
    V,
}
