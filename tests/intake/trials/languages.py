# ruff: noqa: E501 - a column to a line
"""Exports as offices in eight languages write them: headers, words, dates, numbers and encodings."""

import datetime as dt
from collections.abc import Callable

from tests.intake.trials.book import Deal
from tests.intake.trials.crms import closing, stage
from tests.intake.trials.layout import Cell, Export, grouped

NO_BREAK = "\u00a0"
THAI_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
SPANISH_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


def columns(
    headers: tuple[str, ...],
    words: tuple[str, str, tuple[str, str, str]],
    day: Callable[[dt.date], str],
    money: Callable[[Deal], str],
) -> dict[str, Cell]:
    """Number, title, customer, owner, source, value, stage, created, closing date: under ``headers``, in this order."""
    won, lost, steps = words
    cells: tuple[Cell, ...] = (
        lambda d: f"A-{d.number:03d}",
        lambda d: d.title,
        lambda d: d.account,
        lambda d: d.owner,
        lambda d: d.source,
        money,
        lambda d: stage(d, steps, won, lost),
        lambda d: day(d.created.date()),
        lambda d: day(closing(d)),
    )
    return dict(zip(headers, cells, strict=True))


def thai(headers: tuple[str, ...], encoding: str, day: Callable[[dt.date], str], name: str) -> Export:
    words = ("ปิดการขายได้", "ปิดการขายไม่ได้", ("ติดต่อครั้งแรก", "เสนอราคา", "ต่อรองราคา"))
    return Export(
        name,
        columns(headers, words, day, lambda d: f"฿{grouped(d.amount, ',', '.')}"),
        encoding,
        above=[["รายงานการขายประจำปี 2567"]],
        below=[["รวมทั้งสิ้น", "", "", "", "", "฿1,187,912.50", "", "", ""]],
        locale="th",
        currency="THB",
        lacking=frozenset({"time"}),
    )


THAI = thai(
    ("รหัสดีล", "ชื่อดีล", "ลูกค้า", "พนักงานขาย", "แหล่งที่มา", "มูลค่า", "สถานะ", "วันที่สร้าง", "วันที่ปิด"),
    "cp874",
    lambda day: f"{day.day:02d}/{day.month:02d}/{day.year + 543}",
    "รายงานการขาย.csv",
)
THAI_NAMED_MONTHS = thai(
    (
        "เลขที่โอกาสการขาย",
        "ชื่อโอกาสการขาย",
        "ชื่อบริษัท",
        "ผู้รับผิดชอบ",
        "ช่องทาง",
        "ยอดขาย",
        "ขั้นตอนการขาย",
        "วันที่เริ่ม",
        "วันที่ปิดการขาย",
    ),
    "utf-8-sig",
    lambda day: f"{day.day} {THAI_MONTHS[day.month - 1]} {day.year + 543}",
    "export.csv",
)
CHINESE = Export(
    "商机导出.csv",
    columns(
        ("商机编号", "商机名称", "客户名称", "负责人", "来源", "金额", "阶段", "创建日期", "结单日期"),
        ("赢单", "输单", ("初步接洽", "方案报价", "谈判")),
        lambda day: f"{day.year}年{day.month}月{day.day}日",
        lambda d: f"¥{grouped(d.amount, ',', '.')}",
    ),
    "gb18030",
    below=[["合计", "", "", "", "", "¥1,187,912.50", "", "", ""]],
    locale="zh-Hans",
    currency="CNY",
    lacking=frozenset({"time"}),
)
CHINESE_OTHER_WORDS = Export(
    "销售机会.txt",
    columns(
        ("编号", "主题", "公司名称", "销售人员", "线索来源", "成交金额", "销售阶段", "创建时间", "成交日期"),
        ("已成交", "已流失", ("新建", "跟进中", "报价")),
        lambda day: f"{day.year}/{day.month}/{day.day}",
        lambda d: f"{grouped(d.amount, ',', '.')}元",
    ),
    "utf-16",
    delimiter="\t",
    locale="zh-Hans",
    currency="CNY",
    lacking=frozenset({"time"}),
)
CHINESE_TRADITIONAL = Export(
    "商機匯出.csv",
    columns(
        ("商機編號", "商機名稱", "客戶名稱", "業務員", "來源", "金額", "階段", "建立日期", "結案日期"),
        ("成交", "未成交", ("初步接洽", "提案報價", "議價")),
        lambda day: f"{day.year}年{day.month:02d}月{day.day:02d}日",
        lambda d: f"NT${grouped(d.amount, ',', '.')}",
    ),
    "big5",
    above=[["銷售報表"], []],
    locale="zh-Hant",
    currency="TWD",
    lacking=frozenset({"time"}),
)
HUNGARIAN = Export(
    "üzletek.csv",
    columns(
        ("Azonosító", "Üzlet neve", "Ügyfél", "Felelős", "Forrás", "Érték", "Állapot", "Létrehozva", "Lezárás dátuma"),
        ("Megnyert", "Elvesztett", ("Kapcsolatfelvétel", "Ajánlat", "Tárgyalás")),
        lambda day: f"{day.year}. {day.month:02d}. {day.day:02d}.",
        lambda d: f"{grouped(d.amount, NO_BREAK, ',')} Ft",
    ),
    "cp1250",
    delimiter=";",
    below=[["Összesen", "", "", "", "", "1 187 912,50 Ft", "", "", ""]],
    locale="hu",
    currency="HUF",
    lacking=frozenset({"time"}),
)
PORTUGUESE = Export(
    "negócios.csv",
    columns(
        (
            "ID do negócio",
            "Nome do negócio",
            "Empresa",
            "Responsável",
            "Origem",
            "Valor",
            "Etapa",
            "Data de criação",
            "Data de fechamento",
        ),
        ("Ganho", "Perdido", ("Qualificação", "Proposta", "Negociação")),
        lambda day: f"{day.day:02d}/{day.month:02d}/{day.year}",
        lambda d: f"R$ {grouped(d.amount, '.', ',')}",
    ),
    "cp1252",
    delimiter=";",
    above=[["Relatório de negócios"]],
    below=[["Total geral", "", "", "", "", "R$ 1.187.912,50", "", "", ""]],
    locale="pt-BR",
    currency="BRL",
    lacking=frozenset({"time"}),
)
SPANISH = Export(
    "oportunidades.csv",
    columns(
        (
            "Nº de oportunidad",
            "Nombre de la oportunidad",
            "Nombre de la cuenta",
            "Propietario",
            "Origen del prospecto",
            "Importe",
            "Etapa",
            "Fecha de creación",
            "Fecha de cierre",
        ),
        ("Cerrada ganada", "Cerrada perdida", ("Prospección", "Propuesta", "Negociación")),
        lambda day: f"{day.day}-{SPANISH_MONTHS[day.month - 1]}-{day.year}",
        lambda d: f"{grouped(d.amount, '.', ',')} €",
    ),
    "cp1252",
    delimiter="|",
    locale="es",
    currency="EUR",
    lacking=frozenset({"time"}),
)
GERMAN = Export(
    "Verkaufschancen.csv",
    columns(
        (
            "Verkaufschance-Nr.",
            "Bezeichnung",
            "Kunde",
            "Zuständig",
            "Quelle",
            "Betrag",
            "Status",
            "Erstellt am",
            "Abschlussdatum",
        ),
        ("Gewonnen", "Verloren", ("Qualifizierung", "Angebot", "Verhandlung")),
        lambda day: f"{day.day:02d}.{day.month:02d}.{day.year}",
        lambda d: f"{grouped(d.amount, '.', ',')} €",
    ),
    "cp1252",
    delimiter=";",
    below=[["Summe", "", "", "", "", "1.187.912,50 €", "", "", ""]],
    locale="de",
    currency="EUR",
    lacking=frozenset({"time"}),
)
GERMAN_TABS = Export(
    "Export.txt",
    columns(
        (
            "Auftragsnummer",
            "Projektname",
            "Firma",
            "Vertriebsmitarbeiter",
            "Herkunft",
            "Umsatz",
            "Phase",
            "Anlagedatum",
            "Geschlossen am",
        ),
        ("Abgeschlossen - gewonnen", "Abgeschlossen - verloren", ("Erstkontakt", "Angebot", "Verhandlung")),
        lambda day: (
            f"{day.day}. {('Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember')[day.month - 1]} {day.year}"
        ),
        lambda d: grouped(d.amount, "'", "."),
    ),
    "utf-16-le",
    delimiter="\t",
    locale="de-CH",
    currency="CHF",
    lacking=frozenset({"time"}),
)

FRENCH = Export(
    "affaires.csv",
    columns(
        (
            "N° d'affaire",
            "Intitulé",
            "Raison sociale",
            "Chargé d'affaires",
            "Provenance",
            "Montant HT",
            "Étape",
            "Date de saisie",
            "Date de clôture",
        ),
        ("Gagnée", "Perdue", ("Prise de contact", "Proposition", "Négociation")),
        lambda day: f"{day.day:02d}/{day.month:02d}/{day.year}",
        lambda d: f"{grouped(d.amount, NO_BREAK, ',')} €",
    ),
    "cp1252",
    delimiter=";",
    above=[["Suivi des affaires"], []],
    below=[["Total général", "", "", "", "", f"1{NO_BREAK}187{NO_BREAK}912,50 €", "", "", ""]],
    locale="fr",
    currency="EUR",
    lacking=frozenset({"time"}),
)

EXPORTS: dict[str, Export] = {
    "French": FRENCH,
    "Thai, TIS-620": THAI,
    "Thai, names of months": THAI_NAMED_MONTHS,
    "Chinese, GB18030": CHINESE,
    "Chinese, UTF-16 and tabs": CHINESE_OTHER_WORDS,
    "Chinese, Big5": CHINESE_TRADITIONAL,
    "Hungarian, cp1250": HUNGARIAN,
    "Portuguese": PORTUGUESE,
    "Spanish, bars": SPANISH,
    "German": GERMAN,
    "Swiss German, UTF-16 without a mark": GERMAN_TABS,
}
