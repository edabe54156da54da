namespace Notebooks.Prose;

/// <summary>What the kernel makes of a claim's expression.</summary>
/// <param name="Text">The value as text, "True" or "False" for a verdict; empty where there is a problem.</param>
/// <param name="Problem">Why there is no value; null where there is one.</param>
public readonly record struct ClaimValue(string Text, string? Problem)
{
    /// <summary>Whether the text of a chapter says what was computed: the same value, or a verdict that holds.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="written">What the text says.</param>
    /// <returns>False too where there is no value.</returns>
    public bool Confirms(Claim claim, string written)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(written);
        // a typographic minus
        return Problem is null && (claim.IsVerdict ? Text == bool.TrueString : Text == written.Replace('\u2212', '-'));
    }
}
