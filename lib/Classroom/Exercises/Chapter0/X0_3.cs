using Attention.Models;

namespace Classroom.Exercises;

/// <summary>The address of a head.</summary>
internal sealed class X0_3 : HeadExercise
{
    public override string Id => "X0.3";
    public override int Difficulty => 1;
    public override int Minutes => 2;
    public override string Task =>
        "What is the address of the first head of the last layer? Write it down, then draw that head on the sentence with the dog.";
    public override string Expected => "A pair of whole numbers, layer first. Both are counted from 0.";
    public override IReadOnlyList<string> Hints =>
    [
        "The model knows how many layers it has. Ask `model.Config`.",
        "If there are 30 layers and the first is layer 0, what is the number of the last?",
        "`(model.Config.NumHiddenLayers - 1, 0)`, and `Figures.Heatmap(trace, lastHead)` draws it.",
    ];
    public override string Stub => "HeadIndex lastHead = (-1, -1);    // your turn: (layer, head)";
    public override string Solution => "HeadIndex lastHead = (model.Config.NumHiddenLayers - 1, 0);\nFigures.Heatmap(trace, lastHead)";
    public override string Answer => "lastHead";

    private protected override IReadOnlyList<(string Name, string Says)> Others => [("first layer", FirstLayer), ("last head", LastHead)];

    private const string FirstLayer = "This head is in the first layer. The last layer has the largest number.";
    private const string LastHead = "This is the last head of its layer. The first one has number 0.";

    private protected override string? Wrong(int place, HeadIndex head, Setting setting)
    {
        var config = setting.Model.Config;
        if (head == (config.NumHiddenLayers - 1, 0)) return null;
        if (head == (0, 0)) return FirstLayer;
        return head == (config.NumHiddenLayers - 1, config.NumAttentionHeads - 1) ? LastHead : $"{head} is another head.";
    }
}
