"""Exports as offices in eight languages write them: nine columns, with each one's headers, words, dates and numbers."""

from tests.intake.trials.layout import Export, by_case

THAI_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
SPANISH_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def office(
    case: str, name: str, headers: str, words: str, day: str, amount: str, total: str = "", **how: object
) -> Export:
    """``headers`` are those of a deal's number, title, customer, owner, source, value, stage, and the days it was
    created and closed; ``words`` are of won, lost and three steps. A ``total`` is a line below: its word and the sum.
    """
    won, lost, *steps = words.split(" | ")
    cells = (
        *("A-{number:03d}", "{title}", "{account}", "{owner}", "{source}", amount),
        f"{{outcome:{won}|{lost}|{{step:{'|'.join(steps)}}}}}",
        *(f"{{{event}:{day}}}" for event in ("created", "closing")),
    )
    layout = " | ".join(f"{header}: {cell}" for header, cell in zip(headers.split(" | "), cells, strict=True))
    word, _, sum_ = total.partition(": ")
    below = [[word, "", "", "", "", sum_, "", "", ""]] if total else []
    return Export(case, name, layout, below=below, lacking=("time",), **how)  # type: ignore[arg-type]  # fields by name


THAI = office(
    "Thai, TIS-620", "รายงานการขาย.csv",
    "รหัสดีล | ชื่อดีล | ลูกค้า | พนักงานขาย | แหล่งที่มา | มูลค่า | สถานะ | วันที่สร้าง | วันที่ปิด",
    "ปิดการขายได้ | ปิดการขายไม่ได้ | ติดต่อครั้งแรก | เสนอราคา | ต่อรองราคา", "%d/%m/%EY", "฿{amount:1,234.50}",
    total="รวมทั้งสิ้น: ฿1,180,795.00", above=[["รายงานการขายประจำปี 2567"]],
    locale="th", currency="THB", encoding="cp874",
)  # fmt: skip
GERMAN = office(
    "German", "Verkaufschancen.csv",
    "Verkaufschance-Nr. | Bezeichnung | Kunde | Zuständig | Quelle | Betrag | Status | Erstellt am | Abschlussdatum",
    "Gewonnen | Verloren | Qualifizierung | Angebot | Verhandlung", "%d.%m.%Y", "{amount:1.234,50} €",
    total="Summe: 1.180.795,00 €",
    locale="de", currency="EUR", encoding="cp1252", delimiter=";",
)  # fmt: skip
EXPORTS = by_case(
    office(
        "French", "affaires.csv",
        "N° d'affaire | Intitulé | Raison sociale | Chargé d'affaires | Provenance | Montant HT | Étape"
        " | Date de saisie | Date de clôture",
        "Gagnée | Perdue | Prise de contact | Proposition | Négociation", "%d/%m/%Y", "{amount:1\u00a0234,50} €",
        total="Total général: 1\u00a0180\u00a0795,00 €", above=[["Suivi des affaires"], []],
        locale="fr", currency="EUR", encoding="cp1252", delimiter=";",
    ),
    THAI,
    office(
        "Thai, names of months", "export.csv",
        "เลขที่โอกาสการขาย | ชื่อโอกาสการขาย | ชื่อบริษัท | ผู้รับผิดชอบ | ช่องทาง | ยอดขาย | ขั้นตอนการขาย | วันที่เริ่ม"
        " | วันที่ปิดการขาย",
        "ปิดการขายได้ | ปิดการขายไม่ได้ | ติดต่อครั้งแรก | เสนอราคา | ต่อรองราคา", "%-d %b %EY", "฿{amount:1,234.50}",
        total="รวมทั้งสิ้น: ฿1,180,795.00", above=[["รายงานการขายประจำปี 2567"]], months=THAI_MONTHS,
        locale="th", currency="THB", encoding="utf-8-sig",
    ),
    office(
        "Chinese, GB18030", "商机导出.csv",
        "商机编号 | 商机名称 | 客户名称 | 负责人 | 来源 | 金额 | 阶段 | 创建日期 | 结单日期",
        "赢单 | 输单 | 初步接洽 | 方案报价 | 谈判", "%Y年%-m月%-d日", "¥{amount:1,234.50}",
        total="合计: ¥1,180,795.00",
        locale="zh-Hans", currency="CNY", encoding="gb18030",
    ),
    office(
        "Chinese, UTF-16 and tabs", "销售机会.txt",
        "编号 | 主题 | 公司名称 | 销售人员 | 线索来源 | 成交金额 | 销售阶段 | 创建时间 | 成交日期",
        "已成交 | 已流失 | 新建 | 跟进中 | 报价", "%Y/%-m/%-d", "{amount:1,234.50}元",
        locale="zh-Hans", currency="CNY", encoding="utf-16", delimiter="\t",
    ),
    office(
        "Chinese, Big5", "商機匯出.csv",
        "商機編號 | 商機名稱 | 客戶名稱 | 業務員 | 來源 | 金額 | 階段 | 建立日期 | 結案日期",
        "成交 | 未成交 | 初步接洽 | 提案報價 | 議價", "%Y年%m月%d日", "NT${amount:1,234.50}",
        above=[["銷售報表"], []],
        locale="zh-Hant", currency="TWD", encoding="big5",
    ),
    office(
        "Hungarian, cp1250", "üzletek.csv",
        "Azonosító | Üzlet neve | Ügyfél | Felelős | Forrás | Érték | Állapot | Létrehozva | Lezárás dátuma",
        "Megnyert | Elvesztett | Kapcsolatfelvétel | Ajánlat | Tárgyalás", "%Y. %m. %d.", "{amount:1\u00a0234,50} Ft",
        total="Összesen: 1 180 795,00 Ft",
        locale="hu", currency="HUF", encoding="cp1250", delimiter=";",
    ),
    office(
        "Portuguese", "negócios.csv",
        "ID do negócio | Nome do negócio | Empresa | Responsável | Origem | Valor | Etapa | Data de criação"
        " | Data de fechamento",
        "Ganho | Perdido | Qualificação | Proposta | Negociação", "%d/%m/%Y", "R$ {amount:1.234,50}",
        total="Total geral: R$ 1.180.795,00", above=[["Relatório de negócios"]],
        locale="pt-BR", currency="BRL", encoding="cp1252", delimiter=";",
    ),
    office(
        "Spanish, bars", "oportunidades.csv",
        "Nº de oportunidad | Nombre de la oportunidad | Nombre de la cuenta | Propietario | Origen del prospecto"
        " | Importe | Etapa | Fecha de creación | Fecha de cierre",
        "Cerrada ganada | Cerrada perdida | Prospección | Propuesta | Negociación", "%-d-%b-%Y", "{amount:1.234,50} €",
        months=SPANISH_MONTHS,
        locale="es", currency="EUR", encoding="cp1252", delimiter="|",
    ),
    GERMAN,
    office(
        "Swiss German, UTF-16 without a mark", "Export.txt",
        "Auftragsnummer | Projektname | Firma | Vertriebsmitarbeiter | Herkunft | Umsatz | Phase | Anlagedatum"
        " | Geschlossen am",
        "Abgeschlossen - gewonnen | Abgeschlossen - verloren | Erstkontakt | Angebot | Verhandlung",
        "%-d. %b %Y", "{amount:1'234.50}",
        months=GERMAN_MONTHS,
        locale="de-CH", currency="CHF", encoding="utf-16-le", delimiter="\t",
    ),
)  # fmt: skip
