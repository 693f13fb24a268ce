using System.IO.Pipelines;
using System.Text;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Tests.Replies;

/// <summary>What a writer wrote, as text.</summary>
internal static class Written
{
    public delegate void Write(ref ReplyWriter line);

    public static async Task<string> ByAsync(Write write)
    {
        var pipe = new Pipe();
        WriteTo(pipe.Writer, write);
        await pipe.Writer.FlushAsync();
        await pipe.Writer.CompleteAsync();
        using var all = new MemoryStream();
        await pipe.Reader.CopyToAsync(all);
        return Encoding.Latin1.GetString(all.ToArray());
    }

    private static void WriteTo(PipeWriter output, Write write)
    {
        var line = new ReplyWriter(output);
        write(ref line);
        line.Dispose();
    }
}
