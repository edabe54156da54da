using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Notebooks.Handouts.Markup;

/// <summary>The boxes of a task list as signs that have a name; a box that nobody can tick is no control.</summary>
internal sealed class TaskMarks : HtmlObjectRenderer<TaskList>
{
    protected override void Write(HtmlRenderer renderer, TaskList task) =>
        renderer.Write(task.Checked
            ? "<span class=\"task\" role=\"img\" aria-label=\"done\">☑</span>"
            : "<span class=\"task\" role=\"img\" aria-label=\"to do\">☐</span>");
}
