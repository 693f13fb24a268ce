namespace MailStore.Mime.Text;

/// <summary>Takes text as it comes, cut anywhere.</summary>
public interface ITextSink
{
    void Take(ReadOnlySpan<char> text);
}
