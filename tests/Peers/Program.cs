using System.Globalization;
using Attention.Models;
using Attention.Studies;
using Attention.Traces;
using Peers;
using static TorchSharp.torch;

// dotnet run -c Release --project tests/Peers [TOKENS..]
// The main model with all attention kept, in fp32 and bf16, beside a matrix product, beside the same file in llama.cpp, which keeps none,
// and beside the same weights in onnxruntime, which gives it out. dotnet run -c Release --project tests/Peers -- families FILE.safetensors
// What llama.cpp computes with a small random model of every family: tests/Attention.Tests/Fixtures/gguf/families.safetensors.
// dotnet run -c Release --project tests/Peers -- arctic PACKAGE.nupkg FOLDER FILE.safetensors
// What onnxruntime computes with the shipped BERT: tests/Attention.Tests/Fixtures/families/arctic.safetensors.
// dotnet run -c Release --project tests/Peers -- onnx
// How far onnxruntime's attention is from the course's.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["families", var fixture])
{
    FamilyLogits.Write(fixture);
    return;
}
if (args is ["onnx"])
{
    using var main = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
    using var peer = new OnnxRuntime(main, get_num_threads(), fourBit: false);
    Console.WriteLine($"The attention of onnxruntime and of the course is at most {LargestDifference(main, peer):0.0e+0} apart.");
    return;
}
if (args is ["arctic", var package, var folder, var file])
{
    ArcticStreams.Write(package, folder, file);
    return;
}
var lengths = args.Length > 0 ? args.Select(int.Parse).ToArray() : [16, 64, 128, 256, 512, 1024];
var catalogue = Catalogue.Open();
using var fp32 = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu" });
using var bf16 = LanguageModel.Load(Catalogue.MainModel, new() { Device = "cpu", DType = ScalarType.BFloat16 });
using var llama = new LlamaCpp(catalogue.PathOf(catalogue.Find(Catalogue.MainModel)!), get_num_threads(), lengths.Max());
using var onnx = new OnnxRuntime(fp32, get_num_threads(), fourBit: false);
using var fourBit = new OnnxRuntime(fp32, get_num_threads(), fourBit: true);
var apart = LargestDifference(fp32, onnx);
if (apart > 1e-4) throw new InvalidOperationException($"onnxruntime's attention differs from the course's by up to {apart}.");

List<string> lines =
[
    $"{fp32.Title} on {get_num_threads()} cores, {DateTime.Now:yyyy-MM-dd}, all 270 heads kept. Share: of a matrix product's speed in the "
        + $"same minute. Load of the machine before the run: {Load()}. "
        + $"Attention of onnxruntime and of the course: at most {apart:0.0e+0} apart.",
    "",
    "| tokens | fp32 ms | share | median : best | bf16 ms | share | fp32 : bf16 | llama.cpp (4 bit, no attention) ms | llama.cpp : fp32 | "
        + "llama.cpp : bf16 | onnxruntime fp32, attention out, ms | : fp32 | onnxruntime 4 bit, attention out, ms | : fp32 | : bf16 |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
];
foreach (var T in lengths)
{
    var (single, half) = (ForwardSpeed.Measure(fp32, T), ForwardSpeed.Measure(bf16, T));
    var V = fp32.Config.VocabSize;
    var (other, exact, small) = (llama.Median(T, V), onnx.Median(T, V), fourBit.Median(T, V));
    string Ms(double seconds) => $"{1000 * seconds:0}";
    string Times(double theirs, double ours) => $"{theirs / ours:0.0}";
    string[] row = [$"{T}", Ms(single.Seconds), $"{100 * single.Share:0} %", $"{single.Seconds / single.Best:0.00}", Ms(half.Seconds),
        $"{100 * half.Share:0} %", Times(single.Seconds, half.Seconds), Ms(other), Times(other, single.Seconds),
        Times(other, half.Seconds), Ms(exact), Times(exact, single.Seconds), Ms(small), Times(small, single.Seconds),
        Times(small, half.Seconds)];
    lines.Add($"| {string.Join(" | ", row)} |");
    Console.WriteLine(lines[^1]);
}
Write(Path.Combine(Catalogue.DataFolder(), "..", "docs", "performance.md"), lines);

// Of all weights of all heads on one sentence.
static float LargestDifference(LanguageModel model, OnnxRuntime onnx)
{
    using var trace = model.Trace("When Mary and John went to the store, John gave a drink to Mary.");
    var theirs = onnx.Attention([.. trace.Tokens.Select(token => (long)token.Id)]).SelectMany(layer => layer);
    return trace.Patterns.SelectMany(pattern => pattern.Memory.ToArray()).Zip(theirs, (mine, other) => Math.Abs(mine - other)).Max();
}

static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

// Between the two marks; the rest of the page is written by hand.
static void Write(string page, IEnumerable<string> lines)
{
    const string begin = "<!-- tests/Peers -->\n", end = "<!-- /tests/Peers -->";
    var text = File.ReadAllText(page);
    var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, text.IndexOf(end, StringComparison.Ordinal));
    File.WriteAllText(page, $"{text[..from]}{string.Join('\n', lines)}\n{text[to..]}");
}
