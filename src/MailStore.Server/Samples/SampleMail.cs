using System.Globalization;
using System.Reflection;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Server.Samples;

/// <summary>A handful of messages, so that a new server has something to show: the <c>.eml</c> files of this folder, in the order of their names.</summary>
internal static class SampleMail
{
    private const string Ending = ".eml";
    private const string DateField = "Date: ";

    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.EndsWith(Ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>All of them into the inbox, in one step.</summary>
    public static async Task PutAsync(IAccount account)
    {
        var messages = new List<NewMessage>();
        foreach (var name in Names)
        {
            var text = Read(name);
            var body = account.BeginUpload();
            await body.WriteAsync(Encoding.UTF8.GetBytes(text));
            messages.Add(new(body) { InternalDate = DateOf(text) });
        }

        var result = await account.Append(MailboxName.Inbox, messages);
        if (result.Refusal != Refusal.None)
        {
            throw new StoreUnavailableException($"The sample messages were refused: {result.Refusal}.");
        }
    }

    /// <summary>RFC 5322 §2.3: lines end in CRLF, whatever the file was checked out with.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new FileNotFoundException($"There is no sample {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\r\n");
    }

    private static DateTimeOffset DateOf(string text)
    {
        var start = text.IndexOf(DateField, StringComparison.Ordinal) + DateField.Length;
        return DateTimeOffset.ParseExact(text[start..text.IndexOf('\r', start)], "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);
    }
}
