"""Partners with a known place are lines; the others are counted."""

from cluster_planner.present.partner_links import partner_links
from tests.present.plan_cases import assignment, hand_made, partners, run_of
from tests.real_data import real_snapshot

LINKS = partner_links(hand_made(), real_snapshot())


def test_every_pair_is_told_and_only_known_places_are_drawn() -> None:
    placed, lost = partners()

    assert {(x.partner_id, x.park_id) for x in LINKS.links} == {
        (placed, "p_changwon"), (lost, "p_changwon"),
    }  # fmt: skip
    assert [x.partner_id for x in LINKS.placed] == [placed]
    assert LINKS.unplaced == 1
    assert LINKS.placed[0].distance_km == 12.5


def test_a_line_ends_in_its_park() -> None:
    parks = real_snapshot()["parks"].set_index("park_id")
    (feature,) = LINKS.features()["features"]

    assert feature["geometry"]["coordinates"][1] == [
        round(parks.at["p_changwon", "lon"], 4), round(parks.at["p_changwon", "lat"], 4),
    ]  # fmt: skip
    assert feature["properties"]["title"].endswith("→ 창원")


def test_a_park_without_partners_has_no_links() -> None:
    assert LINKS.of_park("p_banwol").links == ()
    assert len(LINKS.of_park("p_changwon").links) == 2


def test_two_roles_in_a_park_are_one_link() -> None:
    placed, _ = partners()
    run = run_of(
        assignments=(
            assignment("p_changwon", placed, 12.5),
            assignment("p_changwon", placed, 12.5),
        )
    )
    (link,) = partner_links(run, real_snapshot()).links

    assert link.roles == 2
