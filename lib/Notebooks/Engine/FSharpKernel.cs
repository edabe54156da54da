using FSharp.Compiler.Diagnostics;
using FSharp.Compiler.Interactive;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Notebooks.Engine;

/// <summary>F# cells, by F#'s own interactive session. .NET Interactive's package for them is not to be had; the compiler comes along for <c>#r "nuget: …"</c> anyway.</summary>
internal sealed class FSharpKernel : Kernel, IKernelCommandHandler<SubmitCode>, IKernelCommandHandler<RequestValue>, IKernelCommandHandler<RequestValueInfos>, IKernelCommandHandler<SendValue>
{
    private static readonly string[] Arguments = ["fsi", "--noninteractive", "--nologo", "--gui-", "--readline-", "--optimize+"];
    private readonly Lazy<Shell.FsiEvaluationSession> session;

    public FSharpKernel()
        : base("fsharp")
    {
        KernelInfo.LanguageName = "F#";
        session = new(Start);    // takes seconds and 100 MB, which a notebook without F# does not pay
    }

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        var (outcome, diagnostics) = session.Value.EvalInteractionNonThrowing(command.Code, context.CancellationToken);
        if (diagnostics.FirstOrDefault(d => d.Severity.IsError) is { } error) throw new FSharpException(Text(error));
        if (outcome is FSharpChoice<FSharpOption<Shell.FsiValue>, Exception>.Choice2Of2 failed) throw failed.Item;
        if (outcome is FSharpChoice<FSharpOption<Shell.FsiValue>, Exception>.Choice1Of2 { Item.Value: var value } && value.ReflectionType != typeof(Unit))
            context.Publish(new ReturnValueProduced(value.ReflectionValue, command, FormattedValue.CreateManyFromObject(value.ReflectionValue)));
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<RequestValue>.HandleAsync(RequestValue command, KernelInvocationContext context)
    {
        var value = Values().FirstOrDefault(bound => bound.Name == command.Name) ?? throw new FSharpException($"There is no value {command.Name} in F#.");
        var formatted = FormattedValue.CreateSingleFromObject(value.Value.ReflectionValue, command.MimeType);
        context.Publish(new ValueProduced(value.Value.ReflectionValue, command.Name, formatted, command));
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<RequestValueInfos>.HandleAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        var infos = Values().Select(bound => new KernelValueInfo(
            bound.Name, FormattedValue.CreateSingleFromObject(bound.Value.ReflectionValue, command.MimeType), bound.Value.ReflectionType));
        context.Publish(new ValueInfosProduced([.. infos], command));
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<SendValue>.HandleAsync(SendValue command, KernelInvocationContext context) => SetValueAsync(command, context, (name, value, _) =>
    {
        // A bound value has the runtime's own types, which F# does not take for those that it compiles with; a cast makes them the same.
        session.Value.AddBoundValue(name, value);
        session.Value.EvalInteraction($"let {name} = box {name} :?> {TypeName(value.GetType())}", null);
        return Task.CompletedTask;
    });

    private FSharpList<Shell.FsiBoundValue> Values() => session.IsValueCreated ? session.Value.GetBoundValues() : FSharpList<Shell.FsiBoundValue>.Empty;

    private Shell.FsiEvaluationSession Start()
    {
        // What F# says about each definition belongs to a terminal; what a cell writes goes to the console.
        var started = Shell.FsiEvaluationSession.Create(
            Shell.FsiEvaluationSession.GetDefaultConfiguration(), Arguments, TextReader.Null, TextWriter.Null, TextWriter.Null, FSharpOption<bool>.None, null);
        RegisterForDisposal(started);
        return started;
    }

    private static string TypeName(Type type) => type switch
    {
        { IsArray: true } => $"{TypeName(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]",
        { IsGenericType: true } => $"{type.FullName!.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>",
        _ => type.FullName!.Replace('+', '.'),
    };

    private static string Text(FSharpDiagnostic error) => $"line {error.StartLine}, column {error.StartColumn + 1}: {error.ErrorNumberText}: {error.Message}";
}
