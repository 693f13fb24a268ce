using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Tests.Contract;

/// <summary>Each octet of a message's first line is a key of its conversation, the first one its own.</summary>
internal sealed class KeyAnalyst : IMessageAnalyst
{
    public IMessageAnalysis Begin() => new KeyAnalysis();
}
