namespace MailStore.Generators.Analysis;

/// <summary>An emitted struct that captures go to.</summary>
internal sealed class Scope(string name, ScopeKind kind, string rule)
{
    public string Name { get; } = name;

    public ScopeKind Kind { get; } = kind;

    public string Rule { get; } = rule;

    public List<Field> Fields { get; } = [];

    /// <summary>Names of kinds, in the order of their numbers from 1.</summary>
    public List<string> Kinds { get; } = [];

    public Field? Find(string name) => Fields.Find(field => field.Name == name);

    public int KindOf(string name)
    {
        var at = Kinds.IndexOf(name);
        if (at < 0)
        {
            Kinds.Add(name);
            at = Kinds.Count - 1;
        }

        return at + 1;
    }
}
