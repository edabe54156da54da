using Attention.Models;

namespace Explorer.Tests;

/// <summary>What ships with the course.</summary>
internal static class Data
{
    public static string Models => Path.Combine(Catalogue.DataFolder(), "models");

    public static string SmolLm
    {
        get
        {
            var catalogue = Catalogue.Open();
            return catalogue.PathOf(catalogue.Find(Catalogue.MainModel)!);
        }
    }
}
