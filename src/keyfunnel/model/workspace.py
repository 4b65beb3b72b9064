"""What a workspace is: its name, money, clock, calendar, language and funnel stages."""

from dataclasses import dataclass, replace
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import localedata

from keyfunnel.model.calendar import Calendar
from keyfunnel.model.definitions import KPISet, OwnKPI, Reference
from keyfunnel.model.errors import BadInput
from keyfunnel.model.working_time import WorkingHours
from keyfunnel.texts import N_


class Phase(StrEnum):
    AWARENESS = "awareness"
    CONSIDERATION = "consideration"
    DECISION = "decision"
    RETENTION = "retention"


@dataclass(frozen=True)
class Stage:
    """A funnel stage and what counts as entering it; the earliest of several kinds of evidence counts.

    ``visits`` are kinds of visit; ``lead`` a timestamp column of leads; ``deal`` is ``created`` or ``won``;
    ``crm`` are the CRM's own stage names in deal_stages (compared without regard to case).
    """

    name: str
    phase: Phase
    visits: tuple[str, ...] = ()
    lead: str | None = None
    deal: str | None = None
    crm: tuple[str, ...] = ()


DEFAULT_STAGES: tuple[Stage, ...] = (
    Stage(N_("Visit"), Phase.AWARENESS, visits=("visit", "landing")),
    Stage(N_("Lead"), Phase.AWARENESS, lead="created_at"),
    Stage(N_("Qualified"), Phase.CONSIDERATION, lead="qualified_at"),
    Stage(N_("Opportunity"), Phase.DECISION, deal="created"),
    Stage(N_("Demo"), Phase.DECISION, crm=("demo", "demo scheduled", "demo held", "presentation scheduled")),
    Stage(N_("Proposal"), Phase.DECISION, crm=("proposal", "proposal sent", "proposal/price quote", "quote")),
    Stage(N_("Won"), Phase.DECISION, deal="won"),
)


LONGEST_WINDOW = 36_525  # days, a century: beyond it dates run out of the calendar


@dataclass(frozen=True)
class Workspace:
    """Settings that numbers depend on. Kept in the home folder, and with each edition as they were."""

    name: str = "Keyfunnel"
    currency: str = "USD"
    timezone: str = "UTC"
    fiscal_start: int = 1
    locale: str = "en"
    stages: tuple[Stage, ...] = DEFAULT_STAGES
    new_customer_by: str = "deals"  # or orders, subscriptions: what makes an account a customer
    funnel_window_days: int = 90
    observed_until: str | None = None  # ISO date or timestamp that overrides the newest event
    retention_owned_by_sales: bool = True
    editions_kept: int = 20  # the newest that stay; of older ones the last of each day, then of each month
    editions_daily_days: int = 90  # for how long the last of each day stays
    working_hours: tuple[WorkingHours, ...] = ()  # none: elapsed time counts where KPIs would count working time
    holidays: tuple[str, ...] = ()  # ISO dates on which nobody works
    references: tuple[Reference, ...] = ()
    kpis: tuple[OwnKPI, ...] = ()
    kpi_sets: tuple[KPISet, ...] = ()

    def __post_init__(self) -> None:
        if not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isupper()):
            text = N_("currency: {word!r} is not an ISO 4217 code such as USD, EUR or THB")
            raise BadInput(text, word=self.currency)
        if not 1 <= self.fiscal_start <= 12:
            raise BadInput(N_("fiscal_start: {month} is not a month from 1 to 12"), month=self.fiscal_start)
        if self.editions_kept < 1 or self.editions_daily_days < 0:
            raise BadInput(N_("editions_kept must be 1 or more, editions_daily_days 0 or more"))
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            text = N_("timezone: {word!r} is not an IANA name such as Asia/Bangkok")
            raise BadInput(text, word=self.timezone) from None
        if not localedata.exists(self.locale.replace("-", "_").split("_")[0]):
            raise BadInput(N_("locale: {word!r} is not a locale such as en-GB, hu or th"), word=self.locale)

    def measures_like(self, other: "Workspace") -> bool:
        """Whether all numbers are the same under both: KPI sets only choose which ones are looked at."""
        return replace(self, kpi_sets=()) == replace(other, kpi_sets=())

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.fiscal_start)
