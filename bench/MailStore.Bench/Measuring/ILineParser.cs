namespace MailStore.Bench.Measuring;

/// <summary>What is timed. Implemented by structs, so that the loop around it is compiled for each and calls it directly.</summary>
internal interface ILineParser
{
    /// <summary>
    /// Reads the frame and folds every fact that it found into one number, so that no work can be optimised away.
    /// 0 means that the line was refused.
    /// </summary>
    /// <param name="frame">The line with its CRLF, a zero and at least 63 more bytes behind it.</param>
    /// <param name="length">Of the line.</param>
    ulong Parse(byte[] frame, int length);
}
