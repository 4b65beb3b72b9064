"""Exports that are laid out by hand, or by programs that follow nobody's habits: as they are met in the wild."""

import datetime as dt

from tests.intake.trials.book import Deal
from tests.intake.trials.crms import closing, stage
from tests.intake.trials.layout import Export, grouped, us_date

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
THAI_MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)


def thai_day(day: dt.date | None) -> str:
    return f"{day.day} {THAI_MONTHS[day.month - 1]} {day.year + 543}".translate(THAI_DIGITS) if day else ""


def german_day(day: dt.date | None, nothing: str = "") -> str:
    return day.strftime("%d.%m.%Y") if day else nothing


def as_anybody_writes_it(deal: Deal) -> str:
    day = deal.created.date()
    return (us_date(day), day.isoformat(), day.strftime("%b %-d, %Y"))[deal.number % 3]


def chinese_time(at: dt.datetime) -> str:
    return f"{at.year}/{at.month}/{at.day} {'上午' if at.hour < 12 else '下午'} {at.strftime('%I:%M')}"


def slashed(day: dt.date | None) -> str:
    return f"{day.year}/{day.month}/{day.day}" if day else ""


CLOSE = Export(
    "Close Opportunities export.csv",
    {
        "id": lambda d: f"oppo_{d.number:022d}",
        "lead_id": lambda d: f"lead_{d.account[-1]}abc",
        "lead_name": lambda d: d.account,
        "contact_name": lambda d: f"Person {d.number}",
        "opportunity_name": lambda d: d.title,
        "confidence": lambda d: 100 if d.won else 0 if d.lost else 50,
        "value": lambda d: f"{d.amount}",
        "value_formatted": lambda d: f"${d.amount:,.2f}",
        "value_currency": lambda d: "USD",
        "value_period": lambda d: "one_time",
        "status_label": lambda d: stage(d, ("Demo Completed", "Proposal Sent", "Contract Sent"), "Won", "Lost"),
        "status_type": lambda d: {"won": "won", "lost": "lost", "open": "active"}[d.outcome],
        "pipeline_name": lambda d: "Sales",
        "user_name": lambda d: d.owner,
        "date_created": lambda d: d.created.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
        "date_won": lambda d: d.closed if d.won else "",
        "date_lost": lambda d: d.closed if d.lost else "",
        "expected_close_date": lambda d: d.expected,
        "custom.Lead Source": lambda d: d.source,
    },
)

COPPER = Export(
    "opportunities.csv",
    {
        "Copper ID": lambda d: 20000 + d.number,
        "Name": lambda d: d.title,
        "Primary Contact": lambda d: f"Person {d.number}",
        "Company": lambda d: d.account,
        "Owned By": lambda d: d.owner,
        "Pipeline": lambda d: "Sales Pipeline",
        "Stage": lambda d: ("Qualified", "Follow-up", "Presentation")[d.step],
        "Status": lambda d: d.outcome.title(),
        "Value": lambda d: f"{d.amount}",
        "Currency": lambda d: "USD",
        "Win Probability": lambda d: "50",
        "Source": lambda d: d.source,
        "Loss Reason": lambda d: "Price" if d.lost else "",
        "Close Date": lambda d: us_date(closing(d)),
        "Closed Date": lambda d: us_date(d.closed),
        "Created At": lambda d: d.created.strftime("%m/%d/%Y %H:%M"),
        "Updated At": lambda d: "03/02/2025 09:41",
        "Tags": lambda d: "",
    },
)

SHARED_SHEET = Export(
    "Pipeline 2024 - Deals.csv",
    {
        "Deal": lambda d: d.title,
        "Client": lambda d: d.account,
        "Rep": lambda d: d.owner,
        "Where from": lambda d: d.source,
        "Lead source": lambda d: d.source,
        "$ Value": lambda d: (f"${d.amount:,.2f}", f"{d.amount}", f"{d.amount / 1000}k")[d.number % 3],
        "Stage": lambda d: stage(d, ("intro", "proposal", "legal"), "WON 🎉", "lost"),
        "Created": as_anybody_writes_it,
        "Closed": lambda d: us_date(d.closed),
        "Expected close": lambda d: us_date(d.expected),
    },
    lacking=frozenset({"time"}),
)

SAP = Export(
    "ZSD_OPP_2025.txt",
    {
        "Mandant": lambda d: "100",
        "Opp.-Nr.": lambda d: f"{d.number:010d}",
        "Bezeichnung": lambda d: d.title,
        "Debitor": lambda d: d.account,
        "Vertriebsmitarb.": lambda d: d.owner,
        "Quelle": lambda d: d.source,
        "Nettowert": lambda d: grouped(d.amount, ".", ",") + " ",
        "Währg": lambda d: "EUR",
        "Rabatt": lambda d: grouped(d.amount / 20, ".", ",") + "-",
        "Status": lambda d: stage(d, ("Offen", "In Arbeit", "Angebot"), "Gewonnen", "Verloren"),
        "Angelegt am": lambda d: german_day(d.created.date()),
        "Abgeschlossen am": lambda d: german_day(d.closed, "00.00.0000"),
        "Gepl. Abschluss": lambda d: german_day(d.expected),
    },
    delimiter=";",
    encoding="cp1252",
    locale="de",
    currency="EUR",
    lacking=frozenset({"time"}),
)

THAI_QUOTES = Export(
    "รายงานใบเสนอราคา.csv",
    {
        "ลำดับ": lambda d: str(d.number).translate(THAI_DIGITS),
        "เลขที่เอกสาร": lambda d: f"QT{d.created.year + 543 - 2500}{d.number:04d}",
        "ชื่อโครงการ": lambda d: d.title,
        "ชื่อลูกค้า": lambda d: d.account,
        "พนักงานขาย": lambda d: d.owner,
        "ช่องทาง": lambda d: d.source,
        "จำนวนเงิน (บาท)": lambda d: f"{d.amount:,.2f}".translate(THAI_DIGITS),
        "สถานะ": lambda d: stage(d, ("ร่าง", "รออนุมัติ", "เสนอราคา"), "สำเร็จ", "ยกเลิก"),
        "วันที่": lambda d: thai_day(d.created.date()),
        "วันที่ปิดการขาย": lambda d: thai_day(d.closed),
        "คาดว่าจะปิด": lambda d: thai_day(d.expected),
    },
    above=[["บริษัท ตัวอย่าง จำกัด"], ["รายงานใบเสนอราคา ประจำปี ๒๕๖๗"], []],
    below=[["", "", "", "", "", "รวมทั้งสิ้น", "๑,๑๘๗,๙๑๒.๕๐", "", "", "", ""]],
    locale="th",
    currency="THB",
    lacking=frozenset({"time"}),
)

TEN_THOUSANDS = Export(
    "業務機會清單.csv",
    {
        "案號": lambda d: f"A{d.number:04d}",
        "案件名稱": lambda d: d.title,
        "客戶": lambda d: d.account,
        "業務": lambda d: d.owner,
        "案件來源": lambda d: d.source,
        "預估金額（萬元）": lambda d: f"{d.amount / 10000:f}".rstrip("0"),
        "案件狀態": lambda d: stage(d, ("接洽中", "報價中", "議價中"), "得標", "未得標"),
        "建檔時間": lambda d: chinese_time(d.created),
        "結案日": lambda d: slashed(d.closed),
        "預計結案日": lambda d: slashed(d.expected),
    },
    encoding="big5",
    locale="zh-Hant",
    currency="TWD",
)

EXPORTS: dict[str, Export] = {
    "Close": CLOSE,
    "Copper": COPPER,
    "shared spreadsheet": SHARED_SHEET,
    "SAP, German": SAP,
    "Thai quotations in Thai digits": THAI_QUOTES,
    "Chinese in ten thousands": TEN_THOUSANDS,
}
