using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Sasl;
using MailStore.Testing.Chance;
using MailStore.Testing.Connections;

namespace MailStore.Abstractions.Tests.Sasl;

/// <summary>What clients say, damaged by seed: an exchange never faults, and lets nobody in who does not know the secret.</summary>
public sealed class SaslFuzzTests
{
    /// <summary>More by hand: <c>MAILSTORE_FUZZ_ROUNDS=1000000</c>.</summary>
    private static readonly int s_rounds = int.Parse(Environment.GetEnvironmentVariable("MAILSTORE_FUZZ_ROUNDS") ?? "5000");

    private static readonly string[] s_messages =
    [
        "\0anna\0wrong", "anna\0anna\0wrong", "anna", "wrong", "", "\u0001",
        "n,,n=anna,r=abcdefgh", "y,,n=anna,r=abcdefgh", "n,a=anna,n=anna,r=abcdefgh", "p=tls-exporter,,n=anna,r=abcdefgh", "p=tls-server-end-point,,n=anna,r=abcdefgh",
        "c=biws,r=abcdefghnonce,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", "c=biws,r=abcdefghnonce,x=y,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "anna b913a602c7eda7a495b4e6e7334d3890", "n,a=anna,\u0001host=x\u0001auth=Bearer stale\u0001\u0001", "user=anna\u0001auth=Bearer stale\u0001\u0001",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Damaged_messages_let_nobody_in(ulong seed)
    {
        var dice = new Dice(seed);
        var server = new SaslServer(new KeptUsers { Iterations = 1 }.With("anna", "sesame")) { NewNonce = () => "nonce" };
        var connection = new MemoryConnection
        {
            IsTlsFromStart = true,
            Agreed = new TlsSession("TLS1.3", "x") { ServerEndPoint = "end point"u8.ToArray(), Exporter = "exporter"u8.ToArray(), ClientNames = ["nobody"] },
        };
        var names = server.Offered(connection);
        var seen = new HashSet<(SaslStatus, SignInOutcome)>();
        for (var round = 0; round < s_rounds; round++)
        {
            var mechanism = names[dice.Below(names.Count)];
            server.Begin(Encoding.ASCII.GetBytes(mechanism), connection, out var exchange);
            var step = await exchange.BeginAsync(dice.Below(2) == 0 ? null : Damaged(dice));
            for (var number = 0; step.Status == SaslStatus.Challenge; number++)
            {
                Assert.True(number < 5, $"seed {seed}, round {round}: {mechanism} never ends");
                step = await exchange.StepAsync(Damaged(dice));
            }

            Assert.True(step.SignIn.Outcome is not (SignInOutcome.Accepted or SignInOutcome.NotAuthorized), $"seed {seed}, round {round}: {mechanism} let somebody in");
            seen.Add((step.Status, step.SignIn.Outcome));
        }

        // Or nothing was tried.
        Assert.Contains((SaslStatus.Malformed, SignInOutcome.Refused), seen);
        Assert.Contains((SaslStatus.Done, SignInOutcome.Refused), seen);
    }

    [Theory]
    [InlineData(4)]
    public void Base64_is_decoded_or_refused_and_has_one_spelling(ulong seed)
    {
        var dice = new Dice(seed);
        for (var round = 0; round < s_rounds; round++)
        {
            var octets = new byte[dice.Below(40)];
            for (var at = 0; at < octets.Length; at++)
            {
                octets[at] = (byte)dice.Below(256);
            }

            var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(octets));
            Assert.True(SaslBase64.TryDecode(text, out var decoded));
            Assert.Equal(octets, decoded);
            if (text.Length > 0)
            {
                text[dice.Below(text.Length)] = (byte)dice.Below(256);
                Assert.True(!SaslBase64.TryDecode(text, out decoded) || Convert.ToBase64String(decoded) == Encoding.ASCII.GetString(text), $"seed {seed}, round {round}");
            }
        }
    }

    private static byte[] Damaged(Dice dice)
    {
        var octets = Encoding.Latin1.GetBytes(s_messages[dice.Below(s_messages.Length)]).ToList();
        for (var times = dice.Below(3); times > 0; times--)
        {
            var at = dice.Below(octets.Count + 1);
            switch (dice.Below(3))
            {
                case 0 when at < octets.Count:
                    octets.RemoveAt(at);
                    break;
                case 1 when at < octets.Count:
                    octets[at] = (byte)dice.Below(256);
                    break;
                default:
                    octets.Insert(at, (byte)dice.Below(256));
                    break;
            }
        }

        return [.. octets];
    }
}
