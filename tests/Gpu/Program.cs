using Attention.Models;
using Attention.Studies;
using DeviceCheck;

// device-check DEVICE: what a device computes beside what the CPU computes. 0 where all of it agrees, 1 where something does not.
var device = args is [var asked] ? asked : "auto";
var report = new Report(device);
report.Header();
report.Run("training", () => Training.Compare(device));
report.Compare("SmolLM2's shape, random weights", ForwardSpeed.RandomModel, new Parity(16), new Parity(256), new Parity(1024));
report.Run("a text that no GPU has room for is refused with the size that fits", () => TooLong.Refused(device));
report.Run("memory that ends in the middle of a pass", () => RanOut.Told(device));
foreach (var name in new[] { "induction-2l", "stories-6l", "stories-6l-random" })
{
    report.Compare(name, options => LanguageModel.Load(name, options), new Parity(64), new Measured(), new Grammar(), new Corpus());
}
return report.End();
