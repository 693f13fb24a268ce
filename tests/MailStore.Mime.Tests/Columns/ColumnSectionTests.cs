using System.Text;
using MailStore.Mime.Columns;

namespace MailStore.Mime.Tests.Columns;

public sealed class ColumnSectionTests
{
    private static readonly DateTimeOffset s_received = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Numbers_compare_as_the_texts_do()
    {
        var columns = Build((1, Header("Beans", "<1@x>")), (2, Header("Re: apples", "<2@x>", "<1@x>")), (3, Header("beans", "<3@x>", "<1@x> <2@x>")));
        var subjects = columns.Text(TextRole.Subject);
        Assert.Equal([1, 0, 1], subjects.Codes.ToArray());
        Assert.Equal("APPLES", Encoding.ASCII.GetString(subjects.Key(0)));
        Assert.Equal([false, true, false], columns.Replies.ToArray());
        Assert.Equal(columns.Ids.Own[0], columns.Ids.References(1)[0]);
        Assert.Equal([columns.Ids.Own[0], columns.Ids.Own[1]], columns.Ids.References(2).ToArray());
    }

    [Fact]
    public void A_message_without_a_date_was_sent_when_it_came()
    {
        Assert.Equal([s_received.UtcTicks], Build((1, "Subject: x\r\n\r\n")).Sent.ToArray());
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        var columns = Build((1, Header("Beans", "<1@x>")), (7, Header("", "<2@x>", "<1@x>")), (9, "\r\n"));
        Assert.True(ColumnSection.TryRead(ColumnSection.Write(columns), out var read));
        Assert.Equal(Draw(columns), Draw(read));
    }

    /// <summary>In any order, and in one or in many: what comes out is the same.</summary>
    [Fact]
    public void Parts_that_are_put_together_are_as_if_they_had_been_made_at_once()
    {
        var messages = Enumerable.Range(1, 40).Select(number => ((uint)number, Header($"Subject {number % 7}", $"<{number}@x>", $"<{number / 2}@x>"))).ToArray();
        var whole = Build(messages);
        var parts = MessageColumns.Of(Build(messages[20..33]), Build(messages[..20]), Build(messages[33..]));
        Assert.Equal(Draw(whole), Draw(parts));
        Assert.Equal(Draw(whole), Draw(parts.Joined()));
        var merged = ColumnSection.Merge([ColumnSection.Write(Build(messages[..9])), [new byte[3]], ColumnSection.Write(Build(messages[9..]))], uid => uid % 2 == 0);
        Assert.True(ColumnSection.TryRead(merged, out var kept));
        Assert.Equal(Draw(Build([.. messages.Where(message => message.Item1 % 2 == 0)])), Draw(kept));
    }

    /// <summary>A few messages to many, as when one came: keys in front of all others, between them, behind them, and such as are there.</summary>
    [Theory]
    [InlineData("aa")]
    [InlineData("Subject 30")]
    [InlineData("Subject 30a")]
    [InlineData("zz")]
    [InlineData("")]
    public void One_message_more_is_as_if_it_had_been_there(string subject)
    {
        var messages = Enumerable.Range(1, 60).Select(number => ((uint)number, Header($"Subject {number}", $"<{number}@x>"))).ToArray();
        var newest = (61u, Header(subject, "<61@x>", "<3@x>"));
        Assert.Equal(Draw(Build([.. messages, newest])), Draw(MessageColumns.Of(Build(messages), Build(newest))));
        var oldest = (0u, Header(subject, "<0@x>"));
        Assert.Equal(Draw(Build([oldest, .. messages])), Draw(MessageColumns.Of(Build(oldest), Build(messages))));
    }

    [Fact]
    public void Keys_that_begin_alike_are_in_the_order_of_all_their_octets()
    {
        string[] subjects = ["subject", "subject\0", "subjects", "subjects ", "subjects a", "subjects ab", "subjects b", "", "s", "s\0"];
        var messages = subjects.Select((subject, at) => ((uint)at + 1, Header(subject, $"<{at}@x>"))).ToArray();
        var parts = MessageColumns.Of([.. messages.Select(message => Build(message))]);
        Assert.Equal(Draw(Build(messages)), Draw(parts));
    }

    [Fact]
    public void Columns_are_there_as_far_as_their_pieces_were_read()
    {
        var whole = Build((1, Header("Beans", "<1@x>")), (2, Header("Peas", "<2@x>", "<1@x>")));
        var pieces = ColumnSection.Write(whole);
        Assert.True(ColumnSection.TryRead(pieces[..2], out var read));
        Assert.True(read.Has(ColumnSet.Rows | ColumnSet.Subject));
        Assert.False(read.Has(ColumnSet.Subject | ColumnSet.Ids));
        Assert.Equal(whole.Text(TextRole.Subject).Codes.ToArray(), read.Text(TextRole.Subject).Codes.ToArray());
        Assert.Throws<InvalidOperationException>(() => read.Ids);
        var more = MessageColumns.Of(read, Build((3, Header("Apples", "<3@x>"))));
        Assert.Equal(ColumnSet.Rows | ColumnSet.Subject, more.Columns());
        Assert.Equal(ColumnSet.Rows | ColumnSet.Subject, more.Joined().Columns());
        Assert.True(more.Weight > read.Weight);
        Assert.False(ColumnSection.TryRead([[], .. pieces[1..]], out _));
        Assert.Throws<InvalidOperationException>(() => more.Text(TextRole.From));
    }

    /// <summary>It may say something else, but nothing is read that is not there.</summary>
    [Fact]
    public void Damaged_octets_are_refused_or_harmless()
    {
        var pieces = ColumnSection.Write(Build((1, Header("Beans", "<1@x>")), (2, Header("Peas", "<2@x>", "<1@x>"))));
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            for (var at = 0; at < pieces[piece].Length; at++)
            {
                foreach (var value in (byte[])[0, 1, 0x7F, 0xFF])
                {
                    var damaged = (byte[][])pieces.Clone();
                    damaged[piece] = (byte[])pieces[piece].Clone();
                    damaged[piece][at] = value;
                    if (ColumnSection.TryRead(damaged, out var columns))
                    {
                        Assert.NotEmpty(Draw(columns));
                    }
                }

                var cut = (byte[][])pieces.Clone();
                cut[piece] = pieces[piece][..at];
                Assert.True(!ColumnSection.TryRead(cut, out var less) || (at == 0 && !less.Has(ColumnSet.All)));
            }
        }
    }

    /// <summary>Segments that were written hold it: another form is another version.</summary>
    [Fact]
    public void The_form_on_disk_stays_as_it_is()
    {
        var pieces = ColumnSection.Write(Build((5, "Subject: x\r\n\r\n")));
        Assert.Equal(ColumnSection.Pieces, pieces.Length);
        Assert.Equal("03000000" + "01000000" + "05000000", Convert.ToHexString(pieces[0][..12]));
        Assert.Equal(s_received.UtcTicks, BitConverter.ToInt64(pieces[0], 12));

        // No reply; one subject of one octet and its code; five texts of nothing; no id, no reference.
        Assert.Equal("00", Convert.ToHexString(pieces[0][20..]));
        Assert.Equal("01000000" + "01000000" + "01000000" + "58" + "00", Convert.ToHexString(pieces[1]));
        Assert.All(pieces[2..7], piece => Assert.Equal("01000000" + "00000000" + "00000000" + "00", Convert.ToHexString(piece)));
        Assert.Equal("00000000" + "00" + "00000000" + "00", Convert.ToHexString(pieces[7]));
    }

    private static string Header(string subject, string id, string references = "") =>
        $"From: Anna <anna@example.org>\r\nTo: b@example.org\r\nSubject: {subject}\r\nMessage-ID: {id}\r\nReferences: {references}\r\nDate: Thu, 5 Mar 2026 12:00:00 +0000\r\n\r\n";

    private static MessageColumns Build(params (uint Uid, string Header)[] messages)
    {
        var builder = new ColumnBuilder((text, key) => key.Write(Encoding.UTF8.GetBytes(text.ToString().ToUpperInvariant())));
        foreach (var (uid, header) in messages)
        {
            builder.Add(uid, s_received, Encoding.Latin1.GetBytes(header), facts: []);
        }

        return builder.Build();
    }

    private static string Draw(MessageColumns columns)
    {
        var text = new StringBuilder();
        for (var row = 0; row < columns.Uids.Length; row++)
        {
            text.Append(columns.Uids[row]).Append(' ').Append(columns.Sent[row]).Append(columns.Replies[row] ? " re" : "");
            foreach (var role in Enum.GetValues<TextRole>())
            {
                var column = columns.Text(role);
                text.Append(' ').Append(column.Codes[row]).Append(Encoding.UTF8.GetString(column.Key(column.Codes[row])));
            }

            text.Append(' ').Append(columns.Ids.Own[row]).Append(": ").AppendJoin(',', columns.Ids.References(row).ToArray()).Append('\n');
        }

        return text.ToString();
    }
}
