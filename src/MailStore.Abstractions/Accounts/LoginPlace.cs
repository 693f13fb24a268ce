using System.Net;

namespace MailStore.Abstractions.Accounts;

/// <summary>Where somebody logs in from, and at what: passwords may be for one protocol only, and guessing is slowed by address.</summary>
/// <param name="Peer">Null where there is no network.</param>
/// <param name="Service">The protocol in small letters, such as <c>imap</c>; empty where nobody says.</param>
public readonly record struct LoginPlace(IPAddress? Peer, string Service);
