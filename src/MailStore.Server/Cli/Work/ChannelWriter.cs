using System.Text;

namespace MailStore.Server.Cli.Work;

/// <summary>Hands text on, a line at a time or what was written until somebody flushes.</summary>
internal sealed class ChannelWriter(Func<string, bool> send) : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_gate)
        {
            _text.Append(value);
            if (value == '\n')
            {
                Send();
            }
        }
    }

    public override void Flush()
    {
        lock (_gate)
        {
            Send();
        }
    }

    // Whoever does not read for a thousand lines misses some: the work does not wait for a screen.
    private void Send()
    {
        if (_text.Length > 0)
        {
            send(_text.ToString());
            _text.Clear();
        }
    }
}
