namespace MailStore.Server.Transfer;

/// <summary>How mail is brought over.</summary>
internal sealed record ImportOptions
{
    /// <summary>Messages get new UIDs, also where the source has some.</summary>
    public bool GivesNewUids { get; init; }

    /// <summary>Put in front of each name, with a slash; empty: none.</summary>
    public string Below { get; init; } = "";
}
