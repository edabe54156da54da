namespace Attention.Models.Layers;

/// <summary>Numbers of tokens, whichever way they lie, that can be laid side by side.</summary>
internal unsafe interface ITokenNumbers
{
    /// <summary>Copies some numbers of tokens that follow each other out. Up to the next multiple of sixteen, what lies behind the last
    /// token may be written over.</summary>
    /// <param name="number">The first number.</param>
    /// <param name="numbers">How many.</param>
    /// <param name="token">The first token.</param>
    /// <param name="count">How many tokens.</param>
    /// <param name="to">[numbers, count].</param>
    /// <param name="stride">From a number to the next.</param>
    void Read(int number, int numbers, int token, int count, float* to, int stride);

    /// <summary>Copies some numbers of tokens that follow each other in.</summary>
    /// <param name="number">The first number.</param>
    /// <param name="numbers">How many.</param>
    /// <param name="token">The first token.</param>
    /// <param name="count">How many tokens.</param>
    /// <param name="from">[numbers, count], read up to the next multiple of sixteen.</param>
    /// <param name="stride">From a number to the next.</param>
    void Write(int number, int numbers, int token, int count, float* from, int stride);
}
