using System.Net;
using MailStore.Server.Watching;
using Microsoft.AspNetCore.Http;

namespace MailStore.Server.Hosting;

/// <summary>What a host is made of.</summary>
internal sealed record HostPlan(IReadOnlyList<Listener> Listeners, Doorkeeper Door, Watchtower Tower)
{
    /// <summary>For health and metrics; null: nowhere.</summary>
    public IPEndPoint? Http { get; init; }

    public required RequestDelegate AnswerHttpAsync { get; init; }

    public TimeSpan DrainTime { get; init; }
}
