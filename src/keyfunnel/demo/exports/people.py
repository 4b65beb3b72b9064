"""``teams.csv`` and ``users.csv``."""

import numpy as np

from keyfunnel.demo.arrays import Column, blank, never, text
from keyfunnel.demo.company import Company
from keyfunnel.demo.market import REGION_NAMES
from keyfunnel.demo.words import Text, yes_or_no


def teams(company: Company) -> dict[str, Column]:
    return {
        "Team ID": company.team_keys,
        "Team Name": company.team_names,
        "Parent Team": text([team.parent for team in company.teams]),
        "Team Lead": company.leads,
    }


def users(company: Company) -> dict[str, Column | Text]:
    """Those who lead teams first; they own no deals."""
    reps, leads = company.reps, company.leads
    lead_of: dict[str | None, str | None] = dict(zip(company.team_names, leads, strict=True))
    bosses = text([lead_of.get(team.parent) for team in company.teams])
    return {
        "User ID": np.concatenate([company.lead_keys, reps.key]),
        "Full Name": np.concatenate([leads, reps.name]),
        "Email": np.concatenate([company.lead_emails, reps.email]),
        "Team": np.concatenate([company.team_names, company.team_names[reps.team]]),
        "Manager": np.concatenate([bosses, leads[reps.team]]),
        "Region": np.concatenate([blank(len(leads)), REGION_NAMES[reps.region]]),
        "Start Date": np.concatenate([never(len(leads)), reps.started]).astype("datetime64[D]"),
        "End Date": np.concatenate([never(len(leads)), reps.ended]).astype("datetime64[D]"),
        "Sells": yes_or_no(np.concatenate([np.zeros(len(leads), dtype=bool), np.ones(len(reps), dtype=bool)])),
    }
