using MailStore.Engine.Search.Segments;
using MailStore.Log.Devices;

namespace MailStore.Simulation.Kills.Indexing;

/// <summary>Where an index lies, which says each step before it takes it: so that a process can be killed at any of them.</summary>
internal sealed class SpokenStorage(IStorage inner, Action<string> say) : IStorage
{
    /// <summary>Behind a name: it will be in the place of others.</summary>
    public const string Merge = "merge";

    public string Place => inner.Place;

    public long FreeBytes => inner.FreeBytes;

    public IReadOnlyList<string> List() => inner.List();

    public bool Exists(string name) => inner.Exists(name);

    public IStorageFile Create(string name, WriteMode mode)
    {
        say($"create {name}{(IsOfOthers(name) ? " " + Merge : "")}");
        return new SpokenFile(inner.Create(name, mode), say);
    }

    public IStorageFile Open(string name, WriteMode mode) => inner.Open(name, mode);

    public void Delete(string name)
    {
        say($"delete {name}");
        inner.Delete(name);
    }

    public void Link(string name, IStorage target, string targetName) => inner.Link(name, target, targetName);

    private bool IsOfOthers(string name) =>
        SegmentName.TryParse(name, out var whole) && inner.List().Any(file => SegmentName.TryParse(file, out var part) && part != whole && whole.Covers(part));
}
