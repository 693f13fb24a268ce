using MailStore.Log.Bodies;
using MailStore.Log.Index;

namespace MailStore.Log.Commit;

/// <summary>What a frame is replayed onto.</summary>
public interface IReplay
{
    IIndexWriter Index { get; }

    IBodyTable Bodies { get; }

    /// <summary>Octets of the body that came with the frame; 0 if none did.</summary>
    long BodyBytes { get; }
}
