using System.Runtime.CompilerServices;

namespace JupyterKernel.Tests.Serving;

/// <summary>Sockets as the kernel's own program has them, which decides before it makes the first one; other tests make some too.</summary>
internal static class SocketSettings
{
    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
}
