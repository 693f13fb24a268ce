using System.Net;
using MailStore.Abstractions.Connections;

namespace MailStore.Server.Hosting;

/// <summary>A place to listen at, and what to do with whoever comes.</summary>
internal sealed record Listener(ListenerKind Kind, IPEndPoint Place, Func<IClientConnection, CancellationToken, Task> ServeAsync);
