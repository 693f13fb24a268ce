using System.Text;

namespace MailStore.Mime.Extraction;

/// <summary>An extractor, as long as it behaves.</summary>
internal sealed class ExtractorSeat(ITextExtractor extractor)
{
    private int _lost;

    public ITextExtractor Extractor => extractor;

    /// <summary>A thread of it did not come back.</summary>
    public void Lose() => Interlocked.Increment(ref _lost);

    public bool HasLost(int threads) => Volatile.Read(ref _lost) >= threads;

    public bool Takes(ReadOnlySpan<byte> type, ReadOnlySpan<byte> subtype)
    {
        foreach (var mediaType in extractor.MediaTypes)
        {
            var slash = mediaType.IndexOf('/');
            if (Ascii.EqualsIgnoreCase(type, mediaType.AsSpan(0, slash)) && Ascii.EqualsIgnoreCase(subtype, mediaType.AsSpan(slash + 1)))
            {
                return true;
            }
        }

        return false;
    }

    public bool Takes(ReadOnlySpan<char> fileName)
    {
        foreach (var ending in extractor.FileEndings)
        {
            if (fileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
