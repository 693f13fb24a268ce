namespace MailStore.Generators.Analysis;

/// <summary>An emitted list type: items of one shape with one way to get from item to item.</summary>
internal sealed class ListType(string name, Shape item, int gap, Node? between)
{
    public string Name { get; } = name;

    public Shape Item { get; } = item;

    /// <summary>Octets between two items where that is fixed, else -1.</summary>
    public int Gap { get; } = gap;

    /// <summary>What stands between two items where its length varies.</summary>
    public Node? Between { get; } = between;

    /// <summary>The procedure that steps over <see cref="Between"/>.</summary>
    public Procedure? Skip { get; set; }

    /// <summary>The procedure of the item, or null for a token.</summary>
    public Procedure? ItemProcedure { get; set; }

    public Node? ItemBody { get; set; }
}
