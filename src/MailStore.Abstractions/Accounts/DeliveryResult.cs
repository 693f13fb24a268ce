using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Accounts;

/// <summary>What became of a delivery for one recipient.</summary>
public sealed record DeliveryResult(Refusal Refusal, UidValidity UidValidity, Uid Uid);
