namespace MailStore.Simulation.Torture.History;

/// <summary>One change that a client has asked for, until it is answered. Whole or not at all, whatever happens.</summary>
internal sealed class Change(ChangeKind kind)
{
    public ChangeKind Kind => kind;

    /// <summary>Where messages arrive; the mailbox that is made, renamed or deleted.</summary>
    public Box? To { get; init; }

    /// <summary>What arrives, in order.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>What is flagged, copied, moved or taken away.</summary>
    public IReadOnlyList<Copy> Copies { get; init; } = [];

    /// <summary>Those that copies get, or messages that arrive.</summary>
    public uint Flags { get; init; }

    public string NewName { get; init; } = "";

    /// <summary>Somebody was told of it already: then it is durable, whether or not it was answered.</summary>
    public bool IsSeen { get; set; }

    /// <summary>Which UIDs others have seen already.</summary>
    public Dictionary<string, uint> SeenUids { get; } = [];

    public bool Brings => Kind is ChangeKind.Arrive or ChangeKind.Copy or ChangeKind.Move;

    public uint FlagsOf(int number) => Kind == ChangeKind.Arrive ? Flags : Copies[number].Flags;

    public override string ToString() => $"{kind}{(To is null ? "" : $" to {To}")}{(NewName.Length == 0 ? "" : $" as {NewName}")} of {Tokens.Count + (Tokens.Count == 0 ? Copies.Count : 0)}";
}
