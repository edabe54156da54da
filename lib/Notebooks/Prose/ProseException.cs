using Course.Files;

namespace Notebooks.Prose;

/// <summary>The text of a notebook does not say what its cells compute.</summary>
/// <param name="notebook">The notebook's file name.</param>
/// <param name="differences">Each difference, in a sentence.</param>
public sealed class ProseException(string notebook, IReadOnlyList<string> differences)
    : CourseException(notebook, null,
        $"the text does not say what the cells compute, in {differences.Count} {(differences.Count == 1 ? "place" : "places")}:\n"
        + string.Join('\n', differences))
{
    /// <summary>Each difference: the sentence, what it says, and what was computed.</summary>
    public IReadOnlyList<string> Differences => differences;
}
