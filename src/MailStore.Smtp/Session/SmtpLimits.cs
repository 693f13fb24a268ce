using MailStore.Wire;

namespace MailStore.Smtp.Session;

/// <summary>Everything that bounds an SMTP session, each with its defined reply.</summary>
public sealed record SmtpLimits
{
    /// <summary>Lines, messages and chunks. RFC 4954 §4: a line of a login may have 12,288 octets; all others would do with far less.</summary>
    public Limits Octets { get; init; } = new() { LineBytesMax = 12 * 1024, LiteralBytesMax = 0, LiteralsMax = 0 };

    /// <summary>RFC 5321 §4.5.3.1.8: at least 100. 452 beyond, and the client sends to the others later. Announced as RCPTMAX (RFC 9422).</summary>
    public int RecipientsMax { get; init; } = 1000;

    /// <summary>Transactions in one connection, announced as MAILMAX: 421 beyond. Null where a peer keeps its connection for days.</summary>
    public int? TransactionsMax { get; init; }

    /// <summary>Commands without a message between them: 421. Whoever asks and asks delivers nothing.</summary>
    public int CommandsMax { get; init; } = 4000;

    /// <summary>Commands in one connection that were refused for good (5xx): 421. Unknown recipients are among them, or else names could be tried out for ever.</summary>
    public int RefusalsMax { get; init; } = 100;

    /// <summary>Commands in a row that are no commands: 421. A browser that was led here, or a message that was sent unasked.</summary>
    public int BadCommandsMax { get; init; } = 20;

    /// <summary>Refused logins in one connection: 421.</summary>
    public int LoginsMax { get; init; } = 5;

    /// <summary>RFC 5321 §4.5.3.2.7: at least five minutes between two commands.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>RFC 5321 §4.5.3.2.5: at least three minutes for each piece of a message.</summary>
    public TimeSpan PieceTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>A client that does not read what it is told.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A message that comes more slowly than this, after <see cref="CommandTimeout"/> of grace, is given up: 421. An octet now and then
    /// would hold a connection for days otherwise.
    /// </summary>
    public int BytesPerSecondMin { get; init; } = 256;

    /// <summary>RFC 5321 §6.3: a message that has come through at least 100 servers goes in circles.</summary>
    public int HopsMax { get; init; } = 100;

    /// <summary>The header of a message that is submitted: it is read and completed, so it is held as it comes. 552 beyond.</summary>
    public int HeaderBytesMax { get; init; } = 256 * 1024;
}
