using MailStore.Wire.Parsing;

namespace MailStore.Mime.Headers;

/// <summary>An entry of an address list: where its parts lie in the frame, as they are written. <see cref="AddressText"/> reads them.</summary>
/// <param name="Kind">An address, or a mark of a group.</param>
/// <param name="Name">The display name, or a group's name.</param>
/// <param name="Comment">The last comment: older mail has the name there. It counts where there is no <paramref name="Name"/>.</param>
/// <param name="Route">RFC 5322 §4.4 obs-route, without its colon.</param>
/// <param name="Mailbox">The local part.</param>
/// <param name="Domain">What stands behind the "@".</param>
/// <param name="Faults">What is missing.</param>
public readonly record struct Address(
    AddressKind Kind,
    Slice Name,
    Slice Comment,
    Slice Route,
    Slice Mailbox,
    Slice Domain,
    AddressFaults Faults);
