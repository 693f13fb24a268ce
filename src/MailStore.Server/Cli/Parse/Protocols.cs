using MailStore.Syntax.Imap;
using MailStore.Syntax.Pop3;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Server.Cli.Parse;

/// <summary>The generated parsers by the name of their protocol.</summary>
internal static class Protocols
{
    public static IReadOnlyList<Protocol> All { get; } =
    [
        new("imap", ParseImap, ResumeImap, ImapParser.Describe),
        new("smtp", ParseSmtp, Resume: null, SmtpParser.Describe),
        new("pop3", ParsePop3, Resume: null, Pop3Parser.Describe),
    ];

    private static ParseStatus ParseImap(Frame frame, out object command, out ParseStop stop)
    {
        var status = ImapParser.Parse(frame, out var value, out stop);
        command = value;
        return status;
    }

    private static ParseStatus ResumeImap(Frame frame, byte resumePoint, out object command, out ParseStop stop)
    {
        var status = ImapParser.Resume(frame, resumePoint, out var value, out stop);
        command = value;
        return status;
    }

    private static ParseStatus ParseSmtp(Frame frame, out object command, out ParseStop stop)
    {
        var status = SmtpParser.Parse(frame, out var value, out stop);
        command = value;
        return status;
    }

    private static ParseStatus ParsePop3(Frame frame, out object command, out ParseStop stop)
    {
        var status = Pop3Parser.Parse(frame, out var value, out stop);
        command = value;
        return status;
    }
}
