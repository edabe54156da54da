using System.Net;
using System.Text;
using Jint.Runtime;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine;

/// <summary>Mermaid cells as pictures. They are drawn here, so that a page needs neither a script nor a network; beautiful-mermaid knows
/// the diagrams named in <see cref="Drawn"/>.</summary>
internal sealed class MermaidKernel : Kernel, IKernelCommandHandler<SubmitCode>
{
    private const string Drawn = "flowcharts (graph, flowchart) and stateDiagram-v2, sequenceDiagram, classDiagram, erDiagram";

    /// <summary>Greys that can be read on white, and without the library's font, which it would have come from another machine.</summary>
    private const string Draw = """
        text => beautifulMermaid
            .renderMermaid(text, { font: "sans-serif", fg: "#1f1f1f", line: "#767676", accent: "#4a4a4a",
                muted: "#595959", border: "#767676" })
            .then(svg => svg.replace(/@import url\([^)]*\);/g, ""))
        """;

    private readonly ScriptFunction draw = new("beautiful-mermaid.min.js", Draw);

    public MermaidKernel()
        : base("mermaid") => KernelInfo.LanguageName = "Mermaid";

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        var svg = Svg(command.Code, context.CancellationToken);
        // As an image its styles and names are its own, and nothing in it can run.
        var (words, data) = (WebUtility.HtmlEncode(command.Code.Trim()), Convert.ToBase64String(Encoding.UTF8.GetBytes(svg)));
        var picture = $"""<img alt="{words}" style="max-width:100%" src="data:image/svg+xml;base64,{data}">""";
        context.DisplayAs(picture, HtmlFormatter.MimeType);
        return Task.CompletedTask;
    }

    private string Svg(string text, CancellationToken cancellation)
    {
        try
        {
            return draw.Call(cancellation, text);
        }
        catch (Exception e) when (e is PromiseRejectedException or RecursionDepthOverflowException)
        {
            var reason = e is PromiseRejectedException rejected ? rejected.RejectedValue.ToString() : "too many steps follow one another";
            throw new FormatException(
                $"The diagram cannot be drawn: {reason}. Drawn here are {Drawn}; Microsoft's own .NET Interactive tool draws all "
                    + $"of Mermaid's, with a script from the network.");
        }
    }
}
