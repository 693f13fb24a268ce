using System.Net;
using MailStore.Abstractions.Accounts;

namespace MailStore.Smtp.Session;

/// <summary>Who the client is, as far as it is known: by its address, by what it says, by its login, and by what a trusted proxy says of it.</summary>
internal sealed class Visitor
{
    /// <summary>RFC 5321 §4.5.3.1.2; what is longer is cut, since it is for trace headers only.</summary>
    private const int NameBytesMax = 255;

    private readonly byte[] _greeting = new byte[NameBytesMax];
    private int _greetingLength;

    public IPAddress? Address { get; set; }

    public int Port { get; set; }

    /// <summary>Where it comes from as far as it cannot say itself: by this it is trusted or not, whatever XCLIENT says.</summary>
    public IPAddress? Origin { get; set; }

    /// <summary>Its name in the DNS, if a proxy has looked it up.</summary>
    public string? HostName { get; set; }

    /// <summary>Whose mail it is to send; null until a login.</summary>
    public AccountName? User { get; set; }

    /// <summary>EHLO or LHLO, not HELO.</summary>
    public bool IsExtended { get; private set; }

    public bool HasGreeted => _greetingLength > 0;

    /// <summary>What it called itself.</summary>
    public ReadOnlySpan<byte> Greeting => _greeting.AsSpan(0, _greetingLength);

    public void Greet(ReadOnlySpan<byte> name, bool isExtended)
    {
        _greetingLength = Math.Min(name.Length, NameBytesMax);
        name[.._greetingLength].CopyTo(_greeting);
        IsExtended = isExtended;
    }

    /// <summary>Nothing was said yet, and nobody logged in.</summary>
    public void Forget()
    {
        _greetingLength = 0;
        IsExtended = false;
        User = null;
    }
}
