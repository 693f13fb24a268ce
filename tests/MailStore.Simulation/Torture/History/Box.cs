using MailStore.Simulation.Sessions;

namespace MailStore.Simulation.Torture.History;

/// <summary>A mailbox as it must be.</summary>
internal sealed class Box(string user, string name)
{
    /// <summary>Who fetches by POP3: its server marks at QUIT what was retrieved as seen, and what goes as deleted.</summary>
    public const string Pop3User = "carl@example.org";

    public string User => user;

    /// <summary>Flags that others than our clients change.</summary>
    public uint FlagsUnwatched => FlagBits.Recent | (user == Pop3User ? FlagBits.Seen | FlagBits.Deleted : 0);

    public string Name { get; private set; } = name;

    /// <summary>0: nobody has looked yet.</summary>
    public uint Validity { get; set; }

    /// <summary>The one before it was renamed: a name that had newer ones before gets a newer one.</summary>
    public uint ValidityBefore { get; private set; }

    public uint UidNext { get; set; } = 1;

    public ulong HighestModSeq { get; set; }

    public Dictionary<uint, Copy> Copies { get; } = [];

    /// <summary>UIDs that were taken away. None of them may come back.</summary>
    public HashSet<uint> Gone { get; } = [];

    /// <summary>Acknowledged, with a UID that nobody knows yet.</summary>
    public HashSet<string> Arrived { get; } = [];

    public void Rename(string newName)
    {
        Name = newName;
        (ValidityBefore, Validity) = (Math.Max(ValidityBefore, Validity), 0);
    }

    public override string ToString() => $"{Name} of {user}";
}
