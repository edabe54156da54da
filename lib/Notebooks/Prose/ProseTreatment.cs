namespace Notebooks.Prose;

/// <summary>What happens where a checked text does not say what was computed.</summary>
public enum ProseTreatment
{
    /// <summary>The run fails: the text is written for this model.</summary>
    Check,

    /// <summary>The value is put into the text, for its author to read; a verdict that does not hold still fails the run.</summary>
    Correct,

    /// <summary>The text was written for another model: the value is put into it, and a verdict that does not hold is marked so in
    /// words.</summary>
    Adapt,
}
