using System.ComponentModel;
using System.Globalization;
using Attention.Models;
using Course.Files;
using Explorer;
using JupyterKernel.Watching;
using Notebooks.Files;
using Notebooks.Handouts;
using Notebooks.Handouts.Books;
using Notebooks.Handouts.Slides;
using Notebooks.Handouts.Words;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Course.Cli.Commands;

/// <summary><c>course render</c>: the notebooks executed, and their pages.</summary>
public sealed class RenderCommand : AsyncCommand<RenderCommand.Settings>
{
    private const string SolutionFolder = "solutions";
    private const int MostJobs = 4;
    private const long BytesOfJob = 3_000_000_000;

    /// <summary>Its arguments.</summary>
    public sealed class Settings : NotebookSettings
    {
        /// <summary>The notebooks to render; none means all of the course.</summary>
        [CommandArgument(0,
            "[NOTEBOOK]"), Description("Notebooks to render: files, or names in notebooks/. All of notebooks/ if none is named.")]
        public string[] Notebooks { get; init; } = [];

        /// <summary>The folder for the pages.</summary>
        [CommandOption("--out <DIR>"), Description("The folder for the pages; handouts/ of the course if not given.")]
        public string? Out { get; init; }

        /// <summary>Whether each page stands alone.</summary>
        [CommandOption("--single-file"), Description("Put style and scripts into each page, so that it can be passed on by itself.")]
        public bool SingleFile { get; init; }

        /// <summary>Whether the pages become a book for paper too.</summary>
        [CommandOption("--pdf"), Description("Print the rendered chapters into one course.pdf too; a Chromium, Chrome or Edge of this "
            + "machine does it.")]
        public bool Pdf { get; init; }

        /// <summary>Whether the pages become a book for e-readers too.</summary>
        [CommandOption("--epub"), Description("Make one course.epub of the rendered chapters too, for e-readers.")]
        public bool Epub { get; init; }

        /// <summary>Whether the chapters become slides too.</summary>
        [CommandOption("--slides"), Description("Make slides of the rendered chapters too: slides/NAME.html, each a file by itself, with "
            + "speaker notes.")]
        public bool Slides { get; init; }

        /// <summary>Whether the worked solutions get pages too.</summary>
        [CommandOption("--solutions"), Description("Make pages of the worked solutions too; without it readers of the pages have the "
            + "hints alone.")]
        public bool Solutions { get; init; }

        /// <summary>Whether chapters run of which a run is kept.</summary>
        [CommandOption("--fresh"), Description("Run every chapter, also those that have run before with nothing changed since.")]
        public bool Fresh { get; init; }

        /// <summary>How many notebooks run at a time.</summary>
        [CommandOption("--jobs <N>"), Description("How many notebooks run at a time, each in a process of its own; by default as many as "
            + "processors and memory are good for, at most four.")]
        public int? Jobs { get; init; }

        /// <summary><see cref="Jobs"/>, or what this machine is good for: a chapter takes one to two gigabytes.</summary>
        internal int JobsHere => Jobs ?? (int)Math.Clamp(
            Math.Min(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesOfJob), 1, MostJobs);

        /// <inheritdoc/>
        public override ValidationResult Validate() =>
            Jobs is null or (>= 1 and <= 64) ? base.Validate() : ValidationResult.Error($"--jobs is {Jobs}; it has to be from 1 to 64.");
    }

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var root = CourseFolder.Find();
        var course = CourseFolder.Notebooks(root);
        string[] chosen = settings.Notebooks is [] ? course : [.. settings.Notebooks.Select(name => Locate(name, course)).Distinct()];
        if (chosen.GroupBy(Path.GetFileNameWithoutExtension).FirstOrDefault(same => same.Count() > 1) is { } twins)
            throw new WrongUseException(
                $"{string.Join(" and ", twins)} would be one page, {twins.Key}.html. Rename one, or render them into folders of their own "
                    + $"(--out).");
        if (chosen is []) throw new WrongUseException($"There is no notebook in {Path.Combine(root, "notebooks")}.");

        var folder = settings.Out ?? Path.Combine(root, "handouts");
        // Before the minutes that cells take:
        var printer = settings.Pdf ? PdfPrinter.Find() : null;
        WholeFile.CheckWritable(Path.Combine(folder, "index.html"));

        ChildProcesses.Adopt();
        using var scratch = new ScratchFolder("course-render-");
        string[] solutions = settings.Solutions ? [.. chosen.Select(SolutionsOf).Where(File.Exists)] : [];
        var words = CourseWords.Read(Path.Combine(root, "docs"));
        var known = new KnownPages(words);
        var pages = new PagesAsTheyCome(folder, course, settings.SingleFile, known);
        var kept = IsAsShipped(settings) ? new KeptRuns(root, fresh: settings.Fresh) : null;
        var own = course.Concat(course.Select(SolutionsOf)).ToHashSet();
        // while the last chapters run; should it fail, they run on
        var answer = new Lazy<Task<ExplorerRecording>>(() => Task.Run(ExplorerAnswer.Record));
        string[] names = await ExecuteAsync([.. chosen, .. solutions], scratch.FullName, settings, pages.Add,
            notebook => own.Contains(notebook) ? kept : null, () => Task.WhenAny(answer.Value), cancellationToken);
        var executed = pages.Executed(names);
        var models = Path.Combine(root, "data", "models");
        if (!settings.SingleFile) ModelFiles.Write(folder, models);
        var all = HandoutFolder.Write(folder, executed, pages.Others(names), settings.SingleFile,
            ExplorerPage.Beside(folder, models, await answer.Value), Failure.Warn, known);
        foreach (var page in all.Except(pages.Written).Append(Path.Combine(folder, "index.html"))) AnsiConsole.WriteLine(page);
        foreach (var notebook in settings.Slides ? executed[..chosen.Length] : [])
            AnsiConsole.WriteLine(Slides(folder, notebook, Path.Combine(root, "docs", "teachers", "plans.md")));
        if (settings.Epub) AnsiConsole.WriteLine(Epub(Path.Combine(folder, "course.epub"), executed, words));
        if (printer is not null)
            AnsiConsole.WriteLine(printer.Print(Path.Combine(folder, "course.pdf"),
                new CourseBook(executed, words, inOneFile: true).Paper()));
        return ExitCode.Done;
    }

    /// <summary>Whether chapters run with the model that the course's own data folder holds.</summary>
    private static bool IsAsShipped(Settings settings) =>
        settings.Model is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Catalogue.ModelVariable))
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Catalogue.DataVariable));

    private static string Epub(string file, Notebook[] executed, CourseWords words)
    {
        EpubFile.Write(file, new CourseBook(executed, words, inOneFile: false));
        return file;
    }

    private static string Slides(string folder, Notebook executed, string plans)
    {
        var file = Path.Combine(folder, "slides", $"{executed.Name}.html");
        new SlideDeck(executed, TeachingPlan.Of(plans, executed.Name)).Write(file);
        return file;
    }

    private static string SolutionsOf(string notebook) =>
        Path.Combine(Path.GetDirectoryName(notebook)!, SolutionFolder, Path.GetFileName(notebook));

    private static string Locate(string name, string[] course)
    {
        if (File.Exists(name)) return Path.GetFullPath(name);
        return course.FirstOrDefault(file => Path.GetFileName(file) == name || Path.GetFileNameWithoutExtension(file) == name)
            ?? throw new WrongUseException(
                $"There is no notebook {name}. The course has {string.Join(", ", course.Select(Path.GetFileNameWithoutExtension))}.");
    }

    /// <summary>The first, which is read first, then the large ones: one that begins last should end soon.</summary>
    private static IEnumerable<(string Notebook, ProgressTask Task)> InOrderOfStart((string Notebook, ProgressTask Task)[] jobs) =>
        [.. jobs.Take(1), .. jobs.Skip(1).OrderByDescending(job => new FileInfo(job.Notebook).Length)];

    /// <summary>Runs notebooks, as many at a time as asked for, and last what else is to be done.</summary>
    /// <returns>The names of the executed notebooks.</returns>
    private static async Task<string[]> ExecuteAsync(string[] notebooks, string folder, Settings settings, Action<Notebook> finished,
        Func<string, KeptRuns?> keptOf, Func<Task> last, CancellationToken cancellation)
    {
        string TargetOf(string notebook) =>
            Path.Combine(folder, Path.GetFileNameWithoutExtension(notebook)
                + (Path.GetFileName(Path.GetDirectoryName(notebook)) == SolutionFolder ? "-solutions" : "") + ".ipynb");
        async Task RunAsync(string notebook, ProgressTask task, CancellationToken stop)
        {
            try
            {
                await ExecuteAsync(notebook, TargetOf(notebook), settings, keptOf(notebook), task, stop);
            }
            finally
            {
                // up to a cell that failed, too
                if (File.Exists(TargetOf(notebook))) finished(Notebook.Read(TargetOf(notebook), Path.GetDirectoryName(notebook)));
            }
        }
        await AnsiConsole.Progress().StartAsync(view =>
        {
            var jobs = InOrderOfStart([.. notebooks.Select(notebook =>
                (notebook, view.AddTask(Markup.Escape(Path.GetFileNameWithoutExtension(notebook)))))]);
            var work = jobs.Select(job => (Func<CancellationToken, Task>)(stop => RunAsync(job.Notebook, job.Task, stop)));
            return Parallel.ForEachAsync(work.Append(_ => last()),
                new ParallelOptions { MaxDegreeOfParallelism = settings.JobsHere, CancellationToken = cancellation },
                async (one, stop) => await one(stop));
        });
        return [.. notebooks.Select(notebook => Path.GetFileNameWithoutExtension(TargetOf(notebook)))];
    }

    private static async Task ExecuteAsync(string notebook, string target, Settings settings, KeptRuns? kept, ProgressTask task,
        CancellationToken stop)
    {
        string[] options = ["--cell-timeout", settings.CellTimeout.ToString(CultureInfo.InvariantCulture),
            .. settings.ModelHere is { } model ? ["--model", model] : Array.Empty<string>()];
        if (kept?.TryTake(notebook, target) != true)
        {
            await new NotebookProcess(notebook, target, options).RunAsync((cell, count) => task.MaxValue(count).Value(cell - 1), stop);
            kept?.Keep(notebook, target);
        }
        task.Value(task.MaxValue);
    }
}
