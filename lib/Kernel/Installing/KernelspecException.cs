using Course.Files;

namespace JupyterKernel.Installing;

/// <summary>A kernelspec is not ours to change.</summary>
/// <param name="message">Which, whose, and what to do.</param>
public sealed class KernelspecException(string message) : CourseException(message)
{
    internal static KernelspecException Foreign(InstalledKernel kernel, string act) => new(
        $"{kernel.Folder} belongs to another program ({(kernel.Command is [var program, ..] ? program : kernel.Title)}). "
            + $"Use --force to {act} it.");
}
