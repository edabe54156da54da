namespace Attention.Studies;

/// <summary>Tells of a part of a work as a share of the whole.</summary>
internal sealed class ShareOf(IProgress<double> whole, double from, double to) : IProgress<double>
{
    public void Report(double value) => whole.Report(from + value * (to - from));
}
