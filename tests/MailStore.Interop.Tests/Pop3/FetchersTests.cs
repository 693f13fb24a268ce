using System.Text;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Pop3;

/// <summary>Programs that fetch mail from afar, each as its users set it up.</summary>
public sealed class FetchersTests
{
    private const int Count = 25;

    [ToolFact("fetchmail")]
    public async Task Fetchmail_fetches_what_is_new_and_deletes_when_it_is_told_to()
    {
        await using var server = await OurServer.StartAsync(["imap", "pop3"]);
        using var folder = new ScratchFolder();
        await Letters.PutAsync(server, Count);
        var settings = folder.Write("fetchmailrc", $"""
            set no bouncemail
            set idfile "{folder["ids"]}"
            poll localhost via 127.0.0.1 protocol pop3 port {server.Ports["pop3"]} uidl:
              user "{OurServer.Name}" password "{OurServer.Password}" keep sslproto '' no rewrite
              mda "cat >> {folder["got"]}"

            """);
        File.SetUnixFileMode(settings, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string[] arguments = ["--fetchmailrc", settings, "--pidfile", folder["pid"], "--nosyslog", "--silent"];
        (await ExternalProgram.RunAsync("fetchmail", arguments)).Good();
        Assert.Equal(Count, Subjects(folder["got"]));

        // 1: there is no new mail. It knows them by their UIDLs.
        Assert.Equal(1, (await ExternalProgram.RunAsync("fetchmail", arguments)).ExitCode);
        (await ExternalProgram.RunAsync("fetchmail", [.. arguments, "--all", "--nokeep"])).Good();
        Assert.Equal(2 * Count, Subjects(folder["got"]));
        Assert.Equal(0, await Letters.CountAsync(server));
    }

    [ToolFact("getmail")]
    public async Task Getmail_fetches_over_TLS_what_is_new()
    {
        // It starts a program for each letter, and takes seconds for it.
        const int Few = 3;
        await using var server = await OurServer.StartAsync(["imap", "pop3s"]);
        using var folder = new ScratchFolder();
        await Letters.PutAsync(server, Few);
        folder.Write("getmailrc", $"""
            [retriever]
            type = SimplePOP3SSLRetriever
            server = 127.0.0.1
            port = {server.Ports["pop3s"]}
            username = {OurServer.Name}
            password = {OurServer.Password}

            [destination]
            type = MDA_external
            path = /bin/sh
            arguments = ("-c", "cat >> {folder["got"]}")
            allow_root_commands = true

            [options]
            delete = false
            read_all = false
            verbose = 0

            """);
        string[] arguments = ["--getmaildir", folder.Path, "--rcfile", "getmailrc"];
        (await ExternalProgram.RunAsync("getmail", arguments)).Good();
        Assert.Equal(Few, Subjects(folder["got"]));
        (await ExternalProgram.RunAsync("getmail", arguments)).Good();
        Assert.Equal(Few, Subjects(folder["got"]));
        (await ExternalProgram.RunAsync("getmail", [.. arguments, "--delete"])).Good();
        Assert.Equal(0, await Letters.CountAsync(server));
    }

    [ToolFact("mpop")]
    public async Task Mpop_fetches_by_each_way_to_log_in_that_it_knows()
    {
        await using var server = await OurServer.StartAsync(["imap", "pop3", "pop3s"], "--keep-secrets");
        using var folder = new ScratchFolder();
        await Letters.PutAsync(server, Count);
        foreach (var way in (string[])["user", "apop", "plain", "login", "cram-md5", "scram-sha-1", "scram-sha-256"])
        {
            await MpopAsync(folder, way, $"port {server.Ports["pop3"]}\ntls off", way);
        }

        await MpopAsync(folder, "starttls", $"port {server.Ports["pop3"]}\ntls on\ntls_starttls on\ntls_certcheck off", "plain");
        await MpopAsync(folder, "tls", $"port {server.Ports["pop3s"]}\ntls on\ntls_starttls off\ntls_certcheck off", "scram-sha-256");
        Assert.Equal(Count, await Letters.CountAsync(server));
    }

    private static async Task MpopAsync(ScratchFolder folder, string name, string place, string way)
    {
        var settings = folder.Write(name + ".rc", $"""
            account default
            host 127.0.0.1
            {place}
            user {OurServer.Name}
            password {OurServer.Password}
            auth {way}
            keep on
            only_new off
            uidls_file {folder[name + ".uidls"]}
            delivery mbox {folder[name + ".mbox"]}

            """);
        File.SetUnixFileMode(settings, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await ExternalProgram.RunAsync("mpop", "--file", settings, "--quiet")).Good();
        Assert.Equal(Count, Subjects(folder[name + ".mbox"]));
    }

    private static int Subjects(string file) =>
        File.ReadLines(file, Encoding.Latin1).Count(line => line.StartsWith("Subject: Letter ", StringComparison.Ordinal));
}
