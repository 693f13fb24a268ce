using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Log.Records;

namespace MailStore.Engine.Changes;

/// <summary>
/// A message arrives in one mailbox or in many. Used over and over by the writer: nothing is allocated for a delivery.
/// <code>
/// kind | body: 0 if it came with this frame, else its id | number of the message | octets | octets of facts | internal date | save date
/// | count | (account | mailbox | UID | mod-sequence | thread | flags | keywords | claimed | thread keys) of each
/// </code>
/// Recipients that do not fit into the frame with the body follow in further frames of the same request, which name the body.
/// </summary>
internal sealed class ArrivalChange
{
    private readonly List<ArrivalTarget> _targets = [];

    /// <summary>None if the body came with this frame.</summary>
    public LogAddress Body { get; set; }

    /// <summary>The part of the message's id that is the same in each account.</summary>
    public ulong Number { get; set; }

    public long Size { get; set; }

    public int FactsBytes { get; set; }

    public DateTimeOffset InternalDate { get; set; }

    public DateTimeOffset SaveDate { get; set; }

    public List<ArrivalTarget> Targets => _targets;

    public void Read(ref ChangeReader reader)
    {
        Body = new LogAddress(reader.Varint());
        Number = reader.Varint();
        Size = (long)reader.Varint();
        FactsBytes = (int)reader.UInt32();
        InternalDate = reader.Date();
        SaveDate = reader.Date();
        _targets.Clear();
        for (var count = reader.Count(); count > 0; count--)
        {
            _targets.Add(ReadTarget(ref reader));
        }

        reader.End();
    }

    /// <summary>The targets from one on that fit into so many octets, at least one.</summary>
    /// <returns>The first target that was not written.</returns>
    public int Write(ChangeWriter writer, int first, int octetsMax)
    {
        var end = first;
        for (var octets = 0; end < _targets.Count && (octets += Octets(_targets[end])) <= octetsMax; end++)
        {
        }

        end = Math.Max(end, first + 1);
        writer.Begin(ChangeKind.Arrival);
        writer.Varint(Body.Value);
        writer.Varint(Number);
        writer.Varint((ulong)Size);
        writer.Varint((uint)FactsBytes);
        writer.Date(InternalDate);
        writer.Date(SaveDate);
        writer.Varint((ulong)(end - first));
        for (var i = first; i < end; i++)
        {
            WriteTarget(writer, _targets[i]);
        }

        return end;
    }

    // What it may take at most.
    private static int Octets(in ArrivalTarget target) => 60 + (target.Keywords.Rest.Length * 3) + (target.ThreadKeys.Length * sizeof(ulong));

    private static void WriteTarget(ChangeWriter writer, in ArrivalTarget target)
    {
        writer.Varint(target.Account.Value);
        writer.Varint(target.Mailbox.Value);
        writer.Varint(target.Uid.Value);
        writer.Varint(target.ModSeq.Value);
        writer.Varint(target.Thread.Value);
        writer.Byte((byte)target.Flags);
        writer.Keywords(target.Keywords);
        writer.Byte(target.IsClaimed ? (byte)1 : (byte)0);
        writer.Varint((ulong)target.ThreadKeys.Length);
        foreach (var key in target.ThreadKeys.Span)
        {
            writer.UInt64(key);
        }
    }

    private static ArrivalTarget ReadTarget(ref ChangeReader reader)
    {
        var target = new ArrivalTarget(
            new AccountId(reader.Varint()),
            new MailboxId(reader.Varint()),
            new Uid(reader.UInt32()),
            new ModSeq(reader.Varint()),
            new ThreadId(reader.Varint()),
            (SystemFlags)reader.Byte(),
            reader.Keywords(),
            reader.Byte() != 0,
            default);
        var keys = new ulong[reader.Count()];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = reader.UInt64();
        }

        return target with { ThreadKeys = keys };
    }
}
