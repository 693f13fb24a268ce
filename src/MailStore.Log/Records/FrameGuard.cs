namespace MailStore.Log.Records;

/// <summary>
/// What a frame carries of the place where it belongs. A block that a disk wrote elsewhere, a segment of another volume, and a
/// frame that somebody mailed to himself have the wrong one; the volume's identity is random and leaves it by no other way.
/// </summary>
internal readonly struct FrameGuard(ulong identity)
{
    public ulong Identity => identity;

    public uint Of(LogAddress address)
    {
        var mixed = (address.Value ^ identity) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 29)) * 0xBF58_476D_1CE4_E5B9;
        return (uint)(mixed >> 32);
    }
}
