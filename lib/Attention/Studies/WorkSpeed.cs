using Attention.Interventions;
using Attention.Measures;
using Attention.Models;
using Attention.Tokens;

namespace Attention.Studies;

/// <summary>How fast the work goes that has many runs: a corpus that is measured, and every head taken out in turn.</summary>
/// <param name="OneByOne">Tokens a second of texts of <see cref="TextLength"/> tokens, all measures of <see cref="HeadScores.OfAnyText"/>
/// of all heads, each text by itself.</param>
/// <param name="Together">The same, as many texts in a run as <see cref="HeadScoreSample"/> takes.</param>
/// <param name="MapSeconds">The ablation map of a text of <see cref="MapLength"/> tokens.</param>
/// <param name="PassSeconds">A plain pass over that text with its loss.</param>
/// <param name="Heads">How many heads the map has.</param>
public sealed record WorkSpeed(double OneByOne, double Together, double MapSeconds, double PassSeconds, int Heads)
{
    /// <summary>Tokens of a text of the corpus.</summary>
    public const int TextLength = 128;

    /// <summary>Tokens of the text whose heads are taken out.</summary>
    public const int MapLength = 64;

    private const int Runs = 4;

    /// <summary>What a head of the map costs, in plain passes.</summary>
    public double PassesOfHead => MapSeconds / Heads / PassSeconds;

    /// <summary>Times a model on random tokens, after one run of each that warms up.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Of the corpus, the speed over four runs; of map and pass, the faster of two.</returns>
    public static WorkSpeed Measure(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (together, text) = (TokensTogether.For(model, TextLength) / TextLength, ForwardSpeed.RandomText(model, TextLength));
        double Speed(int texts, int ofRun)
        {
            TokenizedText[] run = [.. Enumerable.Repeat(text, ofRun)];
            void Measured() => HeadScoreSample.Of(model, run, HeadScores.OfAnyText);
            Measured();
            var runs = texts / ofRun;
            return runs * ofRun * TextLength / MatrixProduct.Seconds(() => Repeat(runs, Measured));
        }
        var shortText = TokenBatch.Of(ForwardSpeed.RandomText(model, MapLength));
        return new(Speed(Math.Min(Runs * together, 64), 1), Speed(Runs * together, together), Faster(() => Ablation.Map(model, shortText)),
            Faster(() => TokenLoss.Mean(model, shortText)), model.Config.HeadCount);
    }

    private static void Repeat(int times, Action work)
    {
        for (var i = 0; i < times; i++) work();
    }

    private static double Faster(Action work)
    {
        work();
        return Math.Min(MatrixProduct.Seconds(work), MatrixProduct.Seconds(work));
    }
}
