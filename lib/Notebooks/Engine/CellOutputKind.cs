namespace Notebooks.Engine;

/// <summary>What a cell can put out.</summary>
public enum CellOutputKind
{
    /// <summary>Text written to standard output.</summary>
    StandardOutput,

    /// <summary>Text written to standard error.</summary>
    StandardError,

    /// <summary>Something displayed.</summary>
    Display,

    /// <summary>New content for an earlier display.</summary>
    Update,

    /// <summary>The value of the cell's last expression.</summary>
    Value,
}
