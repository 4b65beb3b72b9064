"""The words goals are described with."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CycleState(TextChoices):
    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    ACTIVE = "active", _("Active")
    REVIEW = "review", _("In review")
    CLOSED = "closed", _("Closed")


class Ambition(TextChoices):
    COMMITTED = "committed", _("Committed")
    STRETCH = "stretch", _("Stretch")


class ScopeKind(TextChoices):
    COMPANY = "company", _("Company")
    TEAM = "team", _("Team")
    REP = "rep", _("Rep")


class Kind(TextChoices):
    """How a key result is judged. Milestones and typed-in values join when there is a place to enter them."""

    INCREASE = "increase", _("Increase")
    DECREASE = "decrease", _("Decrease")
    KEEP = "keep", _("Keep within")
    RECURRING = "recurring", _("Recurring")


BY_PERIOD = frozenset({Kind.KEEP, Kind.RECURRING})  # judged week by week or month by month, from no baseline


class BaselineHow(TextChoices):
    AUTO = "auto", _("Measured in the preceding period")
    GIVEN = "given", _("Given")


class Status(TextChoices):
    """Computed, never typed in. From the weakest to the strongest; an objective stands as its weakest key result."""

    MISSED = "missed", _("Missed")
    AT_RISK = "at_risk", _("At risk")
    STALE = "stale", _("Stale")
    NO_DATA = "no_data", _("No data")
    LAGGING = "lagging", _("Lagging")
    ON_TRACK = "on_track", _("On track")
    DONE = "done", _("Done")


class Role(TextChoices):
    ADMIN = "admin", _("Admin")
    LEADER = "leader", _("Leader")
    MANAGER = "manager", _("Manager")
    MEMBER = "member", _("Member")
    VIEWER = "viewer", _("Viewer")
