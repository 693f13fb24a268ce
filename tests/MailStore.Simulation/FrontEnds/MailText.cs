using System.Text;

namespace MailStore.Simulation.FrontEnds;

/// <summary>Messages that are known by their subject.</summary>
internal static class MailText
{
    private const string Field = "Subject: ";
    private const int Lines = 300;

    /// <summary>Some 20 KB, so that a few of them fill a segment.</summary>
    public static string Write(string subject)
    {
        var text = new StringBuilder($"{Field}{subject}\r\n\r\n");
        for (var line = 0; line < Lines; line++)
        {
            text.Append('x', 70).Append("\r\n");
        }

        return text.ToString();
    }

    public static string SubjectOf(string text)
    {
        var start = text.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        return text[start..text.IndexOf('\r', start)];
    }
}
