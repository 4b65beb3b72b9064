"""``activities.csv``."""

import numpy as np

from keyfunnel.demo.activities import KINDS, Activities, held, lengths
from keyfunnel.demo.arrays import Column, Random
from keyfunnel.demo.company import Company
from keyfunnel.demo.numbers import Numbers, keys
from keyfunnel.demo.words import NO_YES, Text, words, yes_or_no

_DEPARTMENTS = ("Sales", "Marketing")


def activities(random: Random, batch: Activities, company: Company, numbers: Numbers) -> dict[str, Column | Text]:
    return {
        "Activity ID": numbers.keys("activity", "E-", len(batch)),
        "Activity Type": words(KINDS, batch.kind),
        "Activity Date": batch.at,
        "Assigned To": words(company.reps.name, batch.rep),
        "Department": words(_DEPARTMENTS, batch.by_marketing.astype(np.int8)),
        "Lead ID": keys("L-", batch.lead),
        "Deal ID": keys("D-", batch.deal),
        "Account ID": keys("A-", batch.account),
        "Outbound": yes_or_no(batch.outbound),
        "Held": words(NO_YES, held(random, batch)),
        "Duration (Minutes)": lengths(random, batch),
    }
