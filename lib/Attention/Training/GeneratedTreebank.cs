using System.Text;
using Course.Files;

namespace Attention.Training;

/// <summary>Generated sentences with their grammar, none from a story that a model was trained on: what <c>data/arcs/generated-*.conllu</c>
/// hold.</summary>
public static class GeneratedTreebank
{
    /// <summary>Sentences in each half.</summary>
    public const int Size = 500;

    /// <summary>The halves: heads are chosen on dev and scored on test.</summary>
    public static IReadOnlyList<string> Halves { get; } = ["dev", "test"];

    /// <summary>One half as CoNLL-U.</summary>
    /// <param name="half">One of <see cref="Halves"/>.</param>
    /// <returns>The content of its file, always the same.</returns>
    public static string Make(string half)
    {
        var stories = new StoryGenerator(new Random(TrainingRows.HeldOutSeeds + 1000 + Halves.ToList().IndexOf(half)));
        IEnumerable<AnnotatedSentence> Endless()
        {
            while (true)
                foreach (var sentence in stories.Story()) yield return sentence;
        }
        return ConlluWriter.Write(Endless().DistinctBy(sentence => sentence.Text).Take(Size), $"generated-{half}");
    }

    /// <summary>Writes both halves.</summary>
    /// <param name="folder">The folder; made if missing.</param>
    public static void Write(string folder)
    {
        foreach (var half in Halves)
            WholeFile.Write(Path.Combine(folder, $"generated-{half}.conllu"), stream => stream.Write(Encoding.UTF8.GetBytes(Make(half))));
    }
}
