using System.Text.Json.Nodes;
using Course.Files;
using Notebooks.Files;

namespace Notebooks.Tests.Files;

public sealed class NotebookTests : IDisposable
{
    /// <summary>As Jupyter writes it, with an attachment, a raw cell, emoji, escapes, odd numbers and unknown keys.</summary>
    private const string Jupyter = """
        {
         "cells": [
          {
           "attachments": {
            "dot.png": {
             "image/png": "iVBORw0KGgo="
            }
           },
           "cell_type": "markdown",
           "id": "intro-1",
           "metadata": {},
           "source": [
            "# Title – naïve 🦊 <b> & 'quotes' \"double\" \\ back\n",
            "tab\there \u0001 end"
           ]
          },
          {
           "cell_type": "raw",
           "id": "raw-1",
           "metadata": {
            "format": "text/latex"
           },
           "source": []
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "code-1",
           "metadata": {
            "dotnet_interactive": {
             "language": "html"
            },
            "unknown": {
             "number": 1.50,
             "large": 1e400,
             "nothing": null,
             "empty": {}
            }
           },
           "outputs": [],
           "source": "one string"
          }
         ],
         "metadata": {},
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(" ")]
    [InlineData("  ")]
    [InlineData("\t")]
    public void What_nobody_touches_stays_the_same_to_the_byte(string indent)
    {
        var text = string.Join('\n', Jupyter.Split('\n')
            .Select(line => string.Concat(Enumerable.Repeat(indent, line.Length - line.TrimStart().Length)) + line.TrimStart()));
        File.WriteAllText(folder["in.ipynb"], text);
        Notebook.Read(folder["in.ipynb"]).Write(folder["out.ipynb"]);
        Assert.Equal(File.ReadAllText(folder["in.ipynb"]), File.ReadAllText(folder["out.ipynb"]));
        Assert.Equal(File.ReadAllBytes(folder["in.ipynb"]), File.ReadAllBytes(folder["out.ipynb"]));
    }

    [Fact]
    public void New_outputs_change_nothing_else()
    {
        File.WriteAllText(folder["in.ipynb"], Jupyter);
        var notebook = Notebook.Read(folder["in.ipynb"]);
        notebook.Cells[2].ExecutionCount = 7;
        notebook.Cells[2].Outputs = [new JsonObject { ["output_type"] = "stream", ["name"] = "stdout",
            ["text"] = MultilineText.Split("a\nb") }];
        notebook.Write(folder["out.ipynb"]);
        var expected = Jupyter
            .Replace("\"execution_count\": null", "\"execution_count\": 7", StringComparison.Ordinal)
            .Replace("\"outputs\": [],", """
                "outputs": [
                    {
                     "output_type": "stream",
                     "name": "stdout",
                     "text": [
                      "a\n",
                      "b"
                     ]
                    }
                   ],
                """, StringComparison.Ordinal);
        Assert.Equal(expected, File.ReadAllText(folder["out.ipynb"]));
    }

    [Fact]
    public void Cells_tell_their_kind_text_and_language()
    {
        File.WriteAllText(folder["in.ipynb"], Jupyter);
        var cells = Notebook.Read(folder["in.ipynb"]).Cells;
        Assert.Equal([(true, false), (false, false), (false, true)], cells.Select(cell => (cell.IsMarkdown, cell.IsCode)));
        Assert.EndsWith("\ntab\there \u0001 end", cells[0].Source, StringComparison.Ordinal);
        Assert.Equal(("one string", "html"), (cells[2].Source, cells[2].Language));
    }

    [Theory]
    [InlineData("# Just text", "line 1 is no JSON")]
    [InlineData("{\"nbformat\": 4,\n\"cells\": [}", "line 2 is no JSON")]
    [InlineData("[1, 2]", "it has no cells")]
    [InlineData("{\"cells\": []}", "it has no nbformat")]
    [InlineData("{\"cells\": [], \"nbformat\": \"4\"}", "it has no nbformat")]
    [InlineData("{\"worksheets\": [], \"nbformat\": 3}", "nbformat 3 cannot be read here")]
    [InlineData("{\"cells\": {}, \"nbformat\": 4}", "its cells are no list")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\"}], \"nbformat\": 4}", "cell 1 of 1: is no cell")]
    [InlineData("{\"cells\": [null], \"nbformat\": 4}", "cell 1 of 1: is no cell")]
    [InlineData("null", "it has no cells")]
    [InlineData("{\"cells\": null, \"nbformat\": 4}", "it has no cells")]
    [InlineData("{\"cells\": [], \"nbformat\": 4, \"metadata\": []}", "its metadata are no object")]
    [InlineData("{\"cells\": [{\"cell_type\": 7, \"source\": \"\"}], \"nbformat\": 4}", "cell 1 of 1: is no cell")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": 7}], \"nbformat\": 4}", "cell 1 of 1: is no cell")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": [7, null]}], \"nbformat\": 4}", "a source of text")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"metadata\": [1]}], \"nbformat\": 4}",
        "cell 1 of 1: its metadata are no object")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"metadata\": {\"tags\": [1]}}], \"nbformat\": 4}",
        "its tags are no list of texts")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": {}}], \"nbformat\": 4}", "its outputs are no list")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [null]}], \"nbformat\": 4}",
        "output 1 is no output")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [{\"output_type\": \"display_data\", \"data\": "
        + "{\"text/html\": 3}}]}], \"nbformat\": 4}", "output 1 holds text/html that is no text")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\\ud800\"}], \"nbformat\": 4}", "half of a character")]
    [InlineData("{\"cells\": [], \"nbformat\": 4, \"metadata\": {\"\\udfff\": 1}}", "half of a character")]
    [InlineData("{\"cells\": [], \"cells\": [], \"nbformat\": 4}", "line 1 is no JSON")]
    public void A_file_that_is_no_notebook_says_why(string text, string reason)
    {
        File.WriteAllText(folder["in.ipynb"], text);
        var e = Assert.Throws<NotebookFormatException>(() => Notebook.Read(folder["in.ipynb"]));
        Assert.StartsWith(folder["in.ipynb"], e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_UTF8_says_in_which_line()
    {
        File.WriteAllBytes(folder["in.ipynb"], [.. "{\n \"cells\": []}"u8, 0xff]);
        Assert.Contains("line 2: it is not UTF-8", Assert.Throws<DamagedFileException>(() => Notebook.Read(folder["in.ipynb"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_in_an_output_is_written_as_one_that_stands_for_it()
    {
        File.WriteAllText(folder["in.ipynb"], Jupyter);
        var notebook = Notebook.Read(folder["in.ipynb"]);
        notebook.Cells[2].Outputs = [new JsonObject { ["output_type"] = "stream", ["name"] = "stdout",
            ["text"] = MultilineText.Split("a\ud800b") }];
        notebook.Write(folder["out.ipynb"]);
        Assert.Equal("a\ufffdb", MultilineText.Join(Notebook.Read(folder["out.ipynb"]).Cells[2].Outputs[0]!["text"]));
    }

    [Fact]
    public void A_notebook_that_is_taken_away_while_a_folder_is_read_is_left_out()
    {
        foreach (var name in new[] { "a.ipynb", "b.ipynb", "c.ipynb" }) File.WriteAllText(folder[name], Jupyter);
        File.Delete(folder["b.ipynb"]);
        Assert.Equal(["a", "c"], Notebook.ReadPresent([folder["a.ipynb"], folder["b.ipynb"], folder["c.ipynb"]]).Select(each => each.Name));
        Assert.Throws<NotebookFormatException>(() => Notebook.ReadPresent([Damaged()]));
    }

    private string Damaged()
    {
        File.WriteAllText(folder["d.ipynb"], "[]");
        return folder["d.ipynb"];
    }

    [Fact]
    public void A_failed_write_leaves_nothing_behind()
    {
        File.WriteAllText(folder["in.ipynb"], Jupyter);
        Directory.CreateDirectory(folder["out.ipynb"]);    // a folder cannot be replaced by a file
        Assert.ThrowsAny<Exception>(() => Notebook.Read(folder["in.ipynb"]).Write(folder["out.ipynb"]));
        Assert.Empty(Directory.GetFiles(folder.Path, "*.partial"));
    }
}
