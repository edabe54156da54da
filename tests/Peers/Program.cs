using System.Globalization;
using Attention.Models;
using Attention.Studies;
using Peers;
using static TorchSharp.torch;

// dotnet run -c Release --project tests/Peers [TOKENS..]
// The main model with all attention kept, in fp32 and bf16, beside a matrix product and beside the same file in llama.cpp, which keeps
// none. dotnet run -c Release --project tests/Peers -- families FILE.safetensors
// What llama.cpp computes with a small random model of every family: tests/Attention.Tests/Fixtures/gguf/families.safetensors.
// dotnet run -c Release --project tests/Peers -- arctic PACKAGE.nupkg FOLDER FILE.safetensors
// What onnxruntime computes with the shipped BERT: tests/Attention.Tests/Fixtures/families/arctic.safetensors.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["families", var fixture])
{
    FamilyLogits.Write(fixture);
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

List<string> lines =
[
    $"{fp32.Title} on {get_num_threads()} cores, {DateTime.Now:yyyy-MM-dd}, all 270 heads kept. Share: of a matrix product's speed in the "
        + $"same minute. Load of the machine before the run: {Load()}.",
    "",
    "| tokens | fp32 ms | share | median : best | bf16 ms | share | fp32 : bf16 | llama.cpp (4 bit, no attention) ms | llama.cpp : fp32 | "
        + "llama.cpp : bf16 |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
];
foreach (var T in lengths)
{
    var (single, half, other) = (ForwardSpeed.Measure(fp32, T), ForwardSpeed.Measure(bf16, T), llama.Median(T, fp32.Config.VocabSize));
    lines.Add($"| {T} | {1000 * single.Seconds:0} | {100 * single.Share:0} % | {single.Seconds / single.Best:0.00} | {1000 * half.Seconds:0} | {100 * half.Share:0} % "
        + $"| {single.Seconds / half.Seconds:0.0} | {1000 * other:0} | {other / single.Seconds:0.0} | {other / half.Seconds:0.0} |");
    Console.WriteLine(lines[^1]);
}
Write(Path.Combine(Catalogue.DataFolder(), "..", "docs", "performance.md"), lines);

static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

// Between the two marks; the rest of the page is written by hand.
static void Write(string page, IEnumerable<string> lines)
{
    const string begin = "<!-- tests/Peers -->\n", end = "<!-- /tests/Peers -->";
    var text = File.ReadAllText(page);
    var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, text.IndexOf(end, StringComparison.Ordinal));
    File.WriteAllText(page, $"{text[..from]}{string.Join('\n', lines)}\n{text[to..]}");
}
