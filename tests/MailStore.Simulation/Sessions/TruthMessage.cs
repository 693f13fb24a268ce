namespace MailStore.Simulation.Sessions;

/// <summary>A message as it must be.</summary>
internal sealed class TruthMessage(uint uid, string body)
{
    public uint Uid => uid;

    public string Body => body;

    /// <summary>Without \Recent.</summary>
    public uint Flags { get; set; }

    /// <summary>It went while several commands were under way: what its flags were then, nobody can say.</summary>
    public bool HasUnknownFlags { get; set; }

    public bool IsExpunged { get; set; }

    /// <summary>Of its expunge, where somebody was told; 0 else.</summary>
    public ulong ExpungedAt { get; set; }

    /// <summary>Of the last change, where somebody was told; 0 else.</summary>
    public ulong ModSeq { get; set; }

    /// <summary>RFC 3501 §2.3.2: the one session that saw it as recent.</summary>
    public object? RecentTo { get; set; }

    /// <summary>A session that can change the mailbox has counted it.</summary>
    public bool WasNumbered { get; set; }
}
