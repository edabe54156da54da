using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;

namespace Notebooks.Engine;

/// <summary>F# cells, by F#'s own interactive session. .NET Interactive's package for them is not to be had; the compiler comes along for
/// <c>#r "nuget: …"</c> anyway.</summary>
internal sealed class FSharpKernel : Kernel, IKernelCommandHandler<SubmitCode>, IKernelCommandHandler<RequestValue>,
    IKernelCommandHandler<RequestValueInfos>, IKernelCommandHandler<SendValue>
{
    private readonly Lazy<FSharpSession> session;

    public FSharpKernel()
        : base("fsharp")
    {
        KernelInfo.LanguageName = "F#";
        session = new(Start);    // takes seconds and 100 MB, which a notebook without F# does not pay
    }

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        if (session.Value.Run(command.Code, context.CancellationToken) is (true, var value))
            context.Publish(new ReturnValueProduced(value, command, FormattedValue.CreateManyFromObject(value)));
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<RequestValue>.HandleAsync(RequestValue command, KernelInvocationContext context)
    {
        var (name, value, _) = Values().FirstOrDefault(bound => bound.Name == command.Name);
        if (name is null) throw new FSharpException($"There is no value {command.Name} in F#.");
        context.Publish(new ValueProduced(value, name, FormattedValue.CreateSingleFromObject(value, command.MimeType), command));
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<RequestValueInfos>.HandleAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        var infos = Values().Select(bound =>
            new KernelValueInfo(bound.Name, FormattedValue.CreateSingleFromObject(bound.Value, command.MimeType), bound.Type));
        context.Publish(new ValueInfosProduced([.. infos], command));
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<SendValue>.HandleAsync(SendValue command, KernelInvocationContext context) =>
        SetValueAsync(command, context, (name, value, _) =>
        {
            session.Value.Bind(name, value);
            return Task.CompletedTask;
        });

    private IEnumerable<(string Name, object? Value, Type Type)> Values() => session.IsValueCreated ? session.Value.Values() : [];

    private FSharpSession Start()
    {
        var started = new FSharpSession();
        RegisterForDisposal(started);
        return started;
    }
}
