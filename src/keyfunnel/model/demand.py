"""How demand arises: visits, leads, spend, and what sales and marketing do about it."""

from keyfunnel.model.table import Table, boolean, date, integer, number, text, timestamp

LEADS = Table(
    "leads",
    ("lead_id",),
    (
        text("lead_id", "the lead's key"),
        timestamp("created_at", "when it was received"),
        timestamp("assigned_at", "when it was given to an owner"),
        text("source", "channel it came from"),
        text("campaign", "campaign it came from"),
        text("landing_page", "page it arrived on"),
        text("owner_id", "who works it", references="reps"),
        text("account_id", "the company", references="accounts"),
        text("email", "e-mail"),
        text("phone", "telephone"),
        text("company", "company as the lead wrote it"),
        text("country", "country"),
        timestamp("nurtured_at", "when nurturing began"),
        timestamp("qualified_at", "marketing-qualified (MQL)"),
        text("qualified_by", "who qualified it", values=("marketing", "sales")),
        timestamp("sales_qualified_at", "sales-qualified (SQL)"),
        timestamp("first_contacted_at", "first contact by sales"),
        timestamp("converted_at", "turned into a deal"),
        text("deal_id", "the deal it became", references="deals"),
        timestamp("disqualified_at", "given up as a lead"),
        text("disqualified_reason", "why it was given up"),
        boolean("budget", "has a budget (BANT)"),
        boolean("authority", "may decide (BANT)"),
        boolean("need", "has the need (BANT)"),
        boolean("timing", "buys in time (BANT)"),
        boolean("icp", "fits the ideal customer profile"),
    ),
    "People or companies who showed interest",
    dated="created_at",
)

ACTIVITIES = Table(
    "activities",
    ("activity_id",),
    (
        text("activity_id", "the activity's key"),
        text(
            "kind",
            "what was done",
            values=("call", "email", "email_reply", "meeting", "demo", "message", "task"),
        ),
        timestamp("at", "when"),
        text("rep_id", "who did it", references="reps"),
        text("by", "sales or marketing", values=("sales", "marketing")),
        text("lead_id", "with which lead", references="leads"),
        text("deal_id", "on which deal", references="deals"),
        text("account_id", "with which company", references="accounts"),
        boolean("outbound", "started by us"),
        boolean("held", "took place (meetings and demos)"),
        number("minutes", "how long it took"),
    ),
    "Calls, e-mails, meetings and the like",
    dated="at",
)

VISITS = Table(
    "visits",
    ("visit_id",),
    (
        text("visit_id", "the visit's key"),
        timestamp("at", "when"),
        text("visitor_id", "the visitor's key at the source"),
        text(
            "kind",
            "what was done on the site",
            values=("visit", "landing", "download", "info_request", "demo_request"),
        ),
        text("page", "page visited"),
        text("source", "channel"),
        text("campaign", "campaign"),
        text("lead_id", "the lead the visitor became", references="leads"),
        integer("count", "how many visits the row stands for; 1 where absent"),
    ),
    "Visits to the web site, one by one or summed by day",
    dated="at",
)

SPEND = Table(
    "spend",
    ("spend_id",),
    (
        text("spend_id", "the item's key"),
        date("on", "day it belongs to"),
        text("category", "what for", values=("marketing", "sales", "production", "salaries", "overhead")),
        text("source", "channel it paid for"),
        text("campaign", "campaign it paid for"),
        number("amount", "money spent"),
        text("currency", "ISO 4217 code; the workspace's where absent"),
    ),
    "Money spent",
    dated="on",
)

TIME_LOGS = Table(
    "time_logs",
    ("log_id",),
    (
        text("log_id", "the entry's key"),
        text("rep_id", "whose time", references="reps"),
        date("on", "day"),
        number("selling_hours", "hours spent selling"),
        number("total_hours", "hours worked"),
    ),
    "Working time",
    dated="on",
)
