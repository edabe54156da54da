using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.PackageManagement;
using Notebooks.Engine.Assistance;
using Notebooks.Engine.Displays;
using Notebooks.Engine.Stopping;

namespace Notebooks.Engine;

/// <summary>The kernels of .NET Interactive put together as its own tool does, with optimised code and errors that name their
/// line.</summary>
internal static class KernelComposition
{
    /// <summary>Languages that the unmodified tool has and this engine has not.</summary>
    private static readonly (string Name, string Language)[] Elsewhere = [("pwsh", "PowerShell"), ("sql", "SQL"), ("kql", "KQL"),
        ("http", "HTTP")];

    /// <summary>Makes the kernels; nothing is compiled yet.</summary>
    /// <param name="csharp">The kernel for C#, from <see cref="CSharp"/>.</param>
    public static CompositeKernel Create(CSharpKernel csharp)
    {
        var root = new CompositeKernel();
        root.Add(csharp, ["c#", "C#"]);
        root.Add(new FSharpKernel().UseValueSharing().UseWho(), ["f#", "F#"]);
        root.Add(new HtmlKernel());
        root.Add(new KeyValueStoreKernel().UseWho());
        root.Add(new TextKernel("markdown", "Markdown", "text/markdown"));
        root.Add(new TextKernel("javascript", "JavaScript", "application/javascript"));
        root.Add(new MermaidKernel());
        foreach (var (name, language) in Elsewhere) root.Add(new AbsentKernel(name, language));
        root.DefaultKernelName = "csharp";
        root.AddImportDirective();
        root.AddToolDirectives(csharp);
        RegisterFormatters();
        return root;
    }

    /// <summary>How values are shown, for the whole process.</summary>
    public static void RegisterFormatters()
    {
        Formatter.DefaultMimeType = HtmlFormatter.MimeType;
        PlainValues.Register();
        TensorFormatter.Register();
        TableFormatter.Register();
        GenericChartFormatter.Register();
        SelfContaining.Register();
        SpectreConsole.Register();
    }

    /// <summary>Makes the kernel for C#.</summary>
    /// <param name="placeOf">Names the file that a piece of code is taken to lie in.</param>
    public static CSharpKernel CSharp(Func<SubmitCode, string> placeOf)
    {
        DisplayUpdates.Repair();    // before the first kernel: see there
        HostServices.Use();         // likewise
        var csharp = new CSharpKernel().UseKernelHelpers().UseValueSharing().UseWho();
        csharp.UseNugetDirective((kernel, packages) =>
        {
            kernel.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths));
            return Task.CompletedTask;
        });
        Options(csharp) = MappedReferences.In(Options(csharp)).WithOptimizationLevel(OptimizationLevel.Release)
            .WithEmitDebugInformation(true).WithFileEncoding(Encoding.UTF8);
        csharp.AddTimeDirective();
        csharp.AddMiddleware((command, context, next) =>
        {
            if (command is not SubmitCode piece) return next(command, context);
            Options(csharp) = Options(csharp).WithFilePath(placeOf(piece));
            SetCode(piece, ClearedScreen.In(CellLines.Restore(piece)));
            return next(piece, context);
        });
        return csharp;
    }

    /// <summary>Makes the cells of a kernel stoppable.</summary>
    public static StoppableCells UseChecks(this CSharpKernel csharp)
    {
        csharp.AddAssemblyReferences([typeof(Checkpoint).Assembly.Location]);
        var stoppable = new StoppableCells(csharp, () => Options(csharp));
        csharp.AddMiddleware(async (command, context, next) =>
        {
            if (command is not SubmitCode piece)
            {
                await next(command, context);
                return;
            }
            var written = piece.Code;
            SetCode(piece, stoppable.Weave(written));
            await stoppable.RunAsync(() => next(piece, context));
            SetCode(piece, written);    // what other parts of the engine find is what the author wrote
        });
        return stoppable;
    }

    /// <summary>Has the kernel keep little of cells that have run.</summary>
    /// <param name="csharp">The kernel.</param>
    /// <param name="documents">What takes down their declarations before the compiler lets them go.</param>
    public static void KeepLittle(this CSharpKernel csharp, CellDocuments documents)
    {
        var cells = new RunCells(csharp, () => Options(csharp));
        csharp.AddMiddleware(async (command, context, next) =>
        {
            await next(command, context);
            documents.Remember();
            Options(csharp) = cells.LetGo();
        });
    }

    // The packages are frozen, so their private members stay as they are.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_scriptOptions")]
    private static extern ref ScriptOptions Options(CSharpKernel kernel);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Code")]
    private static extern void SetCode(SubmitCode command, string code);
}
