using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace Notebooks.Engine;

/// <summary>A kernel for a language that only a reader's program understands: it displays the code as it is.</summary>
internal sealed class TextKernel : Kernel, IKernelCommandHandler<SubmitCode>
{
    private readonly string mimeType;

    public TextKernel(string name, string language, string mimeType)
        : base(name)
    {
        this.mimeType = mimeType;
        KernelInfo.LanguageName = language;
    }

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        context.DisplayAs(command.Code, mimeType);
        return Task.CompletedTask;
    }
}
