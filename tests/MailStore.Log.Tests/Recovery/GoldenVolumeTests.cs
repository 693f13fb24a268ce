using System.IO.Compression;
using MailStore.Log.Recovery;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Recovery;

/// <summary>A volume as the first version wrote it: it opens for ever.</summary>
public sealed class GoldenVolumeTests
{
    private const string Manifest1 =
        "G/8fYJ4Htg1rr5TCIKX4rfAi4r9d+zT6Bo0H0gSJplAkh3wtYaX5rxgOOwKP15sHXIwpOfZEiVa35hJswIWJB+OZ+5bgrucKnIAdAMB/aSdQGAQEoAACAJeg"
        + "0QMAzxdpUAs7AAg=";

    private const string Journal1 =
        "G/+fAI7URjNjZeWvIbjZNRI1oQnQmwS0zYcyljivG0KzVPV/F0gTLRpHc1nKgaQcCGXeCwM8PDA8xAPAD3G2O0k0WRT8fgFNPSUNptI3VmQAgKQgAOCBPL8h"
        + "8oPwAODD5XhpsKEQAQQAEHgHkN8cmn3RCPgqBDFBuJ0HABC0jyrfGhMAiHyFLYePCITX8QDAy9MBaEvNAS9cAJ48FZNIQHwmDwD8g7zQ4dxwk3VMAIn1I89O"
        + "yCOk3vcUwicnAADSvKkYOfjFZJU09c1sXbyDIhPS80prmrsGJ+bXdk+un959/YNYdzJaFm4hSagq3MjSwd0vNCY5q7Civq13ZHpp8+D87tXHH/9RxkXJwM4n"
        + "KqOooWdq4+wVGBGflltS3dQ5MD63unN89fj2y2+EskhpmLkEJeRVtA0t7N18Q6KTMgvK61p7hqcWN/bPbl8+fP+H3E8KejZeEWkFdV0TayfPgPC41JziqsaO"
        + "/rHZle2jy4c3n39B8vZQM3EKiMspaxmY27n6BEclZuSX1bZ0D00urO+d3jy///YXqR3kdKw8wlIwNR1jK0cP/7DYlOyiyob2vtGZ5a3Di/vXn37OYEsPZTKq"
        + "i8MCACIVb10RUIDsC4a38QAAFKsWmk+kQhAAma8bn7ZRgRJqNQMAKhz/H5rEturNKwuiaiMtGTLvjliYys+bHTQmte5dU0bK1CbTLQ/ODVx8SIq3iMVvNdFY"
        + "nQX9S6P41/KAIZGjtCxmOfhNzeNMEDvelwA7hhOeg3MYfSJrt4xpnvzZPwOMY+P5EPFH3tMpg56hx5/vPsHehhKm/qKJ94dPzJWyiMY5tnS8Jjw6/boDiV87"
        + "8F5RcK/+9y4eGnUpIYf0wu4mW0zDDZfWQLxyJ4yHJgfqdiElhhj9YlP5x8S+2b23+3HdYfZ1RxNt2neXmZwzAL47PWUD224iRa8DXi6iCF3MUobh88XUetSH"
        + "XzHvxIs8/jEKOC1DdzMp4RHhR8GfgkJIBr6PKDPyncOSKZx4mbGOnfnQbklSlpfyKtJUcTayPsWhHsVV9Q0ByJ8wMkTp4xpvEMC4jGYIGlBDrWYAwPqGw6fe"
        + "S/mlwDbjLS9za9HTZsBP1ntWrRSx/hC063REnOXebXPsYqGC/rZercA7E8uZYgx3Ogu6cP7sNrpxPXCYekk78lMEx560h+ZbLNLnZRb36oXtz1rR7K/jP/yt"
        + "C2UX25we1Nkn5Mc0/I77qUOPv9Tl2ci9Ry7MrszC6aVx8hf9OtmvIBWkY+I5EvpbBveyue23KS75s8oyO0uvIlLU2/dxx2EZmflDXFDUHeG0Up3MHgcUBmx7"
        + "aqyA1xQk85j679dTgx3z4OQkMO4NfFJC6cx9xvyq4NVbmlEv0rrQGmeR3lsX8L76ba3x/vKqCOuLbWcatDpoIBDSbNLOJB5YXrtQaCXcKuX+wiakm/waIbEz"
        + "dODrO6ulqb9uTsbLMocsh7pSFJCOqSEfGmPqhPnkXXeAu1W3DOhA+0fLAUAwzPYtScPev5a46E7YvyObVdhdfZsOdrhw13MCZOxv3BaKVlhpBLzvqxxXnUH9"
        + "Dyp29S/+maEdLMIPQ07jWn/fJfy9lO4yW9L4xNflxuTCmjO4bja4mPzVwJhNsX/x5VsjVIbaCGjVYgklXRgAKCzraD3EAPoMGcAFAcYRgL01AAEA7z5Ft+8H"
        + "HLMDgNcCAQ==";

    private static readonly byte[] Body = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * 7))];

    [Fact]
    public void A_volume_of_format_1_opens_with_all_that_is_in_it()
    {
        var disk = new SimDisk(new SimDiskOptions());
        disk.Overwrite(ManifestFile.Name, 0, Unpacked(Manifest1));
        disk.Overwrite("j-00000001.log", 0, Unpacked(Journal1));

        using var ledger = LedgerVolume.Open(disk.Mount());
        Assert.Equal(["one", "two", "mail", "four", "large"], ledger.Lines);
        Assert.Equal(Body, ledger.ReadBody(LedgerState.BodyOf(ledger.Volume.Index, 3)));
        Assert.Equal(LedgerVolume.Pattern(700), ledger.ReadBody(LedgerState.BodyOf(ledger.Volume.Index, 5)));
    }

    [Theory]
    [InlineData(ManifestFile.Name, Manifest1)]
    [InlineData("j-00000001.log", Journal1)]
    public void What_is_written_today_is_the_same_octet_for_octet(string name, string golden)
    {
        var disk = new SimDisk(new SimDiskOptions());
        using (var ledger = LedgerVolume.Create(disk.Mount()))
        {
            ledger.Write("one", "two");
            ledger.WriteBody("mail", Body);
            ledger.Write("four");
            ledger.WriteChunked("large", 700, 300);
        }

        Same(golden, disk.Snapshot()[name]);
    }

    private static void Same(string golden, byte[] octets)
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.SmallestSize))
        {
            stream.Write(octets);
        }

        Assert.True(Unpacked(golden).AsSpan().SequenceEqual(octets), "Today it is " + Convert.ToBase64String(packed.ToArray()));
    }

    private static byte[] Unpacked(string text)
    {
        using var stream = new BrotliStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        using var octets = new MemoryStream();
        stream.CopyTo(octets);
        return octets.ToArray();
    }
}
