using System.Net;
using MailStore.Server.Accounts;
using MailStore.Server.Relaying;
using MailStore.Smtp.Session;

namespace MailStore.Server.Cli.Serve;

/// <summary>What <c>mailstore serve</c> was told of mail that comes in.</summary>
internal sealed record MailOptions
{
    public AddressOptions Addresses { get; init; } = new();

    public string HostName { get; init; } = "localhost";

    /// <summary>Who takes what is addressed elsewhere; null: nobody, and it is refused.</summary>
    public SmarthostPlace? Smarthost { get; init; }

    public IReadOnlyList<IPNetwork> Trusted { get; init; } = [];

    public FromPolicy FromPolicy { get; init; }

    /// <summary>SIZE.</summary>
    public long MessageBytesMax { get; init; } = new SmtpLimits().Octets.MessageBytesMax;

    public bool IsFullTemporary { get; init; } = true;

    public bool ExpectsProxyLine { get; init; }

    public bool MendsLineEnds { get; init; }

    public bool AnswersQuestions { get; init; }
}
