"""Exports of CRMs whose pages were set to another language: their translations' headers and words."""

import datetime as dt

from tests.intake.trials.crms import closing, stage
from tests.intake.trials.layout import Export, grouped

UNTIMED = frozenset({"time"})


def _dmy(day: dt.date | None, mark: str = "/") -> str:
    return day.strftime(f"%d{mark}%m{mark}%Y") if day else ""


ZOHO_SPANISH = Export(
    "Tratos.csv",
    {
        "ID de registro": lambda d: f"zcrm_5487000000{d.number:06d}",
        "Propietario de Trato": lambda d: d.owner,
        "Nombre de Trato": lambda d: d.title,
        "Nombre de Cuenta": lambda d: d.account,
        "Importe": lambda d: f"€ {grouped(d.amount, '.', ',')}",
        "Fecha de cierre": lambda d: _dmy(closing(d)),
        "Fase": lambda d: stage(
            d,
            ("Calificación", "Necesita análisis", "Propuesta/Cotización de precio"),
            "Cerrado (ganado)",
            "Cerrado (perdido)",
        ),
        "Probabilidad (%)": lambda d: 40,
        "Ingresos esperados": lambda d: f"€ {grouped(d.amount / 2, '.', ',')}",
        "Fuente de Posible cliente": lambda d: d.source,
        "Tipo": lambda d: "Nuevo negocio",
        "Hora de creación": lambda d: d.created.strftime("%d/%m/%Y %H:%M"),
        "Hora de modificación": lambda d: "01/03/2025 10:00",
    },
    locale="es",
    currency="EUR",
)
SALESFORCE_PORTUGUESE = Export(
    "report1700000000002.csv",
    {
        "Proprietário da oportunidade": lambda d: d.owner,
        "Nome da conta": lambda d: d.account,
        "Nome da oportunidade": lambda d: d.title,
        "Fase": lambda d: stage(
            d, ("Prospecção", "Proposta/Cotação de preço", "Negociação/Revisão"), "Fechado e ganho", "Fechado e perdido"
        ),
        "Período fiscal": lambda d: f"T{(closing(d).month + 2) // 3}-{closing(d).year}",
        "Valor Moeda": lambda d: "BRL",
        "Valor": lambda d: grouped(d.amount, "", ","),
        "Receita esperada Moeda": lambda d: "BRL",
        "Receita esperada": lambda d: grouped(d.amount / 2, "", ","),
        "Probabilidade (%)": lambda d: 100 if d.won else 0 if d.lost else 50,
        "Idade": lambda d: 40,
        "Data de fechamento": lambda d: _dmy(closing(d)),
        "Data de criação": lambda d: _dmy(d.created.date()),
        "Próxima etapa": lambda d: "",
        "Origem do lead": lambda d: d.source,
        "Tipo": lambda d: "Novo cliente",
    },
    "cp1252",
    ";",
    locale="pt_BR",
    currency="BRL",
    lacking=UNTIMED,
)
SALESFORCE_CHINESE = Export(
    "report1700000000003.csv",
    {
        "业务机会所有人": lambda d: d.owner,
        "客户名": lambda d: d.account,
        "业务机会名": lambda d: d.title,
        "阶段": lambda d: stage(d, ("预期", "提案/报价", "谈判/复审"), "已结束并赢得", "已结束但丢失"),
        "会计期间": lambda d: f"Q{(closing(d).month + 2) // 3}-{closing(d).year}",
        "金额": lambda d: f"CNY {d.amount:,.2f}",
        "预期收入": lambda d: f"CNY {d.amount / 2:,.2f}",
        "可能性(%)": lambda d: 100 if d.won else 0 if d.lost else 50,
        "结束日期": lambda d: f"{closing(d).year}-{closing(d).month}-{closing(d).day}",
        "创建日期": lambda d: f"{d.created.year}-{d.created.month}-{d.created.day}",
        "下一步": lambda d: "",
        "潜在客户来源": lambda d: d.source,
        "类型": lambda d: "新客户",
    },
    "utf-8-sig",
    locale="zh_Hans",
    currency="CNY",
    lacking=UNTIMED,
)
HUBSPOT_GERMAN = Export(
    "hubspot-crm-exports-alle-deals-2025-03-02.csv",
    {
        "Datensatz-ID": lambda d: 17000000000 + d.number,
        "Dealname": lambda d: d.title,
        "Dealphase": lambda d: stage(
            d,
            ("Termin vereinbart", "Präsentation geplant", "Vertrag gesendet"),
            "Abgeschlossen und gewonnen",
            "Abgeschlossen und verloren",
        ),
        "Abschlussdatum": lambda d: f"{closing(d)} 17:30",
        "Für den Deal zuständiger Mitarbeiter": lambda d: d.owner,
        "Betrag": lambda d: d.amount,
        "Betrag in Unternehmenswährung": lambda d: d.amount,
        "Gewichteter Betrag": lambda d: d.amount * 2 / 5,
        "Erstellungsdatum": lambda d: d.created.strftime("%Y-%m-%d %H:%M"),
        "Datum der letzten Änderung": lambda d: "2025-03-02 09:41",
        "Pipeline": lambda d: "Vertriebspipeline",
        "Dealtyp": lambda d: "Neugeschäft",
        "Ursprüngliche Traffic-Quelle": lambda d: d.source,
        "Zugeordnetes Unternehmen": lambda d: d.account,
        "Zugeordnete Kontakte": lambda d: f"Kim {d.number}",
    },
    locale="de",
    currency="EUR",
)
HUBSPOT_SPANISH = Export(
    "hubspot-crm-exports-todos-los-negocios-2025-03-02.csv",
    {
        "ID de registro": lambda d: 17000000000 + d.number,
        "Nombre del negocio": lambda d: d.title,
        "Etapa del negocio": lambda d: stage(
            d, ("Cita programada", "Presentación programada", "Contrato enviado"), "Cierre ganado", "Cierre perdido"
        ),
        "Fecha de cierre": lambda d: f"{closing(d)} 17:30",
        "Propietario del negocio": lambda d: d.owner,
        "Cantidad": lambda d: d.amount,
        "Cantidad en la moneda de la empresa": lambda d: d.amount,
        "Fecha de creación": lambda d: d.created.strftime("%Y-%m-%d %H:%M"),
        "Fecha de la última modificación": lambda d: "2025-03-02 09:41",
        "Pipeline": lambda d: "Pipeline de ventas",
        "Fuente original del tráfico": lambda d: d.source,
        "Empresas asociadas": lambda d: d.account,
    },
    locale="es",
    currency="EUR",
)
PIPEDRIVE_GERMAN = Export(
    "deals-1234567-90.csv",
    {
        "Deal - ID": lambda d: d.number,
        "Deal - Titel": lambda d: d.title,
        "Deal - Wert": lambda d: d.amount,
        "Deal - Währung von Wert": lambda d: "EUR",
        "Deal - Organisation": lambda d: d.account,
        "Deal - Kontaktperson": lambda d: f"Kim {d.number}",
        "Deal - Phase": lambda d: ("Qualifiziert", "Demo geplant", "Angebot gemacht")[d.step],
        "Deal - Status": lambda d: {"won": "Gewonnen", "lost": "Verloren", "open": "Offen"}[d.outcome],
        "Deal - Deal erstellt am": lambda d: d.created.strftime("%Y-%m-%d %H:%M:%S"),
        "Deal - Zeitpunkt des Gewinns": lambda d: f"{d.closed} 10:00:00" if d.won else "",
        "Deal - Zeitpunkt des Verlusts": lambda d: f"{d.closed} 10:00:00" if d.lost else "",
        "Deal - Verlustgrund": lambda d: "Preis" if d.lost else "",
        "Deal - Erwartetes Abschlussdatum": lambda d: d.expected,
        "Deal - Besitzer": lambda d: d.owner,
        "Deal - Quelle": lambda d: d.source,
    },
    locale="de",
    currency="EUR",
)
PIPEDRIVE_FRENCH = Export(
    "deals-1234567-91.csv",
    {
        "Affaire - ID": lambda d: d.number,
        "Affaire - Titre": lambda d: d.title,
        "Affaire - Valeur": lambda d: d.amount,
        "Affaire - Devise de Valeur": lambda d: "EUR",
        "Affaire - Organisation": lambda d: d.account,
        "Affaire - Étape": lambda d: ("Qualifié", "Démo planifiée", "Proposition faite")[d.step],
        "Affaire - Statut": lambda d: {"won": "Gagné", "lost": "Perdu", "open": "Ouvert"}[d.outcome],
        "Affaire - Affaire créée": lambda d: d.created.strftime("%Y-%m-%d %H:%M:%S"),
        "Affaire - Date du gain": lambda d: f"{d.closed} 10:00:00" if d.won else "",
        "Affaire - Date de la perte": lambda d: f"{d.closed} 10:00:00" if d.lost else "",
        "Affaire - Date de clôture attendue": lambda d: d.expected,
        "Affaire - Propriétaire": lambda d: d.owner,
        "Affaire - Origine": lambda d: d.source,
    },
    locale="fr",
    currency="EUR",
)
DYNAMICS_GERMAN = Export(
    "Alle Verkaufschancen 02.03.2025 09-41-00.csv",
    {
        "(Nicht ändern) Verkaufschance": lambda d: f"5f2e1c3a-0000-4000-8000-0000000000{d.number:02d}",
        "(Nicht ändern) Zeilenprüfsumme": lambda d: f"q{d.number}Zk==",
        "(Nicht ändern) Geändert am": lambda d: "01.03.2025 10:00",
        "Thema": lambda d: d.title,
        "Potenzieller Kunde": lambda d: d.account,
        "Geschätzter Umsatz": lambda d: f"{grouped(d.amount, '.', ',')} €",
        "Tatsächlicher Umsatz": lambda d: f"{grouped(d.amount, '.', ',')} €" if d.closed else "",
        "Geschätztes Abschlussdatum": lambda d: _dmy(d.expected, "."),
        "Tatsächliches Abschlussdatum": lambda d: _dmy(d.closed, "."),
        "Status": lambda d: {"won": "Gewonnen", "lost": "Verloren", "open": "Offen"}[d.outcome],
        "Statusgrund": lambda d: {"won": "Gewonnen", "lost": "Storniert", "open": "In Bearbeitung"}[d.outcome],
        "Besitzer": lambda d: d.owner,
        "Leadquelle": lambda d: d.source,
        "Erstellt am": lambda d: d.created.strftime("%d.%m.%Y %H:%M"),
    },
    delimiter=";",
    locale="de",
    currency="EUR",
)
TEAMLEADER_FRENCH = Export(
    "opportunités.csv",
    {
        "Référence": lambda d: d.number,
        "Titre": lambda d: d.title,
        "Client": lambda d: d.account,
        "Responsable": lambda d: d.owner,
        "Phase": lambda d: stage(d, ("Nouveau", "Rendez-vous planifié", "Devis envoyé"), "Accepté", "Refusé"),
        "Montant hors TVA": lambda d: grouped(d.amount, "", ","),
        "Devise": lambda d: "EUR",
        "Provenance": lambda d: d.source,
        "Ajouté le": lambda d: _dmy(d.created.date()),
        "Clôture estimée": lambda d: _dmy(d.expected),
        "Date de clôture": lambda d: _dmy(d.closed),
    },
    delimiter=";",
    locale="fr_BE",
    currency="EUR",
    lacking=UNTIMED,
)
HUNGARIAN_ERP = Export(
    "lehetőségek.csv",
    {
        "Sorszám": lambda d: f"LEH-2024/{d.number:03d}",
        "Megnevezés": lambda d: d.title,
        "Partner": lambda d: d.account,
        "Értékesítő": lambda d: d.owner,
        "Nettó összeg": lambda d: grouped(d.amount, " ", ","),
        "Pénznem": lambda d: "HUF",
        "Státusz": lambda d: stage(d, ("Felmérés", "Árajánlat kiküldve", "Egyeztetés"), "Nyertes", "Vesztes"),
        "Rögzítve": lambda d: d.created.strftime("%Y.%m.%d. %H:%M"),
        "Várható zárás": lambda d: d.expected.strftime("%Y.%m.%d."),
        "Tényleges zárás": lambda d: d.closed.strftime("%Y.%m.%d.") if d.closed else "",
        "Honnan jött": lambda d: d.source,
    },
    "cp1250",
    ";",
    locale="hu",
    currency="HUF",
)
NEOCRM = Export(
    "销售机会_20250302.csv",
    {
        "销售机会名称": lambda d: d.title,
        "客户": lambda d: d.account,
        "销售机会所有人": lambda d: d.owner,
        "销售金额": lambda d: f"{d.amount:,.2f}",
        "销售阶段": lambda d: stage(d, ("初步接触", "需求确认", "方案报价"), "赢单", "输单"),
        "赢率": lambda d: "40%",
        "预计成交日期": lambda d: d.expected,
        "实际成交日期": lambda d: d.closed,
        "机会来源": lambda d: d.source,
        "输单原因": lambda d: "价格" if d.lost else "",
        "创建人": lambda d: d.owner,
        "创建时间": lambda d: d.created.strftime("%Y-%m-%d %H:%M"),
        "最新修改日": lambda d: "2025-03-01 10:00",
    },
    "gb18030",
    locale="zh_Hans",
    currency="CNY",
)
THAI_OFFICE = Export(
    "ติดตามงานขาย.csv",
    {
        "ลำดับ": lambda d: d.number,
        "ชื่อโครงการ": lambda d: d.title,
        "ชื่อลูกค้า": lambda d: d.account,
        "ผู้ดูแลลูกค้า": lambda d: d.owner,
        "รู้จักเราจาก": lambda d: d.source,
        "มูลค่าโครงการ (บาท)": lambda d: f"{d.amount:,.2f}",
        "สถานะ": lambda d: stage(d, ("ติดต่อ", "ส่งใบเสนอราคา", "ต่อรอง"), "ได้งาน", "ไม่ได้งาน"),
        "วันที่เสนอราคา": lambda d: f"{d.created.day}/{d.created.month}/{d.created.year + 543 - 2500}",
        "คาดว่าจะปิด": lambda d: f"{d.expected.day}/{d.expected.month}/{d.expected.year + 543 - 2500}",
        "วันที่ปิดงาน": lambda d: f"{d.closed.day}/{d.closed.month}/{d.closed.year + 543 - 2500}" if d.closed else "",
    },
    "cp874",
    above=[["บริษัท ตัวอย่าง จำกัด"], ["ตารางติดตามงานขาย ปี 2567"], []],
    locale="th",
    currency="THB",
    lacking=UNTIMED,
)

EXPORTS: dict[str, Export] = {
    "Zoho in Spanish": ZOHO_SPANISH,
    "Salesforce in Portuguese": SALESFORCE_PORTUGUESE,
    "Salesforce in simplified Chinese": SALESFORCE_CHINESE,
    "HubSpot in German": HUBSPOT_GERMAN,
    "HubSpot in Spanish": HUBSPOT_SPANISH,
    "Pipedrive in German": PIPEDRIVE_GERMAN,
    "Pipedrive in French": PIPEDRIVE_FRENCH,
    "Dynamics in German": DYNAMICS_GERMAN,
    "Teamleader in French": TEAMLEADER_FRENCH,
    "a Hungarian ERP": HUNGARIAN_ERP,
    "Neocrm": NEOCRM,
    "an office in Thailand": THAI_OFFICE,
}
