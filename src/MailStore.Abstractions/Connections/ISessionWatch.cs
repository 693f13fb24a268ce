using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Connections;

/// <summary>
/// Who looks on at a session: for logs, figures and operators. Nothing that a front end does hangs on it. It is called on hot paths, so
/// it neither waits nor keeps what it is lent.
/// </summary>
public interface ISessionWatch
{
    /// <summary>A log-in has come to its end.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="account">Who it is now; none unless it was accepted.</param>
    void SignedIn(SignInOutcome outcome, AccountName account);

    /// <summary>A command has its answer.</summary>
    /// <param name="verb">One of a few names: the client's own words are none.</param>
    /// <param name="startedAt">A timestamp of the services' clock.</param>
    void Answered(string verb, long startedAt);

    /// <summary>A message has been taken or refused: an outcome for each recipient, once that is durable.</summary>
    /// <param name="id">As it stands in its trace header.</param>
    void Delivered(ulong id, long octets, IReadOnlyList<Recipient> recipients, IReadOnlyList<DeliveryResult> outcomes);

    /// <summary>A session that idles was told of news.</summary>
    /// <param name="heardAt">When the store said so: a timestamp of the services' clock.</param>
    void Told(long heardAt);
}
