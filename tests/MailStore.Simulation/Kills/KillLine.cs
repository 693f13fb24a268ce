using System.Globalization;

namespace MailStore.Simulation.Kills;

/// <summary>
/// One line of a worker's: what it is about to do (<c>will</c>) or what it was told to be durable (<c>did</c>), in which
/// mailbox. A message is named by its number, which is also what its body is made from.
/// </summary>
internal readonly record struct KillLine(bool IsDone, char Verb, int Mailbox, ulong Message, uint Uid, ulong ModSeq)
{
    public const char Append = 'A';
    public const char Flag = 'F';
    public const char Expunge = 'X';

    public static KillLine? Parse(string line)
    {
        var parts = line.Split(' ');
        return parts.Length == 7 && parts[6] == "."
            ? new(parts[0] == "did", parts[1][0], int.Parse(parts[2], CultureInfo.InvariantCulture), ulong.Parse(parts[3], CultureInfo.InvariantCulture), uint.Parse(parts[4], CultureInfo.InvariantCulture), ulong.Parse(parts[5], CultureInfo.InvariantCulture))
            : null; // cut off by the kill
    }

    public override string ToString() => $"{(IsDone ? "did" : "will")} {Verb} {Mailbox} {Message} {Uid} {ModSeq} .";
}
