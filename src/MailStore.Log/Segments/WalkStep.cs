namespace MailStore.Log.Segments;

/// <summary>What a <see cref="SegmentWalker"/> met.</summary>
internal enum WalkStep
{
    /// <summary>A frame that proves itself.</summary>
    Frame,

    /// <summary>The footer, and it proves itself. Nothing comes behind it.</summary>
    Footer,

    /// <summary>Octets that prove nothing, up to where the walk goes on.</summary>
    Damage,

    /// <summary>The end of the segment.</summary>
    End,
}
