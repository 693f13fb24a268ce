using System.Runtime.CompilerServices;
using MailStore.Bench.Mixes;

namespace MailStore.Bench.Measuring;

/// <summary>
/// The loop that all contenders share, the floor included: its copy and its search for the LF are in every figure, so
/// "7 times the floor" means that parsing costs six floors on top of the one that nobody can avoid.
/// </summary>
/// <param name="frame">The one of all who are compared.</param>
internal sealed class Contender<TParser>(string name, TParser parser, LineFrame frame) : IContender
    where TParser : struct, ILineParser
{
    private readonly byte[] _frame = frame.Bytes;

    public string Name => name;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public ulong Run(LineSet lines)
    {
        var bytes = _frame;
        var target = bytes.AsSpan(0, bytes.Length - LineFrame.PaddingBytes);
        var hash = Fold.Start;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            line.CopyTo(target);
            // Before the search, as a framer that copies a line closes it: written between search and parse, it would stand in the way
            // of the first load that reaches it, and only contenders that load more than an octet would wait.
            bytes[line.Length] = 0;
            var length = target.IndexOf((byte)'\n') + 1;
            hash = Fold.Add(hash, parser.Parse(bytes, length));
        }

        return hash;
    }

    public int CountAccepted(LineSet lines)
    {
        var accepted = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            line.CopyTo(_frame);
            _frame[line.Length] = 0;
            accepted += parser.Parse(_frame, line.Length) == 0 ? 0 : 1;
        }

        return accepted;
    }
}
