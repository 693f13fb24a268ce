using System.Reflection;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;

namespace MailStore.Server.Tests.Accounts.Embedded;

/// <summary>What the directory has on disk is frozen: another layout takes another number in front.</summary>
public sealed class RecordTests
{
    private const string Frozen =
        "0103808CF9DE33020A0B8020020080E2CFAA06000101010201030104000570686F6E65808098A2060204696D61" +
        "7004706F70330105010601070108027879010D62406578616D706C652E6F7267";

    [Fact]
    public void A_user_is_written_as_ever_and_comes_back()
    {
        var first = new StoredPassword("", DateTimeOffset.FromUnixTimeSeconds(1700000000 - (1700000000 % 64)), [], new byte[] { 1 }, new byte[] { 2 }, new byte[] { 3 }, new byte[] { 4 }, default);
        var phone = new StoredPassword("phone", DateTimeOffset.FromUnixTimeSeconds(1682309120), ["imap", "pop3"], new byte[] { 5 }, new byte[] { 6 }, new byte[] { 7 }, new byte[] { 8 }, "xy"u8.ToArray());
        var user = new StoredUser(AccountName.Create("bert"), DateTimeOffset.FromUnixTimeSeconds(13889324544), new byte[] { 10, 11 }, 4096)
        {
            IsDisabled = true,
            IsAdministrator = true,
            Passwords = [first, phone],
            Addresses = ["b@example.org"],
        };
        var octets = user.Write();
        Assert.Equal(Convert.ToHexString(octets), Convert.ToHexString(StoredUser.Read("bert", octets).Write()));
        Assert.Equal(Frozen, Convert.ToHexString(octets));
        for (var length = 0; length < octets.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => StoredUser.Read("bert", octets.AsMemory(0, length)));
        }

        octets[0]++;
        Assert.Throws<InvalidDataException>(() => StoredUser.Read("bert", octets));
    }

    [Fact]
    public void An_address_is_written_as_ever_and_comes_back()
    {
        var octets = new StoredAddress(StoredAddressKind.List, ["a", "bc"]).Write();
        Assert.Equal("01020201610262" + "63", Convert.ToHexString(octets));
        var read = StoredAddress.Read(octets);
        Assert.Equal("a bc", string.Join(' ', read.Members));
        Assert.Equal(["Alias=1", "List=2", "Forward=3"], Enum.GetValues<StoredAddressKind>().Select(kind => $"{kind}={(byte)kind}"));
    }

    [Fact]
    public void Shelves_are_frozen() => Assert.Equal(
        ["Users=1", "Addresses=2", "Domains=3", "Secrets=4", "Lockouts=5", "Imports=6"],
        typeof(Shelves).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name}={field.GetRawConstantValue()}"));
}
