using MailStore.Mime.Fields;
using MailStore.Mime.Sections;

namespace MailStore.Interop.Tests.Mime;

/// <summary>One thing that is asked of every message.</summary>
internal sealed record OracleItem(string Name)
{
    public uint[] Path { get; init; } = [];

    public SectionText Text { get; init; }

    public FieldNames? Fields { get; init; }

    public int Offset { get; init; }

    public int Length { get; init; }

    /// <summary>What a server may remember from one time to the next.</summary>
    public static IReadOnlyList<OracleItem> Described { get; } = [new("RFC822.SIZE"), new("ENVELOPE"), new("BODY"), new("BODYSTRUCTURE")];

    /// <summary>
    /// What it reads. Not among them is n.1 of a part that is no multipart: Dovecot takes it for n, while RFC 9051 §6.4.5.1 gives numbers to
    /// the parts of multiparts and messages only.
    /// </summary>
    public static IReadOnlyList<OracleItem> Sections { get; } =
    [
        new("BODY.PEEK[]"),
        new("BODY.PEEK[HEADER]") { Text = SectionText.Header },
        new("BODY.PEEK[TEXT]<3.70>") { Text = SectionText.Text, Offset = 3, Length = 70 },
        new("BODY.PEEK[HEADER.FIELDS (from TO Subject X-Missing Content-Type)]")
        {
            Text = SectionText.HeaderFields,
            Fields = new([.. "from"u8], [.. "TO"u8], [.. "Subject"u8], [.. "X-Missing"u8], [.. "Content-Type"u8]),
        },
        new("BODY.PEEK[HEADER.FIELDS.NOT (Received X-Spam-Status)]")
        {
            Text = SectionText.HeaderFieldsNot,
            Fields = new([.. "Received"u8], [.. "X-Spam-Status"u8]),
        },
        new("BODY.PEEK[1]") { Path = [1] },
        new("BODY.PEEK[1.MIME]") { Path = [1], Text = SectionText.Mime },
        new("BODY.PEEK[2]") { Path = [2] },
        new("BODY.PEEK[2.MIME]") { Path = [2], Text = SectionText.Mime },
        new("BODY.PEEK[1.2]") { Path = [1, 2] },
        new("BODY.PEEK[2.HEADER]") { Path = [2], Text = SectionText.Header },
        new("BODY.PEEK[2.TEXT]") { Path = [2], Text = SectionText.Text },
        new("BODY.PEEK[2.2.MIME]") { Path = [2, 2], Text = SectionText.Mime },
        new("BODY.PEEK[1.2.HEADER]") { Path = [1, 2], Text = SectionText.Header },
    ];
}
