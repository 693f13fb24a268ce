using System.Text;
using MailStore.Syntax.Tests.Drive;
using MailStore.Syntax.Tests.Oracle;

namespace MailStore.Syntax.Tests.Differential;

/// <summary>
/// Compares a generated parser with the recogniser: the same verdict and, for what is refused, the same offset. The recogniser models
/// number ranges, committed keywords and depths, so nothing is waved through; what they change is counted by asking it again without them.
/// </summary>
internal sealed class Comparison(Contender contender)
{
    private readonly Driver _driver = new(contender.Parser, contender.IsFolded);
    private readonly Recogniser _parser = new(contender.Facts, contender.Start, OraclePolicy.Parser, contender.Tail);
    private readonly Recogniser _commits = new(contender.Facts, contender.Start, OraclePolicy.Ranges | OraclePolicy.Commits, contender.Tail);
    private readonly Recogniser _ranges = new(contender.Facts, contender.Start, OraclePolicy.Ranges, contender.Tail);
    private readonly Recogniser _pure = new(contender.Facts, contender.Start, OraclePolicy.Pure, contender.Tail);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    public int Incomplete { get; private set; }

    /// <summary>Refused only because a number is out of range.</summary>
    public int ByRange { get; private set; }

    /// <summary>Refused only because a keyword hides the generic alternative.</summary>
    public int ByCommit { get; private set; }

    /// <summary>Refused only because rules nest too deep.</summary>
    public int ByDepth { get; private set; }

    /// <summary>Null if parser and recogniser agree, or where the difference was told before.</summary>
    public string? Check(byte[] input)
    {
        if (Difference(input) is not { } difference)
        {
            return null;
        }

        // Many inputs show one fault: those that shrink to the same are told once.
        var shrunk = Shrink(input, difference.Kind);
        return _told.Add(Show(shrunk)) ? $"{contender}: {Show(shrunk)}: {Difference(shrunk)?.Text} (shrunk from {Show(input)}: {difference.Text})" : null;
    }

    /// <summary>The input as a C# string literal.</summary>
    public static string Show(byte[] input)
    {
        var text = new StringBuilder("\"");
        foreach (var octet in input)
        {
            text.Append(octet switch
            {
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                (byte)'"' => "\\\"",
                (byte)'\\' => "\\\\",
                < 32 or > 126 => $"\\u{octet:X4}",
                _ => ((char)octet).ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    private (string Kind, string Text)? Difference(byte[] input)
    {
        var expected = _parser.Recognise(input);
        DriveResult actual;
        try
        {
            actual = _driver.Run(input);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return (fault.GetType().Name, fault.ToString());
        }

        Count(input, expected);
        var agrees = actual.Verdict switch
        {
            DriveVerdict.Accepted => expected.IsSentence,
            DriveVerdict.Refused => !expected.IsSentence && actual.Offset == expected.Viable,
            _ => !expected.IsSentence && expected.Viable >= actual.Offset,
        };

        // Octets of a streamed body are for its sink to check, which has its own test; the parser never sees them.
        var isForSink = !expected.IsSentence && expected.Viable < input.Length && actual.IsInStream(expected.Viable);
        return agrees || isForSink
            ? null
            : ($"{actual.Verdict} {expected.IsSentence} {Math.Sign(actual.Offset - expected.Viable)}", $"parser {actual.Verdict} {actual.Offset}, recogniser {expected}");
    }

    private void Count(byte[] input, Verdict verdict)
    {
        if (verdict.IsSentence)
        {
            Accepted++;
            return;
        }

        Refused++;
        if (verdict.Viable == input.Length)
        {
            Incomplete++;
        }

        if (_commits.Recognise(input).IsSentence)
        {
            ByDepth++;
        }
        else if (_ranges.Recognise(input).IsSentence)
        {
            ByCommit++;
        }
        else if (_pure.Recognise(input).IsSentence)
        {
            ByRange++;
        }
    }

    // Smaller as long as there is a difference of this kind: halves, then single octets, then plainer octets.
    private byte[] Shrink(byte[] input, string kind)
    {
        for (var size = Math.Max(1, input.Length / 2); size > 0; size /= 2)
        {
            for (var at = 0; at + size <= input.Length;)
            {
                byte[] smaller = [.. input[..at], .. input[(at + size)..]];
                if (Difference(smaller)?.Kind == kind)
                {
                    input = smaller;
                }
                else
                {
                    at++;
                }
            }
        }

        for (var at = 0; at < input.Length; at++)
        {
            foreach (var plain in new[] { (byte)'a', (byte)char.ToUpperInvariant((char)input[at]) })
            {
                byte[] plainer = [.. input];
                plainer[at] = plain;
                if (Difference(plainer)?.Kind == kind)
                {
                    input = plainer;
                    break;
                }
            }
        }

        return input;
    }
}
