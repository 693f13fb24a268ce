using MailStore.Syntax.Imap;
using MailStore.Syntax.Message;
using MailStore.Syntax.Pop3;
using MailStore.Syntax.Smtp;
using MailStore.Syntax.Tests.Drive;
using MailStore.Syntax.Tests.Oracle;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Differential;

/// <summary>Every Parse method that is generated for the grammars of this product.</summary>
internal static class Contenders
{
    public static IReadOnlyList<Contender> All { get; } =
    [
        Command("Smtp", new((Frame frame, out ParseStop stop) => SmtpParser.Parse(frame, out _, out stop))),
        Line("Smtp", "auth-response", new((Frame frame, out ParseStop stop) => SmtpParser.ParseAuthResponse(frame, out _, out stop))),
        Command("Pop3", new((Frame frame, out ParseStop stop) => Pop3Parser.Parse(frame, out _, out stop))),
        Line("Pop3", "auth-response", new((Frame frame, out ParseStop stop) => Pop3Parser.ParseAuthResponse(frame, out _, out stop))),
        Command("Imap", new(
            (Frame frame, out ParseStop stop) => ImapParser.Parse(frame, out _, out stop),
            (Frame frame, byte point, out ParseStop stop) => ImapParser.Resume(frame, point, out _, out stop))),
        Line("Imap", "authenticate-line", new((Frame frame, out ParseStop stop) => ImapParser.ParseAuthenticateLine(frame, out _, out stop))),
        Line("Imap", "idle-done", new((Frame frame, out ParseStop stop) => ImapParser.ParseIdleDone(frame, out _, out stop))),
        Value("Message", "address-list", new((Frame frame, out ParseStop stop) => MessageParser.ParseAddressList(frame, out _, out stop))),
        Value("Message", "content-disposition", new((Frame frame, out ParseStop stop) => MessageParser.ParseContentDisposition(frame, out _, out stop))),
        Value("Message", "content-transfer-encoding", new((Frame frame, out ParseStop stop) => MessageParser.ParseContentTransferEncoding(frame, out _, out stop))),
        Value("Message", "content-type", new((Frame frame, out ParseStop stop) => MessageParser.ParseContentType(frame, out _, out stop))),
        Value("Message", "date-value", new((Frame frame, out ParseStop stop) => MessageParser.ParseDateValue(frame, out _, out stop))),
        Value("Message", "encoded-word", new((Frame frame, out ParseStop stop) => MessageParser.ParseEncodedWord(frame, out _, out stop))),
        Value("Message", "mailbox", new((Frame frame, out ParseStop stop) => MessageParser.ParseMailbox(frame, out _, out stop))),
        Value("Message", "mailbox-list", new((Frame frame, out ParseStop stop) => MessageParser.ParseMailboxList(frame, out _, out stop))),
        Value("Message", "message-id", new((Frame frame, out ParseStop stop) => MessageParser.ParseMessageId(frame, out _, out stop))),
        Value("Message", "message-id-list", new((Frame frame, out ParseStop stop) => MessageParser.ParseMessageIdList(frame, out _, out stop))),
        Value("Message", "unstructured", new((Frame frame, out ParseStop stop) => MessageParser.ParseUnstructured(frame, out _, out stop))),
    ];

    public static Contender Of(string name) => All.Single(contender => contender.Name == name);

    private static Contender Command(string grammar, FrameParser parser) =>
        new(grammar, Dialogues.WithoutLines(Grammars.Of(grammar)), "command", parser);

    private static Contender Line(string grammar, string rule, FrameParser parser) =>
        new($"{grammar} {rule}", Grammars.Of(grammar), rule, parser, "\r\n");

    private static Contender Value(string grammar, string rule, FrameParser parser) =>
        new($"{grammar} {rule}", Grammars.Of(grammar), rule, parser, IsFolded: grammar == "Message");
}
