using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Notebooks.Handouts.Markup;

/// <summary>Formulas without dollars, as Jupyter's users write them: lines from <c>\begin{align}</c> to <c>\end{align}</c>.</summary>
internal sealed partial class BareEnvironments : BlockParser
{
    private const string EndMark = "end of the environment";

    public BareEnvironments() => OpeningCharacters = ['\\'];

    public override bool CanInterrupt(BlockProcessor processor, Block block) => true;

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent) return BlockState.None;
        var line = processor.Line.ToString();
        if (Begin().Match(line) is not { Success: true } begin) return BlockState.None;
        var end = $"\\end{{{begin.Groups[1].Value}}}";
        var block = new MathBlock(this) { Column = processor.Column, Span = new SourceSpan(processor.Start, processor.Line.End) };
        block.SetData(EndMark, end);
        processor.NewBlocks.Push(block);
        return Continues(line, end);
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        block.UpdateSpanEnd(processor.Line.End);
        return Continues(processor.Line.ToString(), (string)block.GetData(EndMark)!);
    }

    private static BlockState Continues(string line, string end) =>
        line.Contains(end, StringComparison.Ordinal) ? BlockState.Break : BlockState.Continue;

    [GeneratedRegex(@"^\\begin\{((?:align|alignat|aligned|equation|gather|multline|eqnarray|flalign|split|cases|matrix|[pbBvV]matrix|CD)"
        + @"\*?)\}")]
    private static partial Regex Begin();
}
