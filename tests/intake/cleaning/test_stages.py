"""Stages that nobody knows."""

from dataclasses import replace

from keyfunnel.model.workspace import DEFAULT_STAGES, Phase, Stage
from tests.intake.company import Company, codes


def deals(*stages: str) -> str:
    rows = "".join(f"D{number},{stage},2024-01-02,100\n" for number, stage in enumerate(stages))
    return f"Deal ID,Stage,Created,Amount\n{rows}"


def test_a_first_import_makes_its_stages_known(company: Company) -> None:
    """Nobody has named the workspace's stages yet: those of the data are what there is."""
    report = company.bring(None, deals=deals("Sniffing", "Haggling", "Closed Won", "Closed Lost"))
    assert "unknown_stage" not in codes(report.files[0])


def test_a_stage_that_looks_like_another_misspelt_is_told(company: Company) -> None:
    """One Hagling among 40 Haggling; On hold is as rare and like no other."""
    report = company.bring(None, deals=deals(*["Haggling"] * 40, "Hagling", "On hold"))
    (finding,) = [one for one in report.files[0].findings if one.code == "unknown_stage"]
    assert (finding.rows, finding.message.params["stages"]) == (1, "Hagling")


def test_a_stage_that_no_import_had_before_is_told_once(company: Company) -> None:
    company.bring(None, deals=deals("Sniffing", "Haggling"))
    later = deals("Sniffing", "haggling", "Waiting", "Waiting")
    (finding,) = [one for one in company.bring(None, deals=later).files[0].findings if one.code == "unknown_stage"]
    assert (finding.rows, finding.message.params["stages"]) == (2, "Waiting")
    assert "unknown_stage" not in codes(company.bring(None, deals=later).files[0])


def test_a_workspace_that_names_its_stages_is_told_of_every_other(company: Company) -> None:
    named = (*DEFAULT_STAGES[:-1], Stage("Haggling", Phase.DECISION, crm=("haggling",)), DEFAULT_STAGES[-1])
    company.home.save(replace(company.home.workspace, stages=named))
    for _ in range(2):
        report = company.bring(None, deals=deals("Sniffing", "Haggling", "Closed Won"))
        (finding,) = [one for one in report.files[0].findings if one.code == "unknown_stage"]
        assert (finding.rows, finding.message.params["stages"]) == (1, "Sniffing")
