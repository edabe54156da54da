using Attention.Models;

namespace Attention.Studies;

/// <summary>A stored measurement of one model's heads.</summary>
internal interface IStudy
{
    /// <summary>The weights that were measured.</summary>
    StudiedModel Model { get; }

    /// <summary>What a file may hold that no measurement of the model can be: a sentence, or null.</summary>
    string? Problem(TransformerConfig config);
}
