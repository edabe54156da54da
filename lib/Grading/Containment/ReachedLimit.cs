namespace Grading.Containment;

/// <summary>The limit at which a contained command was ended.</summary>
public enum ReachedLimit
{
    /// <summary>None.</summary>
    None,

    /// <summary>It was not done in time.</summary>
    Time,

    /// <summary>Its processes together held too much memory.</summary>
    Memory,

    /// <summary>There were too many processes at once.</summary>
    Processes,
}
