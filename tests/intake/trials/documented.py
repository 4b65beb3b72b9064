# ruff: noqa: E501 - the words of a stage on one line
"""Exports of CRMs set to other languages, and lists of offers, by the headers that their documentation and users give."""

from tests.intake.trials.languages import THAI_MONTHS
from tests.intake.trials.layout import Export, by_case

HUNGARIAN_MONTHS = (
    *("jan.", "febr.", "márc.", "ápr.", "máj.", "jún."),
    *("júl.", "aug.", "szept.", "okt.", "nov.", "dec."),
)

EXPORTS = by_case(
    Export(
        "HubSpot in Spanish", "hubspot-crm-exports-negocios.csv",
        """ID de registro: 98{number:06d} | Nombre del negocio: {title}
        | Etapa del negocio: {outcome:Cierre ganado|Cierre perdido|{step:Cita programada|Calificado|Contrato enviado}}
        | Fecha de cierre: {closing:%Y-%m-%d 18:00} | Propietario del negocio: {owner} | Valor: {amount}
        | Valor ponderado: {half} | Fecha de creación: {created:%Y-%m-%d %H:%M}
        | Fecha de próxima actividad: 2025-04-01 10:00 | Tipo de fuente original: {source}
        | Associated Company: {account} | Associated Company IDs: 55{account_number}00""",
        locale="es", currency="EUR",
    ),
    Export(
        "HubSpot in German", "hubspot-crm-exports-alle-deals.csv",
        """Datensatz-ID: 77{number:06d} | Deal-Name: {title}
        | Deal-Phase: {outcome:Abgeschlossen und gewonnen|Abgeschlossen und verloren|{step:Termin geplant|Präsentation geplant|Vertrag gesendet}}
        | Abschlussdatum: {closing:%Y-%m-%d 17:00} | Zuständiger Mitarbeiter für Deal: {owner} | Betrag: {amount}
        | Gewichteter Betrag: {half} | Erstellungsdatum: {created:%Y-%m-%d %H:%M} | Traffic-Quelle: {source}
        | Zugeordnetes Unternehmen: {account}""",
        locale="de", currency="EUR", encoding="utf-8-sig",
    ),
    Export(
        "Salesforce in Thai", "รายงานโอกาส.csv",
        """เจ้าของโอกาส: {owner} | ชื่อบัญชี: {account} | ชื่อโอกาส: {title}
        | ขั้นตอน: {outcome:ปิดโดยได้รับงาน|ปิดโดยเสียงาน|{step:หาลูกค้า|วิเคราะห์ความต้องการ|เสนอราคา}}
        | จำนวนเงิน: THB {amount:1,234.50} | วันที่สร้าง: {created:%-d/%-m/%EY} | วันที่ปิด: {closing:%-d/%-m/%EY}
        | แหล่งที่มาของลูกค้าเป้าหมาย: {source}""",
        locale="th", currency="THB", encoding="cp874", lacking=("time",),
    ),
    Export(
        "Pipedrive in Portuguese", "deals-998877-1.csv",
        """Negócio - ID: {number} | Negócio - Título: {title} | Negócio - Valor: {amount} | Negócio - Moeda do Valor: BRL
        | Negócio - Valor ponderado: {half} | Negócio - Organização: {account}
        | Negócio - Etapa: {step:Qualificado|Demo agendada|Proposta feita} | Negócio - Status: {outcome:Ganho|Perdido|Aberto}
        | Negócio - Negócio criado em: {created} | Negócio - Atualizado em: 2025-03-01 10:00:00
        | Negócio - Ganho em: {won_on:%Y-%m-%d 10:00:00} | Negócio - Perdido em: {lost_on:%Y-%m-%d 10:00:00}
        | Negócio - Data de fechamento esperada: {expected} | Negócio - Proprietário: {owner}
        | Negócio - Fonte do Lead: {source}""",
        locale="pt_BR", currency="BRL",
    ),
    Export(
        "Odoo by technical names", "crm.lead.csv",
        """id: __export__.crm_lead_{number}_ff | name: {title} | type: opportunity | partner_name: Lead {number}
        | partner_id/name: {account} | user_id/name: {owner} | team_id/name: Europe
        | stage_id/name: {outcome:Won|New|{step:New|Qualified|Proposition}} | active: {outcome:True|False|True}
        | expected_revenue: {amount} | prorated_revenue: {half} | create_date: {created}
        | date_last_stage_update: 2025-01-01 10:00:00 | date_closed: {closed:%Y-%m-%d 11:00:00} | date_deadline: {expected}
        | lost_reason_id/name: {outcome:|Price|} | source_id/name: {source}""",
        tables=("deals", "reps", "teams"),
    ),
    Export(
        "Dynamics in Spanish", "Mis oportunidades.csv",
        """(No modificar) Oportunidad: 5f2e1c3a-1111-4000-8000-{number:012d} | Tema: {title} | Cliente potencial: {account}
        | Fecha de cierre est.: {expected:%d/%m/%Y} | Fecha de cierre real: {closed:%d/%m/%Y}
        | Ingresos est.: {estimate:1.234,50} € | Ingresos reales: {outcome:{amount:1.234,50} €|0,00 €|}
        | Estado: {outcome:Logrado|Perdido|Abierto} | Razón para el estado: {outcome:Logrado|Cancelado|En curso}
        | Propietario: {owner} | Fecha de creación: {created:%d/%m/%Y %H:%M} | Origen del cliente potencial: {source}""",
        own={"estimate": lambda d: d.amount + (100 if d.won else 0)},
        locale="es", currency="EUR", delimiter=";",
    ),
    Export(
        "Dynamics in simplified Chinese", "所有商机.csv",
        """(请勿修改) 商机: 5f2e1c3a-2222-4000-8000-{number:012d} | 主题: {title} | 潜在客户: {account}
        | 估计结束日期: {expected:%Y/%-m/%-d} | 实际结束日期: {closed:%Y/%-m/%-d} | 估计收入: ¥{amount:1,234.50}
        | 实际收入: {outcome:¥{amount:1,234.50}|¥0.00|} | 状态: {outcome:赢单|丢单|打开}
        | 状态描述: {outcome:赢单|已取消|正在进行} | 负责人: {owner} | 创建时间: {created:%Y/%-m/%-d %H:%M}""",
        locale="zh_Hans", currency="CNY", encoding="utf-8-sig", lacking=("source",),
    ),
    Export(
        "Dynamics in German", "Alle Verkaufschancen.csv",
        """(Nicht ändern) Verkaufschance: 5f2e1c3a-3333-4000-8000-{number:012d} | Thema: {title}
        | Potenzieller Kunde: {account} | Gesch. Abschlussdatum: {expected:%d.%m.%Y}
        | Tats. Abschlussdatum: {closed:%d.%m.%Y} | Gesch. Umsatz: {estimate:1.234,50} €
        | Tats. Umsatz: {outcome:{amount:1.234,50} €|0,00 €|} | Status: {outcome:Gewonnen|Verloren|Offen}
        | Statusgrund: {outcome:Gewonnen|Abgebrochen|In Bearbeitung} | Besitzer: {owner}
        | Erstellt am: {created:%d.%m.%Y %H:%M} | Leadquelle: {source}""",
        own={"estimate": lambda d: d.amount + (100 if d.won else 0)},
        locale="de", currency="EUR", delimiter=";", encoding="utf-8-sig",
    ),
    Export(
        "Bitrix24 in simplified Chinese", "DEAL_cn.csv",
        """ID: {number} | 阶段: {outcome:交易成功|交易失败|{step:新建|准备文件|进行中}} | 交易名称: {title} | 交易类型: 销售
        | 来源: {source} | 公司: {account} | 负责人: {owner} | 收入: {amount} | 货币: 人民币
        | 预计关闭日期: {closing:%Y-%m-%d} | 已关闭: {outcome:是|是|否} | 创建于: {created:%Y-%m-%d %H:%M:%S}
        | 修改于: 2025-03-01 10:00:00""",
        locale="zh_Hans", currency="CNY", delimiter=";",
    ),
    Export(
        "Copper API", "copper.csv",
        """Id: 33{number:04d} | Name: {title} | Assignee Id: {owner_number} | Owned By: {owner} | Company: {account}
        | Pipeline Stage: {step:First Meeting|Partner Meeting|Negotiation} | Status: {outcome:Won|Lost|Open}
        | Monetary Value: {amount} | Converted Value: {half} | Win Probability: 50 | Close Date: {expected:%m/%d/%Y}
        | Completed Date: {closed:%m/%d/%Y} | Date Created: {created} | Date Modified: 2025-03-01 10:00:00
        | Customer Source: {source} | Loss Reason: {outcome:|Price|}""",
    ),
    Export(
        "SugarCRM", "opportunities.csv",
        """Opportunity Name: {title} | ID: s-{number:05d} | Account Name: {account} | Lead Source: {source}
        | Best: {double:1,234.50} | Likely: {amount:1,234.50} | Worst: {half:1,234.50}
        | Sales Stage: {outcome:Closed Won|Closed Lost|{step:Prospecting|Needs Analysis|Value Proposition}}
        | Status: {outcome:Closed Won|Closed Lost|In Progress} | Expected Close Date: {closing:%m/%d/%Y}
        | Assigned User Name: {owner} | Assigned User ID: {owner_number} | Team Name: Global
        | Date Created: {created:%m/%d/%Y %I:%M%P} | Date Modified: 03/01/2025 10:00am""",
        own={"double": lambda d: d.amount * 2},
        tables=("deals", "reps", "teams"),
    ),
    Export(
        "Kommo in Spanish", "kommo_es.csv",
        """ID: {number} | Nombre del lead: {title} | Compañía del lead: {account} | Usuario responsable: {owner}
        | Estatus del lead: {outcome:Logrado con éxito|Venta Perdida|{step:Contacto inicial|Negociación|Toma de decisión}}
        | Presupuesto: {amount:1234.50} | Fecha de Creación: {created:%d.%m.%Y %H:%M:%S}
        | Fecha de edición: 01.03.2025 10:00:00 | Cerrado en: {closed:%d.%m.%Y 10:00:00|no cerrado}
        | Fecha de cierre prevista: {expected:%d.%m.%Y} | Fuente: {source}""",
        locale="es", currency="EUR", delimiter=";", repaired=8,
    ),
    Export(
        "Capsule", "opportunities.csv",
        """ID: {number} | Name: {title} | Party: {account} | Milestone: {outcome:Won|Lost|{step:New|Bid|Negotiation}}
        | Currency: GBP | Value: {amount} | Weighted Value: {half} | Expected Close Date: {expected} | Closed On: {closed}
        | Owner: {owner} | Created: {created:%Y-%m-%dT%H:%M:%SZ} | Updated: 2025-03-01T10:00:00Z | Source: {source}""",
        locale="en_GB", currency="GBP",
    ),
    Export(
        "offers of a German firm", "Angebotsliste.csv",
        """Angebot Nr.: AN-{number:05d} | Datum: {created:%d.%m.%y} | Kunde: {account} | Betreff: {title} | Vertreter: {owner}
        | Herkunft: {source} | Netto: {amount:1.234,50} | MwSt.: {half:1.234,50} | Währung: EUR
        | Status: {outcome:Auftrag|Abgelehnt|{step:Offen|Nachfassen|In Verhandlung}} | Entschieden am: {closed:%d.%m.%y}
        | Geplanter Auftragseingang: {expected:%d.%m.%y}""",
        above=[["Musterfirma GmbH"], ["Angebotsliste 2024"], []],
        below=[["Summe", "", "", "", "", "", "1.180.795,00"]],
        locale="de", currency="EUR", encoding="cp1252", delimiter=";", lacking=("time",),
    ),
    Export(
        "quotations of a Thai firm", "ใบเสนอราคา.csv",
        """ลำดับที่: {number} | เลขที่ใบเสนอราคา: QT-{number:04d} | รายละเอียดงาน: {title} | บริษัท: {account} | ผู้ขาย: {owner}
        | ลูกค้ามาจาก: {source} | ราคารวม: {amount:1,234.50} บาท | ผลการเสนอราคา: {outcome:ได้|ไม่ได้|{step:รอผล|ติดตาม|ต่อรองราคา}}
        | วันที่เสนอราคา: {created:%-d %b %Ey} | วันที่ทราบผล: {closed:%-d %b %Ey|-} | กำหนดทราบผล: {expected:%-d %b %Ey}""",
        months=THAI_MONTHS,
        locale="th", currency="THB", encoding="utf-8-sig", delimiter="|", lacking=("time",),
    ),
    Export(
        "Hungarian, thousands and names of months", "értékesítés.csv",
        """Sorszám: {number} | Partner: {account} | Projekt megnevezése: {title} | Üzletkötő: {owner}
        | Megkeresés módja: {source} | Bevétel (eFt): {thousands}
        | Fázis: {outcome:Nyertes|Vesztes|{step:Felmérés|Ajánlatadás|Szerződéskötés}}
        | Megkeresés dátuma: {created:%Y. %b %-d.} | Döntés dátuma: {closed:%Y. %b %-d.}
        | Várható döntés: {expected:%Y. %b %-d.}""",
        own={"thousands": lambda d: f"{d.amount / 1000:f}".replace(".", ",")},
        months=HUNGARIAN_MONTHS,
        above=[["", "", "Projekt adatok", "", "", "Pénzügy", "", "Dátumok"]],
        locale="hu", currency="HUF", encoding="cp1250", delimiter=";", lacking=("time",),
    ),
    Export(
        "no status but the dates of won and lost", "tracker.csv",
        """# : {number} | Opportunity: {title} | Customer: {account} | Account manager: {owner} | Origin: {source}
        | Size (k€): {thousands} | Opened: {created:%d-%b-%Y} | Won on: {won_on:%d-%b-%Y} | Lost on: {lost_on:%d-%b-%Y}
        | Due: {expected:%d-%b-%Y}""",
        own={"thousands": lambda d: str(d.amount / 1000)},
        locale="en_IE", currency="EUR", lacking=("time",),
    ),
    Export(
        "Odoo in Chinese", "crm.lead.csv",
        """商机: {title} | 客户: {account} | 销售员: {owner} | 销售团队: 华东 | 预期收入: {amount:1234.50}
        | 按比例收入: {half:1234.50} | 阶段: {outcome:赢得|新建|{step:新建|合格|建议}} | 有效: {outcome:True|False|True}
        | 创建日期: {created} | 关闭日期: {closed:%Y-%m-%d 10:00:00} | 预期结束: {expected}
        | 失去原因: {outcome:|太贵|} | 来源: {source}""",
        locale="zh_CN", currency="CNY", encoding="utf-8-sig",
    ),
    Export(
        "Bitrix24 in Portuguese", "DEAL_br.csv",
        """ID: {number} | Etapa: {outcome:Negócio ganho|Negócio perdido|{step:Novo|Preparar documentos|Em execução}}
        | Nome do negócio: {title} | Origem: {source} | Empresa: {account} | Pessoa responsável: {owner} | Renda: {amount}
        | Moeda: BRL | Data prevista de conclusão: {closing:%d/%m/%Y} | Fechado: {outcome:Sim|Sim|Não}
        | Criado em: {created:%d/%m/%Y %H:%M:%S} | Modificado em: 01/03/2025 10:00:00""",
        locale="pt_BR", currency="BRL", delimiter=";",
    ),
    Export(
        "Pipedrive in Chinese", "deals-zh.csv",
        """交易 - ID: {number} | 交易 - 标题: {title} | 交易 - 价值: {amount} | 交易 - 价值货币: CNY
        | 交易 - 加权价值: {half} | 交易 - 组织: {account} | 交易 - 阶段: {step:合格|演示|提案}
        | 交易 - 状态: {outcome:已赢得|已失去|开放} | 交易 - 交易创建时间: {created}
        | 交易 - 赢得时间: {won_on:%Y-%m-%d 10:00:00} | 交易 - 失去时间: {lost_on:%Y-%m-%d 10:00:00}
        | 交易 - 预期关闭日期: {expected} | 交易 - 所有者: {owner} | 交易 - 来源渠道: {source}""",
        locale="zh_CN", currency="CNY",
    ),
    Export(
        "Teamleader in German", "Verkaufschancen.csv",
        """Referenz: {number} | Titel: {title} | Kunde: {account} | Verantwortlich: {owner} | Herkunft: {source}
        | Phase: {outcome:Akzeptiert|Abgelehnt|{step:Neu|Termin|Angebot gesendet}} | Betrag exkl. MwSt.: {amount:1234,50}
        | Gewichteter Betrag: {half:1234,50} | Währung: EUR | Hinzugefügt am: {created:%d.%m.%Y %H:%M}
        | Geschätzter Abschluss: {expected:%d.%m.%Y} | Geschlossen am: {closed:%d.%m.%Y}""",
        locale="de", currency="EUR", delimiter=";",
    ),
    Export(
        "quotes with their costs", "ops tracker.csv",
        """Ref: OP-{number:04d} | Opp: {title} | Customer Name: {account} | Sales Exec: {owner} | Lead Origin: {source}
        | Quoted (USD): {amount:1,234.50} | Cost (USD): {half:1,234.50}
        | Status: {outcome:Order Won|Order Lost|{step:Quoted|Follow up|Verbal}}
        | Enquiry Date: {created:%-d %b, %Y %H:%M:%S} | Decision Date: {closed:%-d %b, %Y 00:03:00}
        | Expected Decision: {expected:%-d %b, %Y}""",
    ),
)  # fmt: skip
