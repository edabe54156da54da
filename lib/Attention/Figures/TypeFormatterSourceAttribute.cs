// .NET Interactive's formatting library looks for an attribute of this name, wherever it is defined, and so shows our types
// in every host without a reference to it and without registration.
namespace Attention.Figures;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [];
}
