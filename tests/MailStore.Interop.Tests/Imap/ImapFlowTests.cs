using System.Globalization;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Imap;

/// <summary>imapflow is what webmail and synchronising services are built on: it uses nearly every extension that it is offered.</summary>
public sealed class ImapFlowTests
{
    private const string Script = """
        const { ImapFlow } = require('imapflow');
        const assert = require('assert');
        const [port, user, pass] = process.argv.slice(-3);
        const open = async (more) => {
            const client = new ImapFlow({ host: '127.0.0.1', port: Number(port), secure: false, doSTARTTLS: false, auth: { user, pass }, logger: false, ...more });
            await client.connect();
            // It asks for compression if it is offered, and everything from here on is deflated.
            assert(client._inflate && client.enabled.has('CONDSTORE') && client.enabled.has('IMAP4REV2'), [...client.enabled].join());
            return client;
        };
        const message = [
            'Date: Fri, 20 Nov 2026 08:00:00 +0000', 'From: "Anna A." <anna@example.org>', 'To: otto@example.org',
            'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'Message-ID: <one@example.org>', 'MIME-Version: 1.0',
            'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', '', 'Hello.',
            '--b', 'Content-Type: application/pdf; name=a.pdf', 'Content-Disposition: attachment; filename=a.pdf', 'Content-Transfer-Encoding: base64', '', 'JVBERg==', '--b--', ''].join('\r\n');
        (async () => {
            const client = await open();
            for (const word of ['CONDSTORE', 'IDLE', 'MOVE', 'UIDPLUS', 'OBJECTID', 'BINARY', 'COMPRESS=DEFLATE', 'SPECIAL-USE', 'LIST-EXTENDED', 'LIST-STATUS']) {
                assert(client.capabilities.has(word), word);
            }
            const created = await client.mailboxCreate(['Work', 'Größe']);
            assert.strictEqual(created.path, 'Work/Größe');
            const appended = await client.append('Work/Größe', message, ['\\Seen', 'later'], new Date(Date.UTC(2020, 1, 2, 3, 4, 5)));
            assert.strictEqual(appended.uid, 1);
            await client.append('Work/Größe', message.replace('one@', 'two@'));
            const mailbox = await client.mailboxOpen('Work/Größe');
            assert.strictEqual(mailbox.exists, 2);
            assert(mailbox.highestModseq > 0n);
            assert(mailbox.mailboxId && mailbox.mailboxId === created.mailboxId);

            const one = await client.fetchOne('1', { uid: true, flags: true, envelope: true, bodyStructure: true, internalDate: true, size: true, source: true, threadId: true, headers: ['subject'] });
            assert.strictEqual(one.envelope.subject, 'Grüße');
            assert.deepStrictEqual(one.envelope.from, [{ name: 'Anna A.', address: 'anna@example.org' }]);
            assert.strictEqual(one.bodyStructure.type, 'multipart/mixed');
            assert.deepStrictEqual(one.bodyStructure.childNodes.map(node => node.type), ['text/plain', 'application/pdf']);
            assert.strictEqual(one.bodyStructure.childNodes[1].dispositionParameters.filename, 'a.pdf');
            assert.strictEqual(one.source.toString(), message);
            assert.strictEqual(one.size, message.length);
            assert.strictEqual(one.internalDate.toISOString(), '2020-02-02T03:04:05.000Z');
            assert(one.flags.has('later') && one.emailId);

            const { meta, content } = await client.download('1', '2');
            const chunks = [];
            for await (const chunk of content) chunks.push(chunk);
            assert.strictEqual(Buffer.concat(chunks).toString(), '%PDF');
            assert.strictEqual(meta.filename, 'a.pdf');

            // BINARY: the server decodes, and takes octets that no other literal holds.
            const binary = await client.fetchOne('1', { bodyParts: ['2'] }, { binary: true });
            assert(binary.binaryParts.has('2'));
            assert.strictEqual(binary.bodyParts.get('2').toString(), '%PDF');
            const zeros = Buffer.concat([Buffer.from('Subject: zeros\r\nContent-Transfer-Encoding: binary\r\nContent-Type: application/octet-stream\r\n\r\n'), Buffer.from([0, 1, 0, 255, 10, 0])]);
            await client.append('Work', zeros);
            await client.mailboxOpen('Work');
            assert.deepStrictEqual([...(await client.fetchOne('1', { bodyParts: ['1'] }, { binary: true })).bodyParts.get('1')], [0, 1, 0, 255, 10, 0]);

            // OBJECTID: a copy is the same message, and an answer belongs to the same conversation.
            assert(await client.messageDelete('1'));
            await client.mailboxOpen('Work/Größe');
            assert(one.threadId && one.emailId);
            await client.messageCopy('1', 'Work');
            await client.append('Work', message.replace('one@', 'three@').replace('MIME-Version', 'In-Reply-To: <one@example.org>\r\nMIME-Version'));
            await client.mailboxOpen('Work');
            const [copy, answer] = await client.fetchAll('1:*', { uid: true, threadId: true });
            assert.deepStrictEqual([copy.emailId, copy.threadId, answer.threadId], [one.emailId, one.threadId, one.threadId]);
            assert.notStrictEqual(answer.emailId, one.emailId);
            assert(await client.messageDelete('1:*'));

            // CONDSTORE: only what changed is told, and what somebody else changed meanwhile is not overwritten.
            const since = (await client.mailboxOpen('Work/Größe')).highestModseq;
            await client.messageFlagsAdd('2', ['changed'], { uid: true });
            assert.deepStrictEqual((await client.fetchAll('1:*', { uid: true, flags: true }, { uid: true, changedSince: since })).map(found => found.uid), [2]);
            await client.messageFlagsAdd('2', ['late'], { uid: true, unchangedSince: since });
            const flags = (await client.fetchOne('2', { uid: true, flags: true }, { uid: true })).flags;
            assert(flags.has('changed') && !flags.has('late'));

            assert.deepStrictEqual(await client.search({ seen: false }, { uid: true }), [2]);
            assert(await client.messageFlagsAdd({ seen: false }, ['\\Flagged']));
            const moved = await client.messageMove('2', 'INBOX', { uid: true });
            assert.deepStrictEqual([...moved.uidMap], [[2, 1]]);

            // Word of new mail, while it idles.
            const told = new Promise(resolve => client.on('exists', resolve));
            const idling = client.idle();
            const other = await open();
            await other.append('Work/Größe', message);
            assert.strictEqual((await told).count, 2);
            const quota = await other.getQuota('INBOX');
            const status = await other.status('INBOX', { messages: true, unseen: true, uidNext: true, highestModseq: true });
            assert.strictEqual(status.messages, 1);
            assert.strictEqual(status.uidNext, 2);
            const list = await other.list({ statusQuery: { messages: true } });
            assert.deepStrictEqual(list.map(entry => entry.path).sort(), ['INBOX', 'Work', 'Work/Größe']);
            await other.mailboxRename('Work/Größe', 'Play');
            await other.mailboxDelete('Play');
            await other.logout();

            // QRESYNC: what went while it is away is told as UIDs.
            const third = await open({ qresync: true });
            assert(third.enabled.has('QRESYNC'));
            await third.mailboxOpen('INBOX');
            const gone = new Promise(resolve => third.on('expunge', resolve));
            const fourth = await open();
            await fourth.mailboxOpen('INBOX');
            assert(await fourth.messageDelete('1', { uid: true }));
            await third.noop();
            const { uid, vanished } = await gone;
            assert.deepStrictEqual([uid, vanished], [1, true]);
            await third.logout();
            await fourth.logout();
            client.close();
            console.log('all well');
        })().catch(fault => { console.error(fault); process.exit(1); });
        """;

    [ToolFact("node", "npm")]
    public async Task Imapflow_uses_what_it_is_offered()
    {
        await using var server = await OurServer.StartAsync(["imap"]);
        var port = server.Ports["imap"].ToString(CultureInfo.InvariantCulture);
        var ended = await NodeProgram.RunAsync(Script, port, OurServer.Name, OurServer.Password);
        Assert.Equal("all well", ended.Good().Trim());
    }
}
