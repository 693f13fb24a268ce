using System.Globalization;
using MailStore.Interop.Tests.Peers;
using MailStore.Interop.Tests.Tools;

namespace MailStore.Interop.Tests.Pop3;

public sealed class NodePop3Tests
{
    private const string Script = """
        const Pop3Command = require("node-pop3");
        const [port, user, password] = process.argv.slice(-3);
        const check = (what, expected) => {
            if (JSON.stringify(what) !== JSON.stringify(expected)) throw new Error(`${JSON.stringify(what)} is not ${JSON.stringify(expected)}`);
        };
        (async () => {
            const client = new (Pop3Command.default ?? Pop3Command)({ host: "127.0.0.1", port: Number(port), user, password });
            const ids = await client.UIDL();
            check(ids.length, 2);
            const list = await client.LIST();
            check(list.length, 2);
            const letter = await client.RETR(2);
            check(letter.split("\r\n")[2], "Subject: Letter 2");
            check((await client.TOP(1, 1)).split("\r\n")[5], "Text 1.");
            await client.command("DELE", "1");
            await client.QUIT();
            console.log("all well");
        })().catch(fault => { console.error(fault); process.exit(1); });
        """;

    [ToolFact("node")]
    public async Task Node_pop3_lists_and_fetches()
    {
        await using var server = await OurServer.StartAsync(["imap", "pop3"]);
        await Letters.PutAsync(server, 2);
        var ended = await NodeProgram.RunAsync(Script, server.Ports["pop3"].ToString(CultureInfo.InvariantCulture), OurServer.Name, OurServer.Password);
        Assert.Equal("all well", ended.Good().Trim());
        Assert.Equal(1, await Letters.CountAsync(server));
    }
}
