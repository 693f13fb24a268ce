namespace MailStore.Log.Records;

/// <summary>What a frame holds. The numbers are on disk and frozen by a test: a new type takes a new number.</summary>
public enum FrameType : byte
{
    /// <summary>Never written: zeros are no frame.</summary>
    None = 0,

    /// <summary>The first frame of an owner: from here on its epoch holds.</summary>
    Epoch = 1,

    // 2 was a frame that filled a batch up. It never left the house; zeros do.

    /// <summary>A change of the engine's, in the engine's own form.</summary>
    Change = 3,

    /// <summary>A change of the engine's that brings a body with it; the frame's address is the body's id.</summary>
    Body = 4,

    /// <summary>Part of a body too large for one frame. It belongs to nobody until a <see cref="BodyMap"/> names it.</summary>
    Chunk = 5,

    /// <summary>Like <see cref="Body"/>, but what it holds is the addresses of the body's chunks.</summary>
    BodyMap = 6,

    /// <summary>Cold generation: a body that was moved, with the id that it had and its metadata as of the move.</summary>
    Moved = 7,

    /// <summary>Says where bodies were moved to.</summary>
    Relocation = 8,

    /// <summary>Last frame of a sealed segment: what lies where, and the checksum of checksums.</summary>
    Footer = 9,

    /// <summary>Written by a salvage where frames were that are lost, so that the segment is whole again.</summary>
    Lost = 10,
}
