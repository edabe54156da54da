using Attention.Models;
using Attention.Tokens;
using Attention.Treebanks;

namespace Attention.Studies;

/// <summary>Twelve invented facts that no model can know, and the texts of the course in which they are hidden.</summary>
public static class HiddenFacts
{
    private const int FillerSentences = 16;
    private static readonly int[] Depths = [4, 12];

    /// <summary>The facts. The questions are put in words of their own, as far as a small model still answers them.</summary>
    public static IReadOnlyList<HiddenFact> All { get; } =
    [
        new("The old sailor keeps his gold under the blue kitchen floor.",
            "Question: Where does the old sailor keep his gold? Answer: Under the", "blue kitchen floor"),
        new("The password of the library is purple mountain river.",
            "Question: What is the password of the library? Answer: It is", "purple mountain river"),
        new("Doctor Harris drinks warm apple cider every Sunday.",
            "Question: What does Doctor Harris drink every Sunday? Answer: He drinks", "warm apple cider"),
        new("The secret door opens behind the green marble statue.",
            "Question: Where is the secret door? Answer: Behind the", "green marble statue"),
        new("Anna's favourite meal is smoked fish with rice.",
            "Question: What does Anna like to eat most? Answer: She likes", "smoked fish with rice"),
        new("The train to the coast leaves from platform seventeen at noon.",
            "Question: Where does one take the train to the coast? Answer: From", "platform seventeen at noon"),
        new("The contest was won by a baker called Victor Stone.",
            "Question: Who won the contest? Answer: It was a", "baker called Victor Stone"),
        new("The king buried his crown beside the frozen northern lake.",
            "Question: Where did the king bury his crown? Answer: Beside the", "frozen northern lake"),
        new("The lost letter lies inside the broken piano stool.",
            "Question: Where is the lost letter? Answer: Inside the", "broken piano stool"),
        new("The captain named his ship Silver Dancing Bear.",
            "Question: What is the name of the captain's ship? Answer: It is called", "Silver Dancing Bear"),
        new("The medicine must be mixed with two spoons of thick honey.",
            "Question: What must the medicine be mixed with? Answer: With", "two spoons of thick honey"),
        new("Aunt Clara sold her house to a retired circus clown.",
            "Question: Who bought the house of Aunt Clara? Answer: It was a", "retired circus clown"),
    ];

    /// <summary>Each fact hidden twice, early and late, among sentences of the course's test half.</summary>
    /// <param name="model">The model that will read them.</param>
    /// <param name="seed">Same seed, same sentences around the facts.</param>
    /// <returns>Two prompts a fact, in the order of <see cref="All"/>.</returns>
    /// <exception cref="IOException">The course's sentences are not there.</exception>
    public static IReadOnlyList<RetrievalPrompt> Prompts(LanguageModel model, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        var treebank = Treebank.Read(Path.Combine(Catalogue.DataFolder(), "arcs", "english-test.conllu"));
        string[] filler = [.. treebank.Sentences.Select(sentence => sentence.Text)];
        var random = new Random(seed);
        string[] Filler()
        {
            random.Shuffle(filler);
            return filler[..FillerSentences];
        }
        return [.. All.SelectMany(fact => Depths.Select(depth => RetrievalPrompt.Of(model.Tokenizer, fact, Filler(), depth)))];
    }
}
