using MailStore.Simulation.Sessions;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.History;

/// <summary>A message in one mailbox, and which flags it had when.</summary>
internal sealed class Copy(Box box, string token, uint uid, uint flags)
{
    private readonly List<(uint Flags, long Until)> _former = [];

    public Box Box => box;

    public string Token => token;

    public uint Uid => uid;

    public uint Flags { get; private set; } = flags;

    /// <summary>As it was at the last restart.</summary>
    public ulong ModSeq { get; set; }

    /// <summary>Null: it was not there at the last restart.</summary>
    public uint? FlagsAtRestart { get; set; }

    /// <summary>What is under way with it.</summary>
    public Change? Change { get; set; }

    public void Flag(uint to, long now)
    {
        _former.Add((Flags, now));
        Flags = to;
    }

    /// <summary>What a client was told while it waited for an answer: one of the states that there were meanwhile.</summary>
    public void Told(uint told, long since)
    {
        told &= ~box.FlagsUnwatched;
        if (told == Flags || _former.Exists(state => state.Flags == told && state.Until >= since))
        {
            return;
        }

        if (Change is { Kind: ChangeKind.Flag } change && change.Flags == told)
        {
            change.IsSeen = true;
            return;
        }

        throw new TortureFault($"UID {uid} in {box} was told as ({FlagBits.Write(told)}) and is ({FlagBits.Write(Flags)}){(Change is null ? "" : $", {Change} is under way")}");
    }

    public override string ToString() => $"{token} as UID {uid} in {box}";
}
