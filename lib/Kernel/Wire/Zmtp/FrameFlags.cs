namespace JupyterKernel.Wire.Zmtp;

/// <summary>The first byte of a frame.</summary>
[Flags]
internal enum FrameFlags : byte
{
    /// <summary>The last frame of a message, of at most 255 bytes.</summary>
    None = 0,

    /// <summary>The message goes on.</summary>
    More = 1,

    /// <summary>The size takes eight bytes.</summary>
    Long = 2,

    /// <summary>Not a part of a message: a word to the other end of the connection.</summary>
    Command = 4,

    /// <summary>What version 3.0 knows.</summary>
    All = More | Long | Command,
}
