namespace MailStore.Abstractions.Messages;

/// <summary>Looks at each message once, while it is uploaded. What it finds is stored with the message.</summary>
public interface IMessageAnalyst
{
    IMessageAnalysis Begin();
}
