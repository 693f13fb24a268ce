using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Extensions.Sorting;
using MailStore.Imap.Session;
using MailStore.Mime.Columns;

namespace MailStore.Imap.Extensions.Threading;

/// <summary>Takes what THREAD goes by of the messages that were found.</summary>
/// <param name="withReferences">Ids matter, and not the subject alone.</param>
internal sealed class ThreadRun(ImapSession session, IOpenedMessage message, bool withReferences)
{
    private readonly IMailboxView _view = session.Selected!.View;

    public async ValueTask<List<ThreadedMessage>> RunAsync(UidSet found)
    {
        var columns = await new ColumnSource(session, message).OpenAsync();
        return Take(columns, found);
    }

    private List<ThreadedMessage> Take(MessageColumns columns, UidSet found)
    {
        var messages = new List<ThreadedMessage>((int)found.Count);
        var rows = ColumnSource.RowsOf(columns, found);
        var subjects = columns.Text(TextRole.Subject);
        var ids = withReferences ? columns.Ids : null;

        // Keys are in order: an empty one is the first.
        var nothing = subjects.KeyCount > 0 && subjects.Key(0).IsEmpty ? 0 : ThreadedMessage.None;
        var count = 0;
        foreach (var range in found.Ranges)
        {
            var sequence = _view.SequenceOf(range.First);
            for (var uid = (ulong)range.First.Value; uid <= range.Last.Value; uid++)
            {
                var row = rows[count++];
                messages.Add(new()
                {
                    Uid = new((uint)uid),
                    Sequence = sequence++,
                    Sent = columns.Sent[row],
                    Subject = subjects.Codes[row] == nothing ? ThreadedMessage.None : subjects.Codes[row],
                    IsReplyOrForward = columns.Replies[row],
                    Id = ids is null ? ThreadedMessage.None : ids.Own[row],
                    References = ids is null ? default : ids.References(row),
                });
            }
        }

        return messages;
    }
}
