namespace MailStore.Log.Index;

/// <summary>Takes one record of an export; the octets are gone when it returns.</summary>
internal delegate void ExportedRecord(in IndexKey key, ReadOnlySpan<byte> value);
