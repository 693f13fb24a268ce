namespace MailStore.Syntax.Tests.Printing;

/// <summary>A struct that is being printed: which of its fields are written already.</summary>
internal sealed class Scope(Part part, bool isHeader = false)
{
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);

    /// <summary>The part; a command that goes on behind streamed octets gets another.</summary>
    public Part Part { get; private set; } = part;

    /// <summary>Fields outside of commands, and the verb.</summary>
    public bool IsHeader => isHeader;

    /// <summary>True if nothing is left to print.</summary>
    public bool IsDone => IsDoneBut("");

    public bool IsDoneBut(string name) =>
        Part.Fields.All(item => item.Key == name || !item.Value.IsWritten || UsesOf(item.Key) >= (item.Value.Items?.Count ?? 1));

    /// <summary>The next value under a name, not yet taken; null if there is none.</summary>
    public Part? Next(string name)
    {
        if (!Part.Fields.TryGetValue(name, out var part))
        {
            return null;
        }

        var used = UsesOf(name);
        return part.Items is not { } items ? (used == 0 || !part.IsWritten ? part : null)
            : used < items.Count ? items[used] : null;
    }

    public bool IsList(string name) => Part.Fields[name].Items is not null;

    public void Take(string name) => _used[name] = UsesOf(name) + 1;

    public void GiveBack(string name) => _used[name]--;

    /// <summary>Goes on with what the next frame brought, and says how to undo that.</summary>
    public Action Continue(Part rest)
    {
        var (part, used) = (Part, new Dictionary<string, int>(_used, StringComparer.Ordinal));
        Part = rest;
        _used.Clear();
        return () =>
        {
            Part = part;
            _used.Clear();
            foreach (var (name, count) in used)
            {
                _used.Add(name, count);
            }
        };
    }

    private int UsesOf(string name) => _used.GetValueOrDefault(name);
}
