namespace Notebooks.Engine.Displays;

/// <summary><c>Console.In</c> of cells that run with nobody watching: a question is an error, not an answer that nobody gave.</summary>
internal sealed class NoReader : TextReader
{
    /// <summary>What a cell that asks is told.</summary>
    public const string Message = "Nobody is there to answer: this notebook runs without a reader. Give the value in the cell.";

    public override int Peek() => throw new InvalidOperationException(Message);

    public override int Read() => throw new InvalidOperationException(Message);

    public override string ReadLine() => throw new InvalidOperationException(Message);

    public override string ReadToEnd() => throw new InvalidOperationException(Message);
}
