using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Displays;

/// <summary>
/// Shows the corner of a large tensor; TorchSharp's own formatter writes all rows. The engine does not reference TorchSharp and waits
/// until a cell has loaded it.
/// </summary>
internal static class TensorFormatter
{
    private const int RowsAndColumns = 10, OtherIndices = 2;

    public static void Register() => LateLibrary.WhenLoaded("TorchSharp", assembly =>
    {
        if (assembly.GetType("TorchSharp.torch+Tensor") is not { } type) return;
        Formatter.Register(type, (tensor, writer) => writer.Write(Text(tensor)), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(type, PlainTextFormatter.MimeType);
    });

    private static string Text(dynamic tensor)
    {
        long[] shape = tensor.shape;
        dynamic corner = tensor;
        for (var d = 0; d < shape.Length; d++)
            corner = corner.narrow(d, 0L, Math.Min(shape[d], d >= shape.Length - 2 ? RowsAndColumns : OtherIndices));
        string text = corner.ToString(true);
        return tensor.numel() == corner.numel()
            ? text
            : $"{text}\n(the first of [{string.Join('x', shape)}] = {tensor.numel():N0} numbers)";
    }
}
