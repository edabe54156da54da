namespace JupyterKernel.Wire.Zmtp;

/// <summary>A connection brought what ZMTP 3.0 does not allow, or more than the kernel keeps of one message; it is closed.</summary>
/// <param name="message">What it brought.</param>
internal sealed class ProtocolException(string message) : Exception(message);
