using System.Collections.Frozen;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Sasl;
using MailStore.Abstractions.Searching;
using MailStore.Mime.Extraction;

namespace MailStore.Imap.Session;

/// <summary>What all sessions share. Handed in: the front end has no clock, no store and no users of its own.</summary>
public sealed record ImapServices(IMailStore Store, IAuthenticator Authenticator, TimeProvider Clock)
{
    public SaslServer Sasl { get; init; } = new(Authenticator);

    public ImapLimits Limits { get; init; } = new();

    /// <summary>What is taken though it is against the RFCs.</summary>
    public Tolerances Tolerances { get; init; } = Tolerances.All;

    /// <summary>Capabilities that are not offered here, as words of CAPABILITY: their commands are unknown, and ENABLE passes them over.</summary>
    public FrozenSet<string> Withheld { get; init; } = [];

    /// <summary>What sorting mailboxes has read.</summary>
    public ColumnCache Columns { get; init; } = new();

    /// <summary>What came of it.</summary>
    public OrderCache Orders { get; init; } = new();

    /// <summary>Room for sorted results that are kept up to date.</summary>
    public PlaceBudget Places { get; init; } = new();

    /// <summary>Who reads attachments, for searches: that of the store.</summary>
    public TextExtraction Extraction { get; init; } = TextExtraction.None;

    /// <summary>Gets the steps of searches, where somebody asks how they are run.</summary>
    public SearchTrace? Trace { get; init; }

    /// <summary>Who is here.</summary>
    public SessionSeats Seats { get; init; } = new();
}
