namespace MailStore.Bench.Baselines.Smtp;

internal enum BodyKind : byte
{
    None, SevenBit, EightBitMime, BinaryMime,
}
