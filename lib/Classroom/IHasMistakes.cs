namespace Classroom;

/// <summary>An exercise that can act out its own mistakes: what tests and generated submissions are made with.</summary>
internal interface IHasMistakes
{
    /// <summary>What a right answer would do.</summary>
    Evidence OfRight(Setting setting);

    /// <summary>What an answer with a mistake would do.</summary>
    /// <param name="mistake">Its place among <see cref="Exercise.KnownMistakes"/>.</param>
    /// <param name="setting">What it is tried on.</param>
    Evidence OfMistake(int mistake, Setting setting);
}
