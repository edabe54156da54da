namespace Attention.Models.Layers;

/// <summary>
/// Numbers of tokens that lie side by side, so that a vector of the processor holds the same number of sixteen tokens: [width, 64] for each
/// sixty-four of them, one after the other, and [width, 16] for each sixteen that are left.
/// </summary>
/// <param name="start">Where they lie.</param>
/// <param name="width">Numbers of a token, a multiple of sixteen.</param>
/// <param name="tokens">How many tokens.</param>
internal readonly unsafe struct TokenColumns(float* start, int width, int tokens) : ITokenNumbers
{
    private const int Rows = ProductTile.Rows, Lanes = ProductTile.Lanes;

    // four times sixteen go together, even if the last are not all there
    private readonly int inFullTiles = (tokens + Lanes - 1) / Rows * Rows;

    /// <summary>Numbers of a token.</summary>
    public int Width => width;

    /// <summary>How many tokens.</summary>
    public int Tokens => tokens;

    /// <summary>How many tiles.</summary>
    public int Tiles => inFullTiles / Rows + Math.Max(0, tokens - inFullTiles + Lanes - 1) / Lanes;

    /// <summary>Numbers that take up memory, those of tokens that fill the last tile among them.</summary>
    public static long Numbers(int width, int tokens) => (long)width * ((tokens + Rows - 1) / Rows * Rows);

    /// <summary>The first token of a tile.</summary>
    public int FirstOf(int tile) => Math.Min(tile * Rows, inFullTiles) + Math.Max(0, tile - inFullTiles / Rows) * Lanes;

    /// <summary>How many tokens lie side by side in the tile of a token.</summary>
    public int LanesAt(int token) => token < inFullTiles ? Rows : Lanes;

    /// <summary>The first number of a token; the next lies <see cref="LanesAt"/> further.</summary>
    public float* At(int token)
    {
        var lanes = LanesAt(token);
        var place = (token < inFullTiles ? token : token - inFullTiles) % lanes;
        return start + (long)(token - place) * width + place;
    }

    /// <summary>Fills all tiles with tokens that lie row by row, and with zeros behind them.</summary>
    /// <param name="rows">[tokens, width].</param>
    public void Fill(float* rows)
    {
        for (var tile = 0; tile < Tiles; tile++) FillTile(tile, rows);
    }

    /// <summary>The same for one tile.</summary>
    /// <param name="tile">Which.</param>
    /// <param name="rows">All tokens, [tokens, width].</param>
    public void FillTile(int tile, float* rows)
    {
        var first = FirstOf(tile);
        var (to, lanes) = ((nint)At(first), LanesAt(first));
        for (var lane = 0; lane < lanes; lane += Lanes)
        {
            var there = Math.Clamp(tokens - first - lane, 0, Lanes);
            TurnedRows.Turn(rows + (long)(first + lane) * width, there, width, (float*)to + lane, lanes);
        }
    }

    /// <summary>Lays all tokens down row by row.</summary>
    /// <param name="rows">[tokens, width].</param>
    public void CopyTo(float* rows)
    {
        for (var tile = 0; tile < Tiles; tile++)
        {
            var first = FirstOf(tile);
            var lanes = LanesAt(first);
            TurnedRows.Back(At(first), lanes, rows + (long)first * width, width, Math.Min(lanes, tokens - first), width);
        }
    }

    /// <inheritdoc/>
    public void Read(int number, int numbers, int token, int count, float* to, int stride)
    {
        for (int done = 0, run; done < count; done += run)
        {
            run = Math.Min(count - done, Run(token + done));
            var (from, lanes) = ((nint)At(token + done), LanesAt(token + done));
            for (var n = 0; n < numbers; n++)
                new Span<float>((float*)from + (long)(number + n) * lanes, run).CopyTo(new(to + (long)n * stride + done, run));
        }
    }

    /// <inheritdoc/>
    public void Write(int number, int numbers, int token, int count, float* from, int stride)
    {
        for (int done = 0, run; done < count; done += run)
        {
            run = Math.Min(count - done, Run(token + done));
            var (to, lanes) = ((nint)At(token + done), LanesAt(token + done));
            for (var n = 0; n < numbers; n++)
                new Span<float>(from + (long)n * stride + done, run).CopyTo(new((float*)to + (long)(number + n) * lanes, run));
        }
    }

    /// <summary>Tokens from one on that lie side by side.</summary>
    private int Run(int token) =>
        token < inFullTiles ? Rows - token % Rows : Lanes - (token - inFullTiles) % Lanes;
}
