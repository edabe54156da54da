using Attention.Models;
using Attention.Training;

namespace Attention.Tests.Training;

/// <summary>A recipe that trains in a second.</summary>
internal static class SmallRecipe
{
    public static Recipe Make() => new()
    {
        Name = "small",
        Description = "For tests.",
        Seed = 5,
        Model = new TransformerConfig
        {
            VocabSize = 300,
            HiddenSize = 16,
            NumHiddenLayers = 2,
            NumAttentionHeads = 2,
            NumKeyValueHeads = 2,
            HeadDim = 8,
            IntermediateSize = 24,
            MaxPositionEmbeddings = 32,
        },
        Tokenizer = new TokenizerRecipe { Stories = 60 },
        Rows = new RowsRecipe { Repeats = .5, Stories = .3, RepeatedStories = .2, ShortestSegment = 4, LongestSegment = 16 },
        Batch = 4,
        Tokens = 30 * 4 * 32,
        Optimizer = new OptimizerRecipe { Rate = .003, MuonRate = .02, WarmupSteps = 5, FinalShare = .1 },
        ScoreEvery = 5 * 4 * 32,
    };
}
