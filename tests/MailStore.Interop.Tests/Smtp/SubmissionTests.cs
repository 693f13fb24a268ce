using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Smtp;

/// <summary>Programs by which people send mail.</summary>
public sealed class SubmissionTests
{
    private static string[] Listeners => ["imap", "submission", "submissions", "lmtp"];

    [ToolFact("swaks", "curl")]
    public async Task Swaks_logs_in_inside_of_TLS()
    {
        await using var server = await StartAsync();
        string[] who = ["--from", OurServer.Name, "--to", OurServer.Name, "--auth-user", OurServer.Name, "--auth-password", OurServer.Password];
        (await ExternalProgram.RunAsync("swaks", ["--server", "127.0.0.1", "--port", $"{server.Ports["submission"]}", "-tls", "--auth", "PLAIN", .. who])).Good();
        (await ExternalProgram.RunAsync("swaks", ["--server", "127.0.0.1", "--port", $"{server.Ports["submissions"]}", "-tlsc", "--auth", "LOGIN", .. who])).Good();
        (await ExternalProgram.RunAsync("swaks", "--protocol", "LMTP", "--server", "127.0.0.1", "--port", $"{server.Ports["lmtp"]}", "--from", "sam@example.net", "--to", OurServer.Name)).Good();
        Assert.Contains("with ESMTPSA (TLS", await Inbox.ReadAsync(server, uid: 1), StringComparison.Ordinal);
        Assert.Contains("with ESMTPSA (TLS", await Inbox.ReadAsync(server, uid: 2), StringComparison.Ordinal);
        Assert.Contains("with LMTP", await Inbox.ReadAsync(server, uid: 3), StringComparison.Ordinal);
        var refused = await ExternalProgram.RunAsync("swaks", ["--server", "127.0.0.1", "--port", $"{server.Ports["submission"]}", "--from", OurServer.Name, "--to", OurServer.Name]);
        Assert.Contains("530 5.7.0", refused.Output + refused.Error, StringComparison.Ordinal);
    }

    [ToolFact("msmtp", "curl")]
    public async Task Msmtp_sends_what_it_reads()
    {
        await using var server = await StartAsync();
        using var folder = new ScratchFolder();
        var settings = folder.Write("msmtprc", $"""
            account default
            host 127.0.0.1
            port {server.Ports["submission"]}
            from {OurServer.Name}
            auth on
            user {OurServer.Name}
            password {OurServer.Password}
            tls on
            tls_starttls on
            tls_certcheck off

            """);
        File.SetUnixFileMode(settings, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        const string Message = "From: anna@example.org\nTo: anna@example.org\nBcc: secret@example.org\nSubject: By msmtp\n\n.\nHello.\n";
        (await ExternalProgram.RunWithAsync("msmtp", Message, new Dictionary<string, string>(), "--file", settings, OurServer.Name)).Good();
        var stored = await Inbox.ReadAsync(server, uid: 1);
        Assert.Contains("Subject: By msmtp\r\n", stored, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n.\r\nHello.\r\n", stored);
        Assert.DoesNotContain("secret@", stored, StringComparison.Ordinal);
    }

    [ToolFact("curl")]
    public async Task Curl_sends_over_both_kinds_of_TLS()
    {
        await using var server = await StartAsync();
        using var folder = new ScratchFolder();
        var message = folder.Write("message.eml", "From: anna@example.org\r\nSubject: By curl\r\n\r\nHello.\r\n");
        string[] what = ["--silent", "--show-error", "--insecure", "--user", $"{OurServer.Name}:{OurServer.Password}", "--mail-from", OurServer.Name, "--mail-rcpt", OurServer.Name, "--upload-file", message];
        (await ExternalProgram.RunAsync("curl", [.. what, "--ssl-reqd", $"smtp://127.0.0.1:{server.Ports["submission"]}/client.example"])).Good();
        (await ExternalProgram.RunAsync("curl", [.. what, $"smtps://127.0.0.1:{server.Ports["submissions"]}/client.example"])).Good();
        Assert.Contains("Subject: By curl", await Inbox.ReadAsync(server, uid: 1), StringComparison.Ordinal);
        Assert.Contains("Received: from client.example ([127.0.0.1])", await Inbox.ReadAsync(server, uid: 2), StringComparison.Ordinal);
    }

    [ToolFact("python3", "curl")]
    public async Task Smtplib_speaks_SMTP_and_LMTP()
    {
        const string Script = """
            import smtplib, ssl, sys
            from email.message import EmailMessage

            submission, lmtp = int(sys.argv[1]), int(sys.argv[2])
            name, password = sys.argv[3:5]
            client = smtplib.SMTP("127.0.0.1", submission)
            client.ehlo("client.example")
            client.starttls(context=ssl._create_unverified_context())
            try:
                client.login(name, "wrong")
                raise AssertionError("a wrong password was taken")
            except smtplib.SMTPAuthenticationError as refused:
                assert refused.smtp_code == 535, refused
            client.login(name, password)
            for word in ["size", "8bitmime", "pipelining", "chunking", "binarymime", "smtputf8", "enhancedstatuscodes", "limits"]:
                assert client.has_extn(word), word
            message = EmailMessage()
            message["From"], message["To"], message["Subject"] = name, name, "Grüße"
            message.set_content("Schöne Grüße.\n.\n")
            assert client.send_message(message) == {}
            refused = client.sendmail(name, [name, "nobody@example.org", "sam@example.net"], "Subject: partly\r\n\r\n.\r\n")
            assert {who: code for who, (code, _) in refused.items()} == {"nobody@example.org": 550, "sam@example.net": 550}, refused
            assert client.verify(name)[0] == 252
            assert client.noop()[0] == 250 and client.rset()[0] == 250 and client.help().startswith(b"2.0.0")
            client.quit()

            client = smtplib.LMTP("127.0.0.1", lmtp)
            refused = client.sendmail("sam@example.net", [name, "nobody@example.org"], "Subject: by LMTP\r\n\r\n")
            assert list(refused) == ["nobody@example.org"], refused
            client.quit()
            """;
        await using var server = await StartAsync();
        (await ExternalProgram.RunAsync("python3", "-c", Script, $"{server.Ports["submission"]}", $"{server.Ports["lmtp"]}", OurServer.Name, OurServer.Password)).Good();
        Assert.Contains("Subject: =?utf-8?", await Inbox.ReadAsync(server, uid: 1), StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n.\r\n", await Inbox.ReadAsync(server, uid: 2));
        Assert.Contains("Subject: by LMTP", await Inbox.ReadAsync(server, uid: 3), StringComparison.Ordinal);
    }

    [ToolFact("node", "npm", "curl")]
    public async Task Nodemailer_sends_with_an_attachment()
    {
        const string Script = """
            const nodemailer = require('nodemailer');
            const assert = require('assert');
            const [port, lmtp, user, pass] = process.argv.slice(-4);
            (async () => {
                const transport = nodemailer.createTransport({ host: '127.0.0.1', port: Number(port), secure: false, requireTLS: true, tls: { rejectUnauthorized: false }, auth: { user, pass } });
                assert(await transport.verify());
                const sent = await transport.sendMail({ from: user, to: user, bcc: 'nobody@example.org', subject: 'Größe', text: 'Hello.', attachments: [{ filename: 'a.bin', content: Buffer.alloc(200000, 7) }] });
                assert.deepStrictEqual(sent.accepted, [user]);
                assert.deepStrictEqual(sent.rejected, ['nobody@example.org']);
                assert(sent.response.startsWith('250 2.0.0 Stored'), sent.response);
                await assert.rejects(transport.sendMail({ from: 'sam@example.net', to: user, text: 'x' }), /550 5.7.1/);
                const local = nodemailer.createTransport({ host: '127.0.0.1', port: Number(lmtp), lmtp: true, ignoreTLS: true });
                await local.sendMail({ from: 'sam@example.net', to: user, subject: 'by LMTP', text: '.' });
                console.log('done');
            })().catch(fault => { console.error(fault); process.exit(1); });
            """;
        await using var server = await StartAsync();
        var ended = await NodeProgram.RunAsync(Script, $"{server.Ports["submission"]}", $"{server.Ports["lmtp"]}", OurServer.Name, OurServer.Password);
        Assert.Equal("done", ended.Good().Trim());
        Assert.Contains("filename=a.bin", await Inbox.ReadAsync(server, uid: 1), StringComparison.Ordinal);
        Assert.Contains("Subject: by LMTP", await Inbox.ReadAsync(server, uid: 2), StringComparison.Ordinal);
    }

    private static Task<OurServer> StartAsync() => OurServer.StartAsync(Listeners, "--host-name", "mx.example.org");
}
