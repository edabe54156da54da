using System.Diagnostics;
using LLama;
using LLama.Common;
using LLama.Native;

namespace Peers;

/// <summary>The same file in llama.cpp, which gives no attention: what a user would pick who only wants the model to run.</summary>
internal sealed class LlamaCpp : IDisposable
{
    private readonly LLamaWeights weights;
    private readonly LLamaContext context;

    public LlamaCpp(string gguf, int threads, int most)
    {
        NativeLibraryConfig.All.WithLogCallback((_, _) => { });
        var parameters = new ModelParams(gguf) { ContextSize = (uint)most, BatchSize = (uint)most, UBatchSize = (uint)most, Threads = threads, BatchThreads = threads, GpuLayerCount = 0 };
        weights = LLamaWeights.LoadFromFile(parameters);
        context = weights.CreateContext(parameters);
    }

    /// <summary>One pass over a text, logits of the last token.</summary>
    private double Seconds(int[] ids)
    {
        context.NativeHandle.MemoryClear();
        var batch = new LLamaBatch();
        for (var i = 0; i < ids.Length; i++) batch.Add((LLamaToken)ids[i], i, LLamaSeqId.Zero, i == ids.Length - 1);
        var started = Stopwatch.GetTimestamp();
        var result = context.NativeHandle.Decode(batch);
        context.NativeHandle.Synchronize();
        if (result != DecodeResult.Ok) throw new InvalidOperationException($"llama.cpp answers {result}.");
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Median of nine passes over random tokens, after three that warm up.</summary>
    public double Median(int tokens, int vocabulary)
    {
        var random = new Random(1);
        int[] ids = [.. Enumerable.Range(0, tokens).Select(_ => random.Next(vocabulary))];
        for (var i = 0; i < 3; i++) Seconds(ids);
        return Enumerable.Range(0, 9).Select(_ => Seconds(ids)).Order().ElementAt(4);
    }

    public void Dispose()
    {
        context.Dispose();
        weights.Dispose();
    }
}
