using MailStore.Testing.Chance;

namespace MailStore.Testing.Storage;

/// <summary>Which fault strikes an operation: a planned one that is due, or one by dice, or none.</summary>
internal sealed class Misfortune(IReadOnlyList<FaultRate> rates)
{
    private readonly List<Due> _plans = [];

    /// <summary>No dice: only what was planned.</summary>
    public bool IsCalm { get; set; }

    public void Plan(PlannedFault fault) => _plans.Add(new(fault));

    public void ForgetPlans() => _plans.Clear();

    public SimFault Draw(SimOperation operation, string name, Dice dice)
    {
        foreach (var plan in _plans)
        {
            if (plan.Strikes(operation, name))
            {
                return plan.Fault.Fault;
            }
        }

        if (IsCalm)
        {
            return SimFault.None;
        }

        foreach (var rate in rates)
        {
            if (FaultRules.Fits(rate.Fault, operation) && name.StartsWith(rate.NamePrefix, StringComparison.Ordinal) && dice.PerMillion(rate.PerMillion))
            {
                return rate.Fault;
            }
        }

        return SimFault.None;
    }

    private sealed class Due(PlannedFault fault)
    {
        private int _seen;

        public PlannedFault Fault { get; } = fault;

        public bool Strikes(SimOperation operation, string name)
        {
            var matches = (Fault.Operation == SimOperation.Any || Fault.Operation == operation)
                && FaultRules.Fits(Fault.Fault, operation)
                && name.StartsWith(Fault.NamePrefix, StringComparison.Ordinal);
            if (!matches)
            {
                return false;
            }

            var number = _seen++ - Fault.After;
            return number >= 0 && number < Fault.Times;
        }
    }
}
