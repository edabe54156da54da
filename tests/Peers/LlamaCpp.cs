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

    static LlamaCpp() => NativeLibraryConfig.All.WithLogCallback((_, _) => { });

    /// <summary>Opens a file.</summary>
    /// <param name="gguf">The file.</param>
    /// <param name="threads">How many threads compute.</param>
    /// <param name="most">The longest text, in tokens.</param>
    /// <param name="exact">Whether keys and values are kept in fp32 and not in fp16.</param>
    public LlamaCpp(string gguf, int threads, int most, bool exact = false)
    {
        var parameters = new ModelParams(gguf) { ContextSize = (uint)most, BatchSize = (uint)most, UBatchSize = (uint)most,
            Threads = threads, BatchThreads = threads, GpuLayerCount = 0 };
        if (exact) (parameters.TypeK, parameters.TypeV, parameters.FlashAttention) = (GGMLType.GGML_TYPE_F32,
            GGMLType.GGML_TYPE_F32, false);
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

    /// <summary>The logits after each token.</summary>
    public float[][] Logits(int[] ids)
    {
        context.NativeHandle.MemoryClear();
        var batch = new LLamaBatch();
        for (var i = 0; i < ids.Length; i++) batch.Add((LLamaToken)ids[i], i, LLamaSeqId.Zero, true);
        var result = context.NativeHandle.Decode(batch);
        if (result != DecodeResult.Ok) throw new InvalidOperationException($"llama.cpp answers {result}.");
        return [.. Enumerable.Range(0, ids.Length).Select(i => context.NativeHandle.GetLogitsIth(i).ToArray())];
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
