using System.Globalization;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Directories;

/// <summary>Directories of users as Debian packages them: who is in them logs in and gets mail, and while they are down nobody is told that there is no such user.</summary>
public sealed class DirectoryTests
{
    [ToolFact("psql", "python3")]
    public Task PostgreSQL_knows_users_lists_and_domains() => AskAsync(
        "postgres.sh",
        port => ["--directory", "postgresql", "--postgresql", $"Host=127.0.0.1;Port={port};Username=mail;Database=postgres;Timeout=5"],
        [("anna@example.org:secret", "in OK"), ("bert@example.org:test", "in OK"), ("team@example.org", "250"), ("o'or'1'='1@example.org", "550")]);

    [ToolFact("slapd", "python3")]
    public Task LDAP_knows_users() => AskAsync(
        "slapd.sh",
        port => ["--directory", "ldap", "--ldap", $"ldap://127.0.0.1:{port}", "--ldap-base", "dc=example,dc=org", "--ldap-bind-name", "cn=admin,dc=example,dc=org", "--ldap-bind-password", "search", "--ldap-domain", "example.org", "--ldap-address-filter", "(mail=%s)"],
        [("anna@example.org:secret", "in OK"), ("*:secret", "AUTHENTICATIONFAILED")]);

    private static async Task AskAsync(string script, Func<int, string[]> settings, (string Asked, string Answer)[] more)
    {
        using var folder = new ScratchFolder();
        var port = Loopback.FreePorts(1)[0];
        var path = Path.Combine(AppContext.BaseDirectory, "Directories", script);
        (await ExternalProgram.RunAsync("bash", path, "start", folder["peer"], port.ToString(CultureInfo.InvariantCulture))).Good();
        var isUp = true;
        try
        {
            await using var ours = await OurStore.StartAsync(folder["data"], settings(port));
            (string Asked, string Answer)[] asked =
            [
                .. more, ("anna@example.org:wrong", "AUTHENTICATIONFAILED"), ("nobody@example.org:secret", "AUTHENTICATIONFAILED"), ("anna@example.org", "250"), ("anna+x@example.org", "250"),
                ("nobody@example.org", "550"), ("anna@example.net", "550"),
            ];
            Assert.Equal(Lines(asked), await AskAsync(ours, asked));

            (await ExternalProgram.RunAsync("bash", path, "stop", folder["peer"])).Good();
            isUp = false;
            (string Asked, string Answer)[] down = [("anna@example.org:secret", "UNAVAILABLE"), ("nobody@example.org:secret", "UNAVAILABLE"), ("anna@example.org", "451")];
            Assert.Equal(Lines(down), await AskAsync(ours, down));
        }
        finally
        {
            if (isUp)
            {
                await ExternalProgram.RunAsync("bash", path, "stop", folder["peer"]);
            }
        }

        // Down at the start it is a fault of the settings: one sentence, and an end.
        var ended = await ExternalProgram.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "mailstore.dll"), "serve", "--data", folder["data"], "--imap", "127.0.0.1:0", .. settings(port)]);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("cannot be asked", ended.Error, StringComparison.Ordinal);
    }

    private static string Lines((string Asked, string Answer)[] asked) => string.Concat(asked.Select(one => $"{one.Asked.Split(':')[0]} {one.Answer}\n"));

    private static async Task<string> AskAsync(OurStore ours, (string Asked, string Answer)[] asked) => (await ExternalProgram.RunAsync(
        "python3",
        [Path.Combine(AppContext.BaseDirectory, "Directories", "ask.py"), ours.Imap.ToString(CultureInfo.InvariantCulture), ours.Lmtp.ToString(CultureInfo.InvariantCulture), .. asked.Select(one => one.Asked)])).Good();
}
