using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace Notebooks.Engine;

/// <summary>Stands for a language that is not here, so that its cells fail with a reason and not as C# that makes no sense.</summary>
internal sealed class AbsentKernel : Kernel, IKernelCommandHandler<SubmitCode>
{
    private readonly string language;

    public AbsentKernel(string name, string language)
        : base(name)
    {
        this.language = language;
        KernelInfo.LanguageName = language;
    }

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context) =>
        throw new NotSupportedException(
            $"{language} cells (#!{Name}) do not run here; Microsoft's own .NET Interactive tool has them. docs/hosts.md says what "
                + $"runs where.");
}
