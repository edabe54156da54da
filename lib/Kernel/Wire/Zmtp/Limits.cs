namespace JupyterKernel.Wire.Zmtp;

/// <summary>How much is kept of one message before it is known to be signed.</summary>
/// <param name="Frames">The largest number of frames.</param>
/// <param name="Bytes">The largest number of bytes in all of them together.</param>
internal readonly record struct Limits(int Frames, int Bytes);
