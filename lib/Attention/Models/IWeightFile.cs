namespace Attention.Models;

/// <summary>The weights of a model in its file or files, whatever their format; several threads may read at once.</summary>
internal interface IWeightFile : IDisposable
{
    /// <summary>The file, or the folder of several, for messages.</summary>
    string Path { get; }

    /// <summary>The names of all tensors.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The sizes of a tensor, slowest axis first; null where there is none of the name.</summary>
    IReadOnlyList<long>? ShapeOf(string name);

    /// <summary>Reads numbers of a tensor in fp32, from one on that begins a row.</summary>
    /// <param name="name">A name that is there.</param>
    /// <param name="first">The first number.</param>
    /// <param name="values">Receives as many as it holds.</param>
    /// <exception cref="ModelFileException">The file cannot be read.</exception>
    void Read(string name, long first, Span<float> values);
}
