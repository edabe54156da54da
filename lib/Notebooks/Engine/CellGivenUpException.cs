using Course.Files;

namespace Notebooks.Engine;

/// <summary>A cell that was asked to stop goes on, so that its engine can run no other; only the end of the process ends it.</summary>
/// <param name="name">The cell's name.</param>
public sealed class CellGivenUpException(string name) : CourseException($"{name} was asked to stop and did not.");
