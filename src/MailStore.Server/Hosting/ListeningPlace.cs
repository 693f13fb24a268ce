using System.Net;

namespace MailStore.Server.Hosting;

/// <summary>Where it listens: the port too, if none was asked for.</summary>
internal sealed record ListeningPlace(ListenerKind Kind, IPEndPoint Place);
