namespace MailStore.Simulation.Torture.History;

/// <summary>A mailbox as a client finds it after a restart.</summary>
internal sealed record BoxPicture(string User, string Name, uint Validity, uint UidNext, ulong HighestModSeq, SortedDictionary<uint, MessagePicture> Messages);
