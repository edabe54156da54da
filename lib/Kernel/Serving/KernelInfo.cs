using System.Text.Json.Nodes;
using JupyterKernel.Wire;

namespace JupyterKernel.Serving;

/// <summary>What the kernel says about itself.</summary>
internal static class KernelInfo
{
    public static JsonObject Content() => new()
    {
        ["protocol_version"] = WireFormat.ProtocolVersion,
        ["implementation"] = "course kernel",
        ["implementation_version"] = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3),
        ["banner"] = "C# for Attention Patterns in Practice, on the engine of .NET Interactive",
        ["help_links"] = new JsonArray(),
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
    };
}
