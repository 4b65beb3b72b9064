"""Who sells, in which team, and to whom."""

from keyfunnel.model.table import Table, boolean, date, integer, number, text, timestamp

TEAMS = Table(
    "teams",
    ("team_id",),
    (
        text("team_id", "the team's key"),
        text("name", "what the team is called"),
        text("parent_id", "the team above it", references="teams"),
        text("lead_id", "who leads it", references="reps"),
    ),
    "Teams of the sales organisation, one row each",
)

REPS = Table(
    "reps",
    ("rep_id",),
    (
        text("rep_id", "the person's key"),
        text("name", "full name"),
        text("email", "work e-mail"),
        text("team_id", "current team", references="teams"),
        text("manager_id", "whom the person reports to", references="reps"),
        text("region", "sales region or territory"),
        date("started_on", "first day in the role"),
        date("ended_on", "last day in the role"),
        boolean("sells", "owns deals; a manager may not"),
    ),
    "People who sell or lead those who do",
)

ACCOUNTS = Table(
    "accounts",
    ("account_id",),
    (
        text("account_id", "the company's key"),
        text("name", "company name"),
        text("industry", "line of business"),
        text("segment", "size or market segment"),
        text("country", "country of the head office"),
        integer("employees", "number of employees"),
        number("annual_revenue", "the company's own yearly revenue, as the source states it"),
        text("parent_id", "the company that owns it", references="accounts"),
        text("domain", "web domain"),
        timestamp("created_at", "when it was recorded"),
    ),
    "Companies sold to",
)

CONTACTS = Table(
    "contacts",
    ("contact_id",),
    (
        text("contact_id", "the person's key"),
        text("account_id", "the company", references="accounts"),
        text("name", "full name"),
        text("email", "e-mail"),
        text("phone", "telephone"),
        text("role", "job title or role in the purchase"),
        boolean("decision_maker", "decides on the purchase"),
        timestamp("created_at", "when it was recorded"),
    ),
    "People at those companies",
)
