namespace Notebooks.Engine.Assistance;

/// <summary>Whether a cell can run as it is.</summary>
public enum Completeness
{
    /// <summary>It can.</summary>
    Complete,

    /// <summary>More has to follow.</summary>
    Incomplete,

    /// <summary>Whatever follows, it cannot.</summary>
    Invalid,
}
