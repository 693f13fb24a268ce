using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using MailStore.Wire.Tests.Framing;
using MailStore.Wire.Writing;

namespace MailStore.Wire.Tests.Writing;

/// <summary>What a writer wrote, as Latin-1 text.</summary>
internal static class Written
{
    public delegate void ReplyAction(ref ReplyWriter writer);

    public delegate void SmtpAction(ref SmtpReplyWriter writer);

    public delegate void Pop3Action(ref Pop3ReplyWriter writer);

    public static string By(ReplyAction action) => Of(output =>
    {
        var writer = new ReplyWriter(output);
        action(ref writer);
        writer.Dispose();
    });

    public static string BySmtp(SmtpAction action, bool isUtf8Allowed = false) => Of(output =>
    {
        var writer = new SmtpReplyWriter(output, isUtf8Allowed);
        action(ref writer);
        writer.Dispose();
    });

    public static string ByPop3(Pop3Action action, bool isUtf8Allowed = false) => Of(output =>
    {
        var writer = new Pop3ReplyWriter(output, isUtf8Allowed);
        action(ref writer);
        writer.Dispose();
    });

    public static string Of(Action<PipeWriter> action)
    {
        var pipe = Piecewise.NewPipe();
        action(pipe.Writer);
        Completed.Of(pipe.Writer.FlushAsync());
        pipe.Writer.Complete();
        return Encoding.Latin1.GetString(Completed.Of(pipe.Reader.ReadAsync()).Buffer.ToArray());
    }
}
