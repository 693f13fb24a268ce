using MailStore.Abstractions.Accounts;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Session;

/// <summary>RFC 5321 §3.3: a transaction's sender and recipients. One a session, cleared and used again, so that it costs nothing after the first.</summary>
internal sealed class Envelope
{
    private readonly OctetArena _octets = new();
    private readonly List<Addressee> _addressees = [];
    private readonly List<Recipient> _places = [];
    private readonly List<int> _placesOf = [];
    private readonly Dictionary<Recipient, int> _numbers = [];

    /// <summary>MAIL was accepted.</summary>
    public bool IsOpen { get; private set; }

    public StoredAddress Sender { get; private set; }

    /// <summary>RFC 1870 §6.1: what the client expects the message to have.</summary>
    public long? DeclaredBytes { get; set; }

    public BodyValueKind Body { get; set; }

    /// <summary>RFC 6531 §3.4: SMTPUTF8 was said.</summary>
    public bool IsUtf8 { get; set; }

    /// <summary>RFC 3461 §4.3</summary>
    public RetValueKind Return { get; set; }

    /// <summary>RFC 3461 §4.4, in xtext.</summary>
    public (int Start, int Length) EnvelopeId { get; set; }

    /// <summary>Whoever is in here may run full with this message, so that it is to be answered for alone.</summary>
    public bool IsForOne { get; set; }

    /// <summary>RFC 3461 §4.1: SUCCESS was said of somebody.</summary>
    public bool WantsNotices { get; private set; }

    /// <summary>Somebody is elsewhere.</summary>
    public bool HasRelayed { get; private set; }

    public IReadOnlyList<Addressee> Addressees => _addressees;

    /// <summary>Where the message is put, each place once.</summary>
    public IReadOnlyList<Recipient> Places => _places;

    public void Open(StoredAddress sender)
    {
        Sender = sender;
        IsOpen = true;
    }

    public void Clear()
    {
        _octets.Clear();
        _addressees.Clear();
        _places.Clear();
        _placesOf.Clear();
        _numbers.Clear();
        IsOpen = false;
        Sender = default;
        DeclaredBytes = null;
        Body = BodyValueKind.None;
        IsUtf8 = false;
        Return = RetValueKind.None;
        EnvelopeId = default;
        IsForOne = false;
        WantsNotices = false;
        HasRelayed = false;
    }

    /// <summary>Keeps an address of the frame, escapes undone.</summary>
    public StoredAddress Keep(in Mailbox mailbox, Frame frame)
    {
        var start = _octets.Mark;
        _ = mailbox.LocalPart.TryCopyTo(frame, _octets.Room(mailbox.LocalPart.Length), out var length);
        _octets.Take(length);
        _octets.Add(mailbox.Host.Of(frame));
        return new(start, length, mailbox.Host.Length);
    }

    public (int Start, int Length) Keep(ReadOnlySpan<byte> octets) => (_octets.Add(octets), octets.Length);

    public StoredAddress KeepLocal(ReadOnlySpan<byte> local) => new(_octets.Add(local), local.Length, 0);

    /// <summary>Forgets an address that was refused, and all that was kept behind it.</summary>
    public void Forget(StoredAddress address) => _octets.Return(address.Start);

    /// <summary>Good until something else is kept.</summary>
    public EnvelopeAddress Read(StoredAddress address) =>
        new(_octets.Of(address.Start, address.LocalLength), _octets.Of(address.Start + address.LocalLength, address.DomainLength));

    public ReadOnlyMemory<byte> Read((int Start, int Length) place) => _octets.Of(place.Start, place.Length);

    /// <param name="places">None for one that is relayed.</param>
    public void Add(in Addressee addressee, List<Recipient> places)
    {
        var first = _placesOf.Count;
        WantsNotices |= addressee.WantsNotice;
        HasRelayed |= places.Count == 0;
        foreach (var place in places)
        {
            if (!_numbers.TryGetValue(place, out var number))
            {
                number = _places.Count;
                _places.Add(place);
                _numbers.Add(place, number);
            }

            _placesOf.Add(number);
        }

        _addressees.Add(addressee with { FirstPlace = first, PlaceCount = places.Count });
    }

    /// <summary>The addressee's places in <see cref="Places"/>.</summary>
    public int PlaceOf(in Addressee addressee, int number) => _placesOf[addressee.FirstPlace + number];
}
