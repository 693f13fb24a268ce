namespace MailStore.Simulation.Torture.History;

/// <summary>A message as a client finds it after a restart.</summary>
internal sealed record MessagePicture(uint Uid, string Token, uint Flags, ulong ModSeq);
