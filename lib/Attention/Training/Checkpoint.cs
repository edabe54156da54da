using System.Globalization;
using Attention.Models;
using Course.Files;
using static TorchSharp.torch;

namespace Attention.Training;

/// <summary>A training in one file: weights, the optimisers' memory, the step, and the record so far. The step also says which rows come
/// next.</summary>
internal static class Checkpoint
{
    private const string HashKey = "recipe_hash", StepKey = "step", SecondsKey = "seconds", RecordKey = "record";

    public static void Save(string path, Trainer trainer, double seconds, TrainingRecord record)
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(path, trainer.State, new Dictionary<string, string>
        {
            [HashKey] = trainer.Recipe.Hash,
            [StepKey] = trainer.StepsTaken.ToString(CultureInfo.InvariantCulture),
            [SecondsKey] = seconds.ToString("R", CultureInfo.InvariantCulture),
            [RecordKey] = record.ToJson(),
        });
    }

    /// <summary>Puts a trainer where the checkpoint was saved.</summary>
    /// <returns>The seconds trained and the record so far.</returns>
    /// <exception cref="CheckpointException">The checkpoint belongs to another recipe or is damaged.</exception>
    public static (double Seconds, TrainingRecord Record) Restore(string path, Trainer trainer)
    {
        using var reader = Open(path);
        if (reader.Metadata.GetValueOrDefault(HashKey) != trainer.Recipe.Hash)
            throw new CheckpointException(
                $"{path} was made by another recipe than {trainer.Recipe.Name} is now. Delete it to train from the beginning, or restore "
                    + $"the recipe to go on.");
        try
        {
            using var scope = NewDisposeScope();
            using var noGradients = no_grad();
            foreach (var (name, tensor) in trainer.State) tensor.copy_(reader.Read(name, tensor.shape));
            trainer.ContinueAfter(int.Parse(reader.Metadata[StepKey], CultureInfo.InvariantCulture));
            return (double.Parse(reader.Metadata[SecondsKey], CultureInfo.InvariantCulture),
                TrainingRecord.Parse(reader.Metadata[RecordKey], path));
        }
        catch (Exception e) when (e is CourseException or FormatException or KeyNotFoundException)
        {
            throw new CheckpointException($"{path} is damaged: {e.Message} Delete it to train from the beginning.");
        }
    }

    private static SafetensorsReader Open(string path)
    {
        try
        {
            return new SafetensorsReader(path);
        }
        catch (ModelFileException e)
        {
            throw new CheckpointException($"{path} is damaged: {e.Message} Delete it to train from the beginning.");
        }
    }
}
