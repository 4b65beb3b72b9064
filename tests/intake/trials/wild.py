"""Exports that are laid out by hand, or by programs that follow nobody's habits: as they are met in the wild."""

from tests.intake.trials.cells import Fact, written
from tests.intake.trials.layout import Export, by_case

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
THAI_MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)


def in_thai_digits(cell: str) -> Fact:
    return lambda deal: written(cell, deal, months=THAI_MONTHS).translate(THAI_DIGITS)


EXPORTS = by_case(
    Export(
        "Close", "Close Opportunities export.csv",
        """id: oppo_{number:022d} | lead_id: lead_{account_number}abc | lead_name: {account}
        | contact_name: Person {number} | opportunity_name: {title} | confidence: {outcome:100|0|50} | value: {amount}
        | value_formatted: ${amount:1,234.50} | value_currency: USD | value_period: one_time
        | status_label: {outcome:Won|Lost|{step:Demo Completed|Proposal Sent|Contract Sent}}
        | status_type: {outcome:won|lost|active} | pipeline_name: Sales | user_name: {owner}
        | date_created: {created:%Y-%m-%dT%H:%M:%S+00:00} | date_won: {won_on} | date_lost: {lost_on}
        | expected_close_date: {expected} | custom.Lead Source: {source}""",
    ),
    Export(
        "Copper", "opportunities.csv",
        """Copper ID: 200{number:02d} | Name: {title} | Primary Contact: Person {number} | Company: {account}
        | Owned By: {owner} | Pipeline: Sales Pipeline | Stage: {step:Qualified|Follow-up|Presentation}
        | Status: {outcome:Won|Lost|Open} | Value: {amount} | Currency: USD | Win Probability: 50 | Source: {source}
        | Loss Reason: {outcome:|Price|} | Close Date: {closing:%-m/%-d/%Y} | Closed Date: {closed:%-m/%-d/%Y}
        | Created At: {created:%m/%d/%Y %H:%M} | Updated At: 03/02/2025 09:41 | Tags:""",
    ),
    Export(
        "shared spreadsheet", "Pipeline 2024 - Deals.csv",
        """Deal: {title} | Client: {account} | Rep: {owner} | Where from: {source} | Lead source: {source}
        | $ Value: {value} | Stage: {outcome:WON 🎉|lost|{step:intro|proposal|legal}} | Created: {day}
        | Closed: {closed:%-m/%-d/%Y} | Expected close: {expected:%-m/%-d/%Y}""",
        own={
            "value": lambda d: (f"${d.amount:,.2f}", f"{d.amount}", f"{d.amount / 1000}k")[d.number % 3],
            "day": lambda d: d.created.strftime(("%-m/%-d/%Y", "%Y-%m-%d", "%b %-d, %Y")[d.number % 3]),
        },
        lacking=("time",),
    ),
    Export(
        "SAP, German", "ZSD_OPP_2025.txt",
        """Mandant: 100 | Opp.-Nr.: {number:010d} | Bezeichnung: {title} | Debitor: {account}
        | Vertriebsmitarb.: {owner} | Quelle: {source} | Nettowert: {amount:1.234,50}{space} | Währg: EUR
        | Rabatt: {rebate:1.234,50}- | Status: {outcome:Gewonnen|Verloren|{step:Offen|In Arbeit|Angebot}}
        | Angelegt am: {created:%d.%m.%Y} | Abgeschlossen am: {closed:%d.%m.%Y|00.00.0000}
        | Gepl. Abschluss: {expected:%d.%m.%Y}""",
        own={"rebate": lambda d: d.amount / 20, "space": lambda d: " "},
        locale="de", currency="EUR", encoding="cp1252", delimiter=";", lacking=("time",),
    ),
    Export(
        "Thai quotations in Thai digits", "รายงานใบเสนอราคา.csv",
        """ลำดับ: {row} | เลขที่เอกสาร: QT{created:%Ey}{number:04d} | ชื่อโครงการ: {title} | ชื่อลูกค้า: {account}
        | พนักงานขาย: {owner} | ช่องทาง: {source} | จำนวนเงิน (บาท): {baht}
        | สถานะ: {outcome:สำเร็จ|ยกเลิก|{step:ร่าง|รออนุมัติ|เสนอราคา}} | วันที่: {quoted} | วันที่ปิดการขาย: {sold}
        | คาดว่าจะปิด: {planned}""",
        own={
            "row": in_thai_digits("{number}"),
            "baht": in_thai_digits("{amount:1,234.50}"),
            "quoted": in_thai_digits("{created:%-d %b %EY}"),
            "sold": in_thai_digits("{closed:%-d %b %EY}"),
            "planned": in_thai_digits("{expected:%-d %b %EY}"),
        },
        above=[["บริษัท ตัวอย่าง จำกัด"], ["รายงานใบเสนอราคา ประจำปี ๒๕๖๗"], []],
        below=[["", "", "", "", "", "รวมทั้งสิ้น", "๑,๑๘๐,๗๙๕.๐๐", "", "", "", ""]],
        locale="th", currency="THB", lacking=("time",),
    ),
    Export(
        "Chinese in ten thousands", "業務機會清單.csv",
        """案號: A{number:04d} | 案件名稱: {title} | 客戶: {account} | 業務: {owner} | 案件來源: {source}
        | 預估金額（萬元）: {ten_thousands} | 案件狀態: {outcome:得標|未得標|{step:接洽中|報價中|議價中}}
        | 建檔時間: {created:%Y/%-m/%-d} {half_of_day} {created:%I:%M} | 結案日: {closed:%Y/%-m/%-d}
        | 預計結案日: {expected:%Y/%-m/%-d}""",
        own={
            "ten_thousands": lambda d: f"{d.amount / 10000:f}".rstrip("0"),
            "half_of_day": lambda d: "上午" if d.created.hour < 12 else "下午",
        },
        locale="zh-Hant", currency="TWD", encoding="big5",
    ),
)  # fmt: skip
