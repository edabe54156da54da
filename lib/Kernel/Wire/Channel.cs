namespace JupyterKernel.Wire;

/// <summary>The sockets that carry messages.</summary>
internal enum Channel
{
    /// <summary>Requests, answered one after the other.</summary>
    Shell,

    /// <summary>Requests that are answered at once, even while a cell runs.</summary>
    Control,

    /// <summary>Questions to the reader, and the answers.</summary>
    Stdin,

    /// <summary>What all front ends hear.</summary>
    IoPub,
}
