using MailStore.Syntax.Tests.Differential;

namespace MailStore.Syntax.Tests.Printing;

/// <summary>Parses sentences, prints their values, parses what was printed, and compares.</summary>
internal sealed class RoundTrips(Contender contender, int faultsMax)
{
    private readonly FrameReader _reader = new(contender);
    private readonly ValuePrinter _printer = new(contender.Grammar, contender.Facts, new Random(8));

    public List<string> Faults { get; } = [];

    public int Printed { get; private set; }

    public int Loose => _printer.Loose;

    public void Try(byte[] sentence)
    {
        if (Faults.Count >= faultsMax || _reader.Read(sentence) is not { } value)
        {
            return;
        }

        if (_printer.Print(contender.Start, value) is not { } text)
        {
            Faults.Add($"{Comparison.Show(sentence)}: nothing says {string.Join(" | ", value)}");
            return;
        }

        Printed++;
        byte[] printed = [.. text, .. System.Text.Encoding.ASCII.GetBytes(contender.Tail)];
        var again = _reader.Read(printed);
        if (again is null || string.Join(" | ", again) != string.Join(" | ", value))
        {
            Faults.Add($"{Comparison.Show(sentence)} was printed as {Comparison.Show(printed)}: {string.Join(" | ", value)} became {(again is null ? "nothing" : string.Join(" | ", again))}");
        }
    }
}
