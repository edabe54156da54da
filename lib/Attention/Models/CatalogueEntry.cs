namespace Attention.Models;

/// <summary>A model that ships with the course.</summary>
/// <param name="Name">What it is called on the command line and in <see cref="LanguageModel.Load"/>.</param>
/// <param name="Title">What figures call it.</param>
/// <param name="Path">Its file, or its folder, relative to the catalogue.</param>
/// <param name="Sha256">The SHA-256 of the file, or of the folder's weights, in lower-case hexadecimal.</param>
/// <param name="Licence">The licence of the weights.</param>
/// <param name="Parameters">Millions of parameters.</param>
/// <param name="GoodFor">What it is good for.</param>
/// <param name="HasHead">Whether it predicts a next token; an encoder does not.</param>
public sealed record CatalogueEntry(string Name, string Title, string Path, string Sha256, string Licence, int Parameters, string GoodFor,
    bool HasHead = true);
