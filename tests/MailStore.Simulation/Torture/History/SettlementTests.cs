using MailStore.Simulation.Sessions;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.History;

/// <summary>Each kind of wrong is noticed: a history that finds nothing would prove nothing.</summary>
public sealed class SettlementTests
{
    private const string User = "anna@example.org";

    private readonly MailHistory _history = new();
    private readonly Dictionary<(string, string), uint> _validities = [];
    private readonly Box _box;

    public SettlementTests()
    {
        _box = _history.Add(User, "INBOX");
        Settle(Picture(1, 1));
    }

    [Fact]
    public void What_was_acknowledged_and_is_there_is_right()
    {
        Arrive("a", 1);
        Settle(Picture(2, 5, Message(1, "a", 0, 5)));
        Assert.Equal("a", _box.Copies[1].Token);
    }

    [Fact]
    public void A_lost_message_is_noticed()
    {
        Arrive("a", 1);
        Refused("lost", Picture(2, 5));
    }

    [Fact]
    public void A_doubled_message_is_noticed()
    {
        Arrive("a", 1);
        Refused("too many", Picture(3, 6, Message(1, "a", 0, 5), Message(2, "a", 0, 6)));
    }

    [Fact]
    public void A_resurrected_message_is_noticed()
    {
        Arrive("a", 1);
        Done(new(ChangeKind.Expunge) { Copies = [_box.Copies[1]] });
        Refused("which was expunged", Picture(2, 6, Message(1, "a", 0, 5)));
    }

    [Fact]
    public void A_delivery_without_a_UID_is_found_or_missed()
    {
        Done(new(ChangeKind.Arrive) { To = _box, Tokens = ["a"] });
        Refused("acknowledged, and is lost", Picture(1, 5));
    }

    [Fact]
    public void Half_of_what_was_under_way_is_noticed()
    {
        _history.Begin(new(ChangeKind.Arrive) { To = _box, Tokens = ["a", "b"] });
        Refused("half done", Picture(2, 5, Message(1, "a", 0, 5)));
    }

    [Fact]
    public void All_or_nothing_of_what_was_under_way_is_right()
    {
        _history.Begin(new(ChangeKind.Arrive) { To = _box, Tokens = ["a"] });
        _history.Begin(new(ChangeKind.Arrive) { To = _box, Tokens = ["b", "c"] });
        Settle(Picture(3, 5, Message(1, "b", 0, 5), Message(2, "c", 0, 5)));
        Assert.Equal(2, _box.Copies.Count);
    }

    [Fact]
    public void What_others_saw_may_not_be_taken_back()
    {
        _history.Begin(new(ChangeKind.Arrive) { To = _box, Tokens = ["a"] });
        _history.See(_box, 1, "a");
        Refused("lost", Picture(1, 5));
    }

    [Fact]
    public void Other_flags_are_noticed()
    {
        Arrive("a", 1);
        Done(new(ChangeKind.Flag) { Copies = [_box.Copies[1]], Flags = FlagBits.Seen });
        Refused("\\Seen", Picture(2, 6, Message(1, "a", 0, 5)));
    }

    [Fact]
    public void Numbers_that_shrink_are_noticed()
    {
        Arrive("a", 1);
        Settle(Picture(2, 5, Message(1, "a", 0, 5)));
        Refused("UIDNEXT", Picture(1, 5, Message(1, "a", 0, 5)));
        Refused("HIGHESTMODSEQ", Picture(2, 4, Message(1, "a", 0, 4)));
        Refused("UIDVALIDITY", Picture(2, 5, Message(1, "a", 0, 5)) with { Validity = 8 });
    }

    [Fact]
    public void A_change_without_a_newer_mod_sequence_is_noticed()
    {
        Arrive("a", 1);
        Settle(Picture(2, 5, Message(1, "a", 0, 5)));
        Done(new(ChangeKind.Flag) { Copies = [_box.Copies[1]], Flags = FlagBits.Seen });
        Refused("mod-sequence", Picture(2, 6, Message(1, "a", FlagBits.Seen, 5)));
    }

    [Fact]
    public void A_lost_mailbox_is_noticed()
    {
        Done(new(ChangeKind.Create) { To = new(User, "Work") });
        Refused("mailboxes lost: Work", Picture(1, 1));
    }

    private static MessagePicture Message(uint uid, string token, uint flags, ulong modSeq) => new(uid, token, flags, modSeq);

    private static BoxPicture Picture(uint uidNext, ulong modSeq, params MessagePicture[] messages) =>
        new(User, "INBOX", 7, uidNext, modSeq, new(messages.ToDictionary(message => message.Uid)));

    private void Arrive(string token, uint uid) => _history.Done(_history.Begin(new(ChangeKind.Arrive) { To = _box, Tokens = [token] }), [uid]);

    private void Done(Change change) => _history.Done(_history.Begin(change), []);

    private void Settle(BoxPicture picture) => new Settlement(_history, [picture]) { Validities = _validities }.Run();

    private void Refused(string word, BoxPicture picture) => Assert.Contains(word, Assert.Throws<TortureFault>(() => Settle(picture)).Message, StringComparison.Ordinal);
}
