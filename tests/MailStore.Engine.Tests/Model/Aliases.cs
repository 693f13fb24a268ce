namespace MailStore.Engine.Tests.Model;

/// <summary>Two stores give other ids to the same things: each id is called by the order in which it was first seen.</summary>
internal sealed class Aliases
{
    private readonly Dictionary<(string Kind, ulong Scope, ulong Id), string> _names = [];
    private readonly Dictionary<(string Kind, ulong Scope), ulong> _counts = [];

    /// <summary>Ids of a kind are told apart within a scope, such as an account.</summary>
    public string Of(string kind, ulong scope, ulong id)
    {
        if (id == 0)
        {
            return $"{kind}-";
        }

        if (!_names.TryGetValue((kind, scope, id), out var name))
        {
            var number = _counts[(kind, scope)] = _counts.GetValueOrDefault((kind, scope)) + 1;
            name = $"{kind}{number}";
            _names.Add((kind, scope, id), name);
        }

        return name;
    }
}
