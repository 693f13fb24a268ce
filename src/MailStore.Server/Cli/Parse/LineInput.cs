using System.IO.Pipelines;

namespace MailStore.Server.Cli.Parse;

/// <summary>Feeds a stream to a framer. A last line that nobody ended is ended here, or it would never be a line.</summary>
internal static class LineInput
{
    /// <summary>Completes the pipe, with the fault if the stream had one.</summary>
    public static async Task CopyAsync(Stream source, PipeWriter target)
    {
        var last = (byte)'\n';
        try
        {
            int read;
            while ((read = await source.ReadAsync(target.GetMemory())) > 0)
            {
                last = target.GetMemory().Span[read - 1];
                target.Advance(read);
                if ((await target.FlushAsync()).IsCompleted)
                {
                    break;
                }
            }

            if (last != '\n')
            {
                await target.WriteAsync("\r\n"u8.ToArray());
            }
        }
        finally
        {
            await target.CompleteAsync();
        }
    }
}
