"""Divisions, partners, programmes, engines, subsidies and evidence hold what was published."""

import pandas as pd
import shapely

from cluster_planner.domain.contracts.common import DIVISION_LABELS
from cluster_planner.domain.snapshot import Snapshot


def test_the_tables_are_complete(snapshot: Snapshot):
    assert {
        "divisions": 11,
        "partners": 123,
        "programmes": 40,
        "growth_engines": 27,
        "subsidy_tiers": 4,
        "evidence": 74,
    } == {
        name: len(snapshot[name])
        for name in (
            "divisions",
            "partners",
            "programmes",
            "growth_engines",
            "subsidy_tiers",
            "evidence",
        )
    }
    assert dict(snapshot["divisions"].set_index("division_id")["name_ko"]) == DIVISION_LABELS


def test_six_divisions_have_a_snu_institute(snapshot: Snapshot):
    divisions = snapshot["divisions"].set_index("division_id")["snu_institute_ko"].dropna()

    assert {
        "ai_factory",
        "future_car",
        "humanoid",
        "autonomous_ship",
        "defence",
        "ai_chip",
    } == set(divisions.index)
    assert "해양시스템공학연구소" == divisions["autonomous_ship"]

    partners = snapshot["partners"]
    institutes = partners[partners["speciality_ids"] == "snu_institute"]
    assert {f"서울대 {name}" for name in divisions} == set(institutes["name_ko"])
    assert {f"snu_institute_{d}" for d in institutes["division_ids"]} == set(
        institutes["partner_id"]
    )
    assert (institutes["type_id"] == "institute").all()


def test_what_a_partner_makes_is_what_its_source_says(snapshot: Snapshot):
    partners = snapshot["partners"].set_index("partner_id")
    makers = partners[~partners["speciality_ids"].isin(["", "snu_institute"])]

    assert set(makers.index[makers["speciality_ids"] == "battery"]) == {
        "lg_energy_solution",
        "samsung_sdi",
        "sk_on",
    }
    assert makers["role_ko"].str.contains("배터리|핸드|감속기").all()
    assert makers["division_ids"].str.contains("humanoid").all()


def test_a_partner_has_a_point_exactly_where_its_place_is_known(snapshot: Snapshot):
    partners = snapshot["partners"]
    known = partners["location_basis"] != "unknown"

    assert (partners["lon"].notna() == known).all()
    assert (partners["lat"].notna() == known).all()
    assert (partners["city_ko"].notna() == known).all()
    assert {"source": 31, "general_knowledge": 67, "unknown": 25} == partners[
        "location_basis"
    ].value_counts().to_dict()


def test_what_is_general_knowledge_says_so(snapshot: Snapshot):
    partners = snapshot["partners"]
    ours = partners[partners["location_basis"] == "general_knowledge"]

    assert ours["location_note"].str.contains("일반 지식").all()


def test_a_partner_stands_inside_its_sigungu(snapshot: Snapshot):
    shapes = snapshot.sigungu.set_index("sigungu_code").geometry
    placed = snapshot["partners"].dropna(subset=["sigungu_code"])
    points = placed[["sigungu_code", "lon", "lat"]].itertuples(index=False)

    assert all(
        shapes[code].buffer(1e-5).contains(shapely.Point(lon, lat)) for code, lon, lat in points
    )


def test_amounts_are_million_won_and_unknown_ones_empty(snapshot: Snapshot):
    programmes = snapshot["programmes"].set_index("programme_id")["amount_mkrw"]

    assert (700_000, 140_000, 150_000_000) == tuple(
        programmes[name]
        for name in ("max_five_tasks_2026", "ax_demo_complex", "national_growth_fund")
    )
    assert {
        "ai_factory_lead",
        "growth_engine_subsidy",
        "humanoid_demo",
        "autonomous_factory",
        "manufacturing_ai_smart_factory",
        "robot_innovation",
        "local_investment_subsidy",
        "complex_max_gx",
    } == set(programmes.index[programmes.isna()])


def test_the_2027_figures_are_marked_as_a_bill(snapshot: Snapshot):
    programmes = snapshot["programmes"].set_index("programme_id")
    bills = programmes[programmes.index.str.endswith("_2027_bill")]

    assert len(bills) >= 5
    assert bills["status_ko"].str.contains("국회 심의 중").all()


def test_engines_are_never_called_final(snapshot: Snapshot):
    engines = snapshot["growth_engines"]

    assert set(engines["status_id"]) <= {
        "candidate",
        "inferred_final",
        "inferred",
        "provincial",
        "belt",
    }
    assert (engines["mapping_basis"] == "own").all()
    assert set(snapshot["regions"]["region_id"]) == set(engines["region_id"])


def test_shares_of_a_subsidy_add_up_and_only_stated_caps_are_kept(snapshot: Snapshot):
    tiers = snapshot["subsidy_tiers"].set_index("tier_id")

    assert (tiers["national_share_pct"] + tiers["local_share_pct"] == 100).all()
    assert (30_000, 30_000) == (tiers.loc["lower", "cap_mkrw"], tiers.loc["crisis", "cap_mkrw"])
    assert pd.isna(tiers.loc["upper", "cap_mkrw"])


def test_evidence_tiers_follow_the_kind_of_evidence(snapshot: Snapshot):
    evidence = snapshot["evidence"].set_index("evidence_id")["tier"]

    assert {f"E{n:03d}" for n in range(1, 9)} == set(evidence.index[evidence == "A"])
    assert {"E022", "E023"} == set(evidence.index[evidence == "P"])
    assert {"E009", "E030", "E069", "E070", "E071", "E072", "E073", "E074"} == set(
        evidence.index[evidence == "X"]
    )
    assert ("B", "C", "T", "B") == tuple(evidence[i] for i in ("E024", "E058", "E010", "E064"))


def test_no_target_or_vendor_claim_counts_as_measured(snapshot: Snapshot):
    measured = snapshot["evidence"].query("tier in ['A', 'B', 'C']")["evidence_type"]

    assert not measured.str.contains("target|vendor|benchmark|expected").any()


def test_second_hand_official_figures_are_not_called_official(snapshot: Snapshot):
    evidence = snapshot["evidence"].set_index("evidence_id")

    assert "github-secondary" == evidence.loc["E004", "confidence"]
    assert "news" == evidence.loc["E051", "confidence"]
    assert "official (secondary)" == evidence.loc["E051", "confidence_note"]
