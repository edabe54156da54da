using Attention.Models;

namespace Classroom.Tests;

/// <summary>A small model of the course, loaded once.</summary>
internal static class Small
{
    private static readonly Lazy<LanguageModel> Loaded = new(() => LanguageModel.Load("stories-6l"));

    public static LanguageModel Model => Loaded.Value;

    public static Setting Setting(int seed = 1) => new(seed, () => Model);
}
