using MailStore.Server.Watching.Metrics;
using Microsoft.AspNetCore.Http;

namespace MailStore.Server.Watching;

/// <summary>What a supervisor and Prometheus ask for. Nothing here is secret, and nothing can be changed.</summary>
/// <param name="fault">Why the store takes nothing any more; null while it does.</param>
internal sealed class HttpPages(MetricReader metrics, Func<string?> fault)
{
    /// <summary>Mail is served: neither still starting, nor already stopping.</summary>
    public bool IsReady { get; set; }

    public Task AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return SayAsync(context, StatusCodes.Status405MethodNotAllowed, "GET only.\n");
        }

        switch (context.Request.Path.Value)
        {
            case "/healthz":
                return Judge(context, fault());
            case "/readyz":
                return Judge(context, IsReady ? fault() : "Not serving: starting or stopping.");
            case "/metrics":
                context.Response.ContentType = PrometheusText.ContentType;
                return PrometheusText.WriteAsync(metrics.Read(), context.Response.BodyWriter, context.RequestAborted);
            default:
                return SayAsync(context, StatusCodes.Status404NotFound, "There are /healthz, /readyz and /metrics.\n");
        }
    }

    private static Task Judge(HttpContext context, string? problem) =>
        problem is null ? SayAsync(context, StatusCodes.Status200OK, "ok\n") : SayAsync(context, StatusCodes.Status503ServiceUnavailable, problem + "\n");

    private static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType ??= "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
