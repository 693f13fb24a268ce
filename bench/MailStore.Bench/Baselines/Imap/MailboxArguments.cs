using MailStore.Bench.Measuring;

namespace MailStore.Bench.Baselines.Imap;

/// <summary>Everything whose operands are strings, words and perhaps a set.</summary>
/// <param name="Set">Of COPY, MOVE and UID EXPUNGE.</param>
/// <param name="Strings">Mailboxes, patterns, names and passwords, unquoted, in order.</param>
/// <param name="Options">The words inside parentheses, nested ones as they stand.</param>
internal sealed record MailboxArguments(List<NumberRange>? Set, List<string> Strings, List<string>? Options)
{
    public ulong AddTo(ulong hash)
    {
        hash = NumberRange.AddTo(hash, Set);
        foreach (var text in Strings)
        {
            hash = Fold.Add(hash, text);
        }

        if (Options is not null)
        {
            foreach (var option in Options)
            {
                hash = Fold.Add(hash, option);
            }
        }

        return hash;
    }
}
