namespace MailStore.Server.Accounts.External;

/// <summary>A directory of somebody else's cannot be asked; the message says why. To clients it is a temporary failure, never "no such user".</summary>
internal sealed class DirectoryFaultException(string message, Exception? cause = null) : IOException(message, cause);
