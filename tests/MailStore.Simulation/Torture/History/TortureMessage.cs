using System.Globalization;
using System.Text;
using MailStore.Simulation.Torture.Wires;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Torture.History;

/// <summary>Messages that are made of their names, so that each can be known again and held against what was sent.</summary>
internal static class TortureMessage
{
    private const string Mark = "X-Torture: ";
    private const int LargePercent = 2;
    private const int LargeBytes = 400_000;
    private const int UsualBytes = 6_000;

    /// <summary>Mostly small, now and then of several frames; some lines begin with a dot.</summary>
    public static string Write(string token)
    {
        var dice = Dice.For(0, token, 0);
        var bytes = dice.Percent(LargePercent) ? dice.Between(UsualBytes, LargeBytes) : dice.Below(UsualBytes);
        var text = new StringBuilder(bytes + 200);
        text.Append(CultureInfo.InvariantCulture, $"{Mark}{token}\r\nFrom: torture@example.net\r\nSubject: {token}\r\n\r\n");
        while (text.Length < bytes)
        {
            text.Append(dice.Percent(10) ? "." : "");
            for (var length = dice.Below(70); length > 0; length--)
            {
                text.Append((char)dice.Between(' ', '~'));
            }

            text.Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>Whose octets these are: what was sent, behind nothing but fields that a delivery puts in front.</summary>
    public static string TokenOf(string body)
    {
        var at = body.StartsWith(Mark, StringComparison.Ordinal) ? 0 : body.IndexOf("\r\n" + Mark, StringComparison.Ordinal) + 2;
        Fault.Unless(at == 0 || at > 2, "a message is there that nobody sent");
        var token = body[(at + Mark.Length)..body.IndexOf("\r\n", at + Mark.Length, StringComparison.Ordinal)];
        Fault.Unless(body.AsSpan(at).SequenceEqual(Write(token)), $"message {token} holds other octets than were sent");
        var front = body[..at];
        Fault.Unless(front.Length == 0 || front.StartsWith("Return-Path:", StringComparison.Ordinal) && !front.Contains("\r\n\r\n", StringComparison.Ordinal), $"message {token} has something in front: {front}");
        return token;
    }
}
