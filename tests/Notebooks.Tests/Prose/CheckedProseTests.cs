using Notebooks.Engine;
using Notebooks.Files;
using Notebooks.Handouts;
using Notebooks.Prose;
using Notebooks.Runs;

namespace Notebooks.Tests.Prose;

public sealed class CheckedProseTests : IDisposable
{
    private const string Cell = "var x = 2.0 / 3; var word = \" dog\";";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_text_that_says_what_was_computed_passes_and_stays_as_it_is()
    {
        const string Text = "It is **.67**<!--= x:.00 -->, or \u22120.67<!--= -x:0.00 -->, at *dog*<!--= word -->: more<!--? x > .5 -->.";
        var notebook = await RunAsync(ProseTreatment.Check, Cell, "md:" + Text);
        Assert.Equal(Text, notebook.Cells[1].Source);
    }

    [Fact]
    public async Task A_difference_names_chapter_sentence_text_and_value()
    {
        var e = await Assert.ThrowsAsync<ProseException>(() =>
            RunAsync(ProseTreatment.Check, Cell, "md:Here it is. The *score* is .68<!--= x:.00 --> today. More.", "1"));
        Assert.Contains("n.ipynb", e.Message, StringComparison.Ordinal);
        Assert.Contains("\"The *score* is .68 today.\": the text says .68, x:.00 is .67.", Assert.Single(e.Differences),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_difference_of_a_notebook_is_told_at_once()
    {
        var e = await Assert.ThrowsAsync<ProseException>(() =>
            RunAsync(ProseTreatment.Check, Cell, "md:One 1<!--= x:0.0 -->, two<!--? x > 1 -->.",
                "md:Three 3<!--= nosuch -->, 4<!--= word[9] -->, .7<!--= x:.0 -->."));
        Assert.Collection(e.Differences,
            one => Assert.Contains("x:0.0 is 0.7", one, StringComparison.Ordinal),
            two => Assert.Contains("x > 1 does not hold", two, StringComparison.Ordinal),
            three => Assert.Contains("nosuch cannot be computed: CompilationError: CS0103", three, StringComparison.Ordinal),
            four => Assert.Contains("word[9] cannot be computed: IndexOutOfRangeException", four, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_verdict_has_to_be_a_condition()
    {
        var e = await Assert.ThrowsAsync<ProseException>(() => RunAsync(ProseTreatment.Check, Cell, "md:so<!--? x -->"));
        Assert.Contains("CS0030", Assert.Single(e.Differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expressions_see_only_the_cells_above_and_leave_nothing_behind()
    {
        var e = await Assert.ThrowsAsync<ProseException>(() =>
            RunAsync(ProseTreatment.Check, "md:1<!--= y -->", "var y = 1;", "md:1<!--= y -->", "y"));
        Assert.Contains("y cannot be computed", Assert.Single(e.Differences), StringComparison.Ordinal);
        var notebook = await RunAsync(ProseTreatment.Check, "var y = 1;", "md:1<!--= y -->", "string Shown() => \"mine\"; Shown()");
        Assert.Contains("mine", notebook.Cells[2].Outputs.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_another_model_values_change_and_what_does_not_hold_is_marked()
    {
        var notebook = await RunAsync(ProseTreatment.Adapt, Cell,
            "md:It is **.9**<!--= -x:.00 -->, far<!--? x > 1 --> and high<!--? x > 0 -->.");
        Assert.Equal("It is **\u2212.67**<!--= -x:.00 -->, far<!--? x > 1 --> **(not so on this model)** and high<!--? x > 0 -->.",
            notebook.Cells[1].Source);
    }

    [Fact]
    public async Task On_another_model_a_list_of_nothing_is_said_in_a_word_and_makes_a_page()
    {
        var notebook = await RunAsync(ProseTreatment.Adapt, "var heads = new int[0];",
            "md:Heads 1, 2 and **3, 4**<!--= string.Join(\", \", heads) --> do, or 5<!--= string.Join(\", \", heads) -->.");
        Assert.StartsWith("Heads 1, 2 and **none**<!--= ", notebook.Cells[1].Source, StringComparison.Ordinal);
        Assert.Contains("<strong>none</strong></span> do, or ", new HandoutPage(notebook, new Formulas()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_another_model_heads_that_are_named_again_are_that_models_too()
    {
        var notebook = await RunAsync(ProseTreatment.Adapt, "var best = \"2.3\"; var other = \"1.1\"; string none = null;",
            "md:Head **16.0**<!--= best --> reads 18.6<!--= other -->, and 4.1<!--= none.Trim() --> nothing; 16.0 wins, `16.0` is code, "
                + ".16 and 116.0 are numbers, [16.0](x/16.0) is a link.",
            "md:So 18.6 follows 16.0, and 4.1 does not. **16.0**<!--= best -->.", "md:17.0<!--= best -->, 17.0<!--= other -->, 17.0.");
        Assert.StartsWith(
            "Head **2.3**<!--= best --> reads 1.1<!--= other -->, and \u2014<!--= none.Trim() --> nothing; 2.3 wins, `16.0` is code, .16 "
                + "and 116.0 are numbers, [2.3](x/16.0) is a link.",
            notebook.Cells[1].Source, StringComparison.Ordinal);
        Assert.Equal("So 1.1 follows 2.3, and \u2014 does not. **2.3**<!--= best -->.", notebook.Cells[2].Source);
        Assert.Equal("2.3<!--= best -->, 1.1<!--= other -->, \u2014.", notebook.Cells[3].Source);
    }

    [Fact]
    public async Task On_another_model_what_cannot_be_computed_says_why()
    {
        var notebook = await RunAsync(ProseTreatment.Adapt, Cell, "md:It is .9<!--= x.Foo:.00 -->.");
        Assert.Matches("^It is \u2014<!--= x.Foo:.00 -->\\.\n\n.*CS1061", notebook.Cells[1].Source);
        var tooDeep = await RunAsync(ProseTreatment.Adapt, Cell, "md:It is .9<!--= (new double[2])[5]:.00 -->.");
        Assert.EndsWith("(it asks for a layer, a head or a case that this model does not have).*", tooDeep.Cells[1].Source,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_another_model_a_cell_that_has_nothing_to_show_says_so_and_so_do_those_that_need_it()
    {
        var notebook = await RunAsync(ProseTreatment.Adapt, Cell, "var y = (new int[2])[5];", "y + 1", "nosuch", "x");
        string Output(int cell) => notebook.Cells[cell].Outputs.ToJsonString();
        Assert.Contains("the cell asks for what the model does not have.", Output(1), StringComparison.Ordinal);
        Assert.Contains("it needs y, which an earlier cell could not compute", Output(2), StringComparison.Ordinal);
        Assert.Contains("it needs what an earlier cell could not compute", Output(3), StringComparison.Ordinal);
        Assert.Contains("0.66", Output(4), StringComparison.Ordinal);
        await Assert.ThrowsAsync<CellFailedException>(() => RunAsync(ProseTreatment.Adapt, "throw new System.Exception(\"a mistake\");"));
        await Assert.ThrowsAsync<CellFailedException>(() => RunAsync(ProseTreatment.Check, "var y = (new int[2])[5];"));
    }

    /// <summary>The kernel has 0 or null for what was never computed; neither a cell nor a text may take that for a value.</summary>
    [Fact]
    public async Task On_another_model_nothing_is_said_of_what_was_not_computed()
    {
        var notebook = await RunAsync(ProseTreatment.Adapt,
            "int[] none = [];\nint Twice(int of) => 2 * of;\nint Late() => Twice(late);\nint First(int place) => none[place];\nvar early "
                + "= Twice(4);\nvar (late, later) = (First(0), 1);\nvar last = 3;",
            "early", "late", "var far = later + 1;", "far", "Late()", "last",
            "md:It is 8<!--= early -->, 5<!--= late -->, more<!--? later > 0 --> and .7<!--= far:.0 -->.",
            "last = 4; var late = 6;", "late");
        string Output(int cell) => notebook.Cells[cell].Outputs.ToJsonString();
        Assert.Contains("\"8\"", Output(1), StringComparison.Ordinal);
        Assert.All(new[] { (2, "late"), (3, "later"), (4, "far"), (5, "Late"), (6, "last") },
            of => Assert.Contains($"it needs {of.Item2}, which", Output(of.Item1), StringComparison.Ordinal));
        Assert.StartsWith(
            "It is 8<!--= early -->, \u2014<!--= late -->, more<!--? later > 0 --> **(not known of this model)** and \u2014<!--= far:.0 "
                + "-->.\n\n*What", notebook.Cells[7].Source, StringComparison.Ordinal);
        Assert.Contains("(it needs late, which an earlier cell could not compute)", notebook.Cells[7].Source, StringComparison.Ordinal);
        Assert.Contains("it needs last", Output(8), StringComparison.Ordinal);
        Assert.Contains("it needs late", Output(9), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correcting_puts_values_in_and_still_refuses_verdicts_that_do_not_hold()
    {
        var notebook = await RunAsync(ProseTreatment.Correct, Cell, "md:It is .9<!--= x:.00 -->.");
        Assert.Equal("It is .67<!--= x:.00 -->.", notebook.Cells[1].Source);
        await Assert.ThrowsAsync<ProseException>(() => RunAsync(ProseTreatment.Correct, Cell, "md:far<!--? x > 1 -->"));
    }

    [Fact]
    public async Task A_page_names_the_cell_that_computed_a_value_and_shows_no_comment()
    {
        var notebook = await RunAsync(ProseTreatment.Check, Cell, "var y = 1;",
            "md:Head **.67**<!--= x:.00 --> (1<!--= y -->, more<!--? x > .5 -->).");
        var page = new HandoutPage(notebook, new Formulas()).Body;
        Assert.Contains("<span class=\"checked amount\" title=\"computed by cell 1\" data-cell=\"1\"><strong>.67</strong></span>", page,
            StringComparison.Ordinal);
        Assert.Contains("(<span class=\"checked\" title=\"computed by cell 2\" data-cell=\"2\">1</span>, ", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"checked\" title=\"tested on what cell 1 computed\" data-cell=\"1\">more</span>)", page,
            StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_that_did_not_run_makes_a_page_without_comments()
    {
        var page = new HandoutPage(NotebookText.Write(folder["n.ipynb"], "md:It is .67<!--= x:.00 -->."), new Formulas()).Body;
        Assert.Contains(">It is .67.</p>", page, StringComparison.Ordinal);
    }

    private async Task<Notebook> RunAsync(ProseTreatment treatment, params string[] cells)
    {
        var notebook = NotebookText.Write(folder["n.ipynb"], cells);
        using var engine = await InteractiveEngine.StartAsync();
        await new NotebookRun(engine, TimeSpan.FromMinutes(1)) { Prose = treatment }.RunAsync(notebook);
        return notebook;
    }
}
