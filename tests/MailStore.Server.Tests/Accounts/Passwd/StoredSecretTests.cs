using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Passwd;

namespace MailStore.Server.Tests.Accounts.Passwd;

/// <summary>Against what other programs made: doveadm pw, crypt(3) and the test vectors of the specifications.</summary>
public sealed class StoredSecretTests
{
    [Theory]
    // doveadm pw of Dovecot 2.3.19
    [InlineData("sesame", "{BLF-CRYPT}$2y$05$bnGAxh31/H4FtvY0rduhAOeoDJFb8TWvLGx0rIeIV9MjBdWjIJ/RW")]
    [InlineData("pässwörd with a long tail that goes on and on and on and on, past seventy-two octets for sure", "{BLF-CRYPT}$2y$05$gTxxHkD1nn7eH7tY4QUS1eNURtFGYeiArVXZgwOvPIeYWFhYcKaQK")]
    [InlineData("sesame", "{MD5-CRYPT}$1$8FqPf8QH$lWbxmH7aqqGUZo5sZsepO1")]
    [InlineData("pässwörd with a long tail that goes on and on and on and on, past seventy-two octets for sure", "{MD5-CRYPT}$1$.3zzCKi.$OSvUmYgq5ZUpdJh12G54.1")]
    [InlineData("sesame", "{ARGON2I}$argon2i$v=19$m=32768,t=4,p=1$Ngy1UbEEFNU/tJv8vzYSYQ$CruNrYGvAKxT3L19Lw5B3KMuOyMlhOfZoE+V4ye19Pc")]
    [InlineData("sesame", "{ARGON2ID}$argon2id$v=19$m=65536,t=3,p=1$f1NxRcPorIZu1k5LfCwS5A$6SHK/WbGN8ZuNLqY7du1zkKO1rSQMOs6EPnMyxOM4aM")]
    [InlineData("sesame", "{MD5}$1$RgxCBi6T$oft0k1SSCMv0WWRJrXMti1")]
    [InlineData("pässwörd with a long tail that goes on and on and on and on, past seventy-two octets for sure", "{MD5}$1$0OkdjDCc$4jfSTpmkqGOMc.5kl/JDP1")]
    // Openwall's crypt_blowfish
    [InlineData("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("U*U*U", "$2b$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a")]
    // Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512"
    [InlineData("Hello world!", "{SHA256-CRYPT}$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5")]
    [InlineData("Hello world!", "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA")]
    [InlineData("Hello world!", "{SHA512-CRYPT}$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1")]
    [InlineData("Hello world!", "{CRYPT}$6$rounds=10000$saltstringsaltstring$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.")]
    [InlineData("we have a short salt string but not a short password", "$6$rounds=77777$short$WuQyW2YR.hBNpjjRhpYD/ifIw05xdfeEyQoMxIXbkvr0gge1a1x3yRULJ5CCaUeOxFmtlcGZelFl5CxtgfiAc0")]
    [InlineData("sesame", "{PLAIN}sesame")]
    [InlineData("sesame", "{CLEARTEXT}sesame")]
    [InlineData("sesame", "{PLAIN.HEX}736573616d65")]
    [InlineData("sesame", "{PLAIN.B64}c2VzYW1l")]
    [InlineData("test", "{PLAIN-MD5}098f6bcd4621d373cade4e832627b4f6")]
    [InlineData("test", "{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=")]
    [InlineData("test", "{SHA256}n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=")]
    [InlineData("test", "{SHA256.HEX}9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    // RFC 7677 §3, in the form of RFC 5803
    [InlineData("pencil", "{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    // RFC 6070: PBKDF2 with HMAC-SHA1
    [InlineData("password", "{PBKDF2}$1$salt$4096$4b007901b765489abead49d926f721d065a429c1")]
    public void What_others_keep_lets_the_right_one_in_and_nobody_else(string password, string stored)
    {
        var secret = StoredSecret.Parse(stored, StoredSecret.DefaultScheme);
        Assert.True(secret.IsKnown);
        Assert.True(secret.Verify(Encoding.UTF8.GetBytes(password)));
        Assert.False(secret.Verify(Encoding.UTF8.GetBytes("x" + password)));
        Assert.False(secret.Verify(Encoding.UTF8.GetBytes(password[1..])));
    }

    [Theory]
    [InlineData("SSHA")]
    [InlineData("SSHA256")]
    [InlineData("SSHA512")]
    public void A_salt_follows_the_digest(string scheme)
    {
        byte[] salted = [.. "sesame"u8, .. "salt"u8];
#pragma warning disable CA5350 // What is tested.
        var digest = scheme switch { "SSHA" => System.Security.Cryptography.SHA1.HashData(salted), "SSHA256" => System.Security.Cryptography.SHA256.HashData(salted), _ => System.Security.Cryptography.SHA512.HashData(salted) };
#pragma warning restore CA5350
        var secret = StoredSecret.Parse($"{{{scheme}}}{Convert.ToBase64String([.. digest, .. "salt"u8])}", StoredSecret.DefaultScheme);
        Assert.True(secret.Verify("sesame"u8));
        Assert.False(secret.Verify("sesam"u8));
    }

    [Theory]
    [InlineData("{BLF-CRYPT}$2y$05$abcdefghijklmnopqrstuuM3nq1WVr1t8z9wUj9rJQ5n6j0T1X7e2")]
    [InlineData("{CRYPT}abFZSxKKdq5s2")]
    [InlineData("{CRYPT}$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("{BLF-CRYPT}$2y$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("{BLF-CRYPT}$2y$05$CCCCCCCCCCCCCCCCCCCCC!E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("{ARGON2ID}$argon2id$v=19$m=7,t=3,p=1$c2FsdHNhbHQ$aGFzaA")]
    [InlineData("{ARGON2ID}$argon2id$v=19$m=999999999,t=3,p=1$c2FsdHNhbHQ$aGFzaA")]
    [InlineData("{ARGON2ID}$argon2id$v=16$m=64,t=3,p=1$c2FsdHNhbHQ$aGFzaA")]
    [InlineData("{MD5-CRYPT}$1$salt")]
    [InlineData("{ARGON2ID}$argon2id$v=19$m=64,t=3,p=1$c2FsdA$aGFzaA")]
    [InlineData("{SHA256-CRYPT}$5$$")]
    [InlineData("{SHA256-CRYPT}$5$rounds=x$salt$hash")]
    [InlineData("{SHA256}no base64")]
    [InlineData("{SSHA512}c2hvcnQ=")]
    [InlineData("{SCRAM-SHA-256}4096,c2FsdA==,c2hvcnQ=,c2hvcnQ=")]
    [InlineData("{SCRAM-SHA-1}0,,,")]
    [InlineData("{PBKDF2}$1$salt$0$00")]
    [InlineData("{PBKDF2}$2$salt$1$00")]
    [InlineData("{}x")]
    [InlineData("{WHAT}x")]
    [InlineData("")]
    public void What_is_unknown_or_broken_lets_nobody_in(string stored)
    {
        var secret = StoredSecret.Parse(stored, StoredSecret.DefaultScheme);
        Assert.False(secret.Verify("sesame"u8));
        Assert.False(secret.Verify(""u8));
        Assert.Null(secret.Keys(AccountName.Create("anna"), ScramHash.Sha256, _ => new byte[16]));
    }
}
