namespace MailStore.Generators.Analysis;

/// <summary>A field of an emitted struct.</summary>
internal sealed class Field(string name, Shape shape)
{
    public string Name { get; set; } = name;

    public Shape Shape { get; } = shape;

    /// <summary>A list of values: a slice, a mask of kinds, and a view that walks them.</summary>
    public bool IsList { get; set; }

    /// <summary>The list's emitted type, once its separator is known.</summary>
    public ListType? List { get; set; }

    public string Type => IsList ? List!.Name : Shape.FieldType;
}
