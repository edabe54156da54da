using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine.Displays;

/// <summary>
/// Shows the corner of a large tensor; TorchSharp's own formatter writes all rows. The engine does not reference TorchSharp and waits
/// until a cell has loaded it.
/// </summary>
internal static class TensorFormatter
{
    private const int RowsAndColumns = 10, OtherIndices = 2;
    private static readonly Lazy<bool> Registration = new(() =>
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, load) => Register(load.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) Register(assembly);
        return true;
    });

    public static void Register() => _ = Registration.Value;

    private static void Register(System.Reflection.Assembly assembly)
    {
        if (assembly.GetName().Name != "TorchSharp" || assembly.GetType("TorchSharp.torch+Tensor") is not { } type) return;
        Formatter.Register(type, (tensor, writer) => writer.Write(Text(tensor)), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(type, PlainTextFormatter.MimeType);
    }

    private static string Text(dynamic tensor)
    {
        long[] shape = tensor.shape;
        dynamic corner = tensor;
        for (var d = 0; d < shape.Length; d++)
            corner = corner.narrow(d, 0L, Math.Min(shape[d], d >= shape.Length - 2 ? RowsAndColumns : OtherIndices));
        string text = corner.ToString(true);
        return tensor.numel() == corner.numel() ? text : $"{text}\n(the first of [{string.Join('x', shape)}] = {tensor.numel():N0} numbers)";
    }
}
