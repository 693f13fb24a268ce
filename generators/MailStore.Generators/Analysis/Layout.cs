namespace MailStore.Generators.Analysis;

/// <summary>Sizes of emitted structs, so that a command stays within its bound.</summary>
internal sealed class Layout(Plan plan)
{
    /// <summary>A whole command value, in bytes (docs/decisions: positions, not spans).</summary>
    public const int CommandBytesMax = 64;

    /// <summary>Kinds that a list's mask has bits for.</summary>
    public const int MaskKindsMax = 64;

    private readonly HashSet<string> _open = [];

    public (int Size, int Align) Of(Scope scope)
    {
        if (!_open.Add(scope.Name))
        {
            return (8, 8); // Refused elsewhere: a struct cannot hold itself.
        }

        var (size, align) = Of(Fields(scope).Select(Of), scope.Kind is ScopeKind.Union ? 1 : 0);
        _open.Remove(scope.Name);
        return (size, align);
    }

    /// <summary>The fields, widest alignment first, so that little is padding.</summary>
    public IEnumerable<Field> Fields(Scope scope) => scope.Fields.OrderByDescending(field => Of(field).Align);

    /// <summary>Where the overlay of commands begins in the command value.</summary>
    public int OverlayOffset(Scope header)
    {
        var end = HeaderOffsets(header).Select(entry => entry.Offset + Of(entry.Field).Size).DefaultIfEmpty(1).Max();
        return (end + 7) / 8 * 8;
    }

    /// <summary>The fields outside of commands, behind the verb.</summary>
    public IEnumerable<(Field Field, int Offset)> HeaderOffsets(Scope header)
    {
        var at = 1;
        foreach (var field in header.Fields.OrderBy(field => Of(field).Align))
        {
            var (size, align) = Of(field);
            at = (at + align - 1) / align * align;
            yield return (field, at);
            at += size;
        }
    }

    public (int Size, int Align) Of(Field field)
    {
        if (field.IsList)
        {
            return !field.Shape.HasKinds ? (8, 4) : KindCount(field.Shape) <= 32 ? (12, 4) : (16, 8);
        }

        return field.Shape.IsLazy ? (8, 4) : Of(field.Shape);
    }

    public int KindCount(Shape shape) => ScopeOf(shape)?.Kinds.Count ?? 0;

    private static (int Size, int Align) Of(IEnumerable<(int Size, int Align)> parts, int head)
    {
        var (size, align) = (0, 1);
        foreach (var part in parts)
        {
            size = ((size + part.Align - 1) / part.Align * part.Align) + part.Size;
            align = Math.Max(align, part.Align);
        }

        size += head;
        return ((size + align - 1) / align * align, align);
    }

    private Scope? ScopeOf(Shape shape) => plan.Scopes.FirstOrDefault(scope => scope.Rule == shape.Rule && scope.Name == shape.Pascal);

    private (int Size, int Align) Of(Shape shape) => shape.Kind switch
    {
        ShapeKind.Token => (8, 4),
        ShapeKind.Number => (shape.Bytes, shape.Bytes),
        ShapeKind.Str or ShapeKind.Quoted or ShapeKind.Counted => (12, 4),
        ShapeKind.Flag => (1, 1),
        ShapeKind.Enum => shape.HasOther ? (12, 4) : (1, 1),
        _ => plan.Scopes.FirstOrDefault(scope => scope.Name == shape.ValueType) is { } scope ? Of(scope) : (8, 4),
    };
}
