using System.Text.Json;
using MailStore.Interop.Tests.Tools;
using MailStore.Testing.Corpus;

namespace MailStore.Interop.Tests.Mime;

/// <summary>python3's email package as a second opinion on subjects, dates, texts and file names of 6,046 real messages.</summary>
public sealed class PythonOpinionTests
{
    private const double ShareEqual = 0.995;

    /// <summary>Of a message's name: its number and the beginning of its fingerprint, for numbers come twice.</summary>
    private const int KnownLength = 10;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Messages whose texts differ, and why.</summary>
    private static readonly Dictionary<string, string> s_known = new()
    {
        ["00896.73f4"] = "delsp=yes (RFC 3676 §4.2), which the script does not know",
        ["01436.dc44"] = "Python takes message/delivery-status (RFC 3464) apart as if its groups were parts",
        ["01542.ed72"] = "message/delivery-status, as before",
        ["01311.b6a0"] = "message/delivery-status, as before",
        ["00005.34bc"] = "\"==\" is no escape (RFC 2045 §6.7); Python drops one of the two",
        ["00673.89b0"] = "\"==\", as before",
        ["00734.0c19"] = "\"==\", as before",
        ["01041.1ece"] = "\"==\", as before",
        ["00038.8d93"] = "a closing boundary with text behind it; Python wants a line of its own (RFC 2046 §5.1.1 has blanks only)",
        ["00313.fab7"] = "base64 with a number of digits that Python refuses to decode at all",
        ["01072.ac60"] = "lines of a mailing list behind base64 without padding: octets that no table of characters has",
        ["00479.a2cd"] = "a tag that never ends: text to Python, nothing to us",
        ["00384.ffe5"] = "a comment that never ends: text to Python, nothing to us",
        ["00599.d6d6"] = "a comment that never ends, as before",
        ["01064.5071"] = "half of a character of two octets, broken by a relay: \"?\" to .NET, U+FFFD to Python",
        ["01188.67d6"] = "Big5's A1E3 is U+FF5E to .NET and U+223C to Python",
    };

    [ToolFact("npm", "bash", "python3")]
    public async Task Subjects_dates_texts_and_names_are_those_that_Python_reads()
    {
        (await ExternalProgram.RunAsync("bash", Path.Combine(AppContext.BaseDirectory, "peers", "corpus.sh"))).Good();
        using var scratch = new ScratchFolder();
        var target = Path.Combine(scratch.Path, "opinion.jsonl");
        (await ExternalProgram.RunAsync("python3", Path.Combine(AppContext.BaseDirectory, "Mime", "opinion.py"), RealMail.Folder, target)).Good();
        var opinions = File.ReadLines(target).Select(line => JsonSerializer.Deserialize<Opinion>(line, s_json)!).ToDictionary(opinion => opinion.Name);
        Assert.Equal(RealMail.Count, opinions.Count);

        var reading = new OurReading();
        var (subjects, names, texts, dates) = (0, 0, 0, 0);
        var surprises = new List<string>();
        foreach (var message in RealMail.Read())
        {
            var ours = reading.Of(message);
            var theirs = opinions[message.Name];
            subjects += ours.Subject == theirs.Subject ? 0 : 1;
            dates += theirs.Sent is null || ours.Sent == theirs.Sent ? 0 : 1;
            names += ours.Names.SequenceEqual(theirs.Names) ? 0 : 1;
            if (!ours.Texts.SequenceEqual(theirs.Texts))
            {
                texts++;
                if (!s_known.ContainsKey(message.Name[..KnownLength]))
                {
                    surprises.Add(message.Name);
                }
            }
        }

        // The one subject has half of a Big5 character in it, which Python and .NET show in different ways.
        Assert.Equal((1, 0), (subjects, names));
        Assert.True(texts <= RealMail.Count * (1 - ShareEqual), $"{texts} messages have other texts.");

        // "+-0500", of which we take the second sign and Python none, and zones of five digits.
        Assert.True(dates <= RealMail.Count * (1 - ShareEqual), $"{dates} messages have other dates.");
        Assert.True(surprises.Count == 0, "Without a known reason: " + string.Join(", ", surprises));
    }
}
