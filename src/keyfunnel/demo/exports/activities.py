"""``activities.csv``."""

from keyfunnel.demo.activities import Activities, held, lengths
from keyfunnel.demo.arrays import Column, Random, where
from keyfunnel.demo.company import Company
from keyfunnel.demo.exports.csv_files import yes_or_no
from keyfunnel.demo.numbers import Numbers, keys


def activities(random: Random, batch: Activities, company: Company, numbers: Numbers) -> dict[str, Column]:
    return {
        "Activity ID": numbers.keys("activity", "E-", len(batch)),
        "Activity Type": batch.kind,
        "Activity Date": batch.at,
        "Assigned To": where(batch.rep < 0, None, company.reps.name[batch.rep]),
        "Department": where(batch.by_marketing, "Marketing", "Sales"),
        "Lead ID": keys("L-", batch.lead),
        "Deal ID": keys("D-", batch.deal),
        "Account ID": keys("A-", batch.account),
        "Outbound": yes_or_no(batch.outbound),
        "Held": held(random, batch),
        "Duration (Minutes)": lengths(random, batch),
    }
