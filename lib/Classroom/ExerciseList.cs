using Classroom.Exercises;

namespace Classroom;

/// <summary>All exercises that check themselves.</summary>
public static class ExerciseList
{
    /// <summary>By chapter, predictions first, then by number.</summary>
    public static IReadOnlyList<Exercise> All { get; } = [.. new Exercise[]
    {
        new X0_1(), new X0_2(), new X0_3(), new X0_4(), new X0_5(),
        new X1_1(), new X1_2(), new X1_3(), new X1_4(), new X1_5(), new X1_6(), new X1_7(), new X1_8(),
        new X2_1(), new X2_2(), new X2_3(), new X2_4(), new X2_5(), new X2_6(), new X2_7(), new X2_8(),
        new X3_1(), new X3_2(), new X3_3(), new X3_4(), new X3_5(), new X3_6(), new X3_7(), new X3_8(),
        new X4_1(), new X4_2(), new X4_3(), new X4_4(), new X4_5(), new X4_6(),
        new X5_1(), new X5_2(), new X5_3(), new X5_4(), new X5_5(), new X5_6(), new X5_7(), new X5_8(), new X5_9(), new X5_10(),
        new X5_11(), new X5_12(),
        new X6_1(), new X6_2(), new X6_3(), new X6_4(), new X6_5(),
        new X7_1(), new X7_2(), new X7_3(), new X7_4(), new X7_5(),
        new X8_1(), new X8_2(), new X8_3(), new X8_4(), new X8_5(),
    }.Concat(Predictions.All).Concat(Designs.All).OrderBy(exercise => exercise.Chapter).ThenBy(exercise => exercise.Id[0])
    .ThenBy(exercise => int.Parse(exercise.Id.Split('.')[1]))];

    /// <summary>An exercise by its name.</summary>
    /// <param name="id">Such as <c>X2.2</c>.</param>
    /// <returns>The exercise; null where there is none of that name.</returns>
    public static Exercise? Find(string id) => All.FirstOrDefault(exercise => exercise.Id == id);
}
