using System.Net;
using MailStore.Simulation.Torture.History;

namespace MailStore.Simulation.Torture.Clients;

/// <summary>Where the clients of one round work, and what they do it with.</summary>
internal sealed class TortureScene(MailHistory history, ulong seed, int round, Action acknowledged)
{
    public const string Password = "secret";
    public const string Domain = "@example.org";

    /// <summary>Two mailboxes that several clients work on at once.</summary>
    public const string Inbox = "INBOX";
    public const string Work = "Work";

    /// <summary>Anna has two mail programs, ben one; carl fetches by POP3, and looks on by IMAP.</summary>
    public static IReadOnlyList<string> Users { get; } = ["anna" + Domain, "ben" + Domain, Box.Pop3User];

    /// <summary>Mail is imported for this one, and nobody else writes there.</summary>
    public const string ImportUser = "imported" + Domain;

    public required OperatorFolders Operator { get; init; }

    public required IPEndPoint Imap { get; init; }

    public required IPEndPoint Pop3 { get; init; }

    public required IPEndPoint Smtp { get; init; }

    public required IPEndPoint Lmtp { get; init; }

    public MailHistory History => history;

    public ulong Seed => seed;

    public int Round => round;

    /// <summary>An answer came: the round is as long as a number of these.</summary>
    public void Acknowledge() => acknowledged();
}
