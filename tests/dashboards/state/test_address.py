"""An address says the whole view, comes back as it was, and names what it cannot mean."""

from dataclasses import replace

import pytest

from dashboards.lookups.catalog import Catalog
from dashboards.lookups.choices import Filters, View
from dashboards.lookups.picks import packed, unpacked
from dashboards.state.address import Address, Known, read, written
from dashboards.state.known import known_values

FULL = Address(
    page="compare",
    lang="en",
    filters=Filters(
        region_ids=("jeju", "capital"), only_core=True, query="구미 & 100%", picked=("p_gumi",)
    ),
    view=View(level="region"),
    park="p_gumi",
    area="region:jeju",
    draft="0123456789ab",
    run="R-1",
    job="deadbeef",
    compared=("R-1", "R-2"),
    against="R-2",
    tab="snapshots",
)


@pytest.fixture(scope="module")
def known(catalog: Catalog) -> Known:
    return known_values(catalog)


def problems(query: str, known: Known) -> list[str]:
    return [finding.where for finding in read(query, known)[1]]


def test_the_start_is_only_its_page() -> None:
    assert written(Address()) == "?page=explore"


def test_everything_comes_back(known: Known) -> None:
    address, findings = read(written(FULL), known)

    assert address == FULL
    assert findings == ()


@pytest.mark.parametrize("empty", ["", "?", "?&&", "?region="])
def test_nothing_said_is_the_start(empty: str, known: Known) -> None:
    assert read(empty, known) == (Address(), ())


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("region=atlantis", "주소의 region=atlantis"),
        ("park=p_nowhere", "주소의 park=p_nowhere"),
        ("page=admin", "주소의 page=admin"),
        ("tab=secrets", "주소의 tab=secrets"),
        ("lang=fr", "주소의 lang=fr"),
        ("core=yes", "주소의 core=yes"),
        ("run=../../etc/passwd", "주소의 run=../../etc/passwd"),
        ("draft=%00", "주소의 draft=�"),
        ("job=가", "주소의 job=가"),
        ("runs=R-1,R/2", "주소의 runs=R/2"),
        ("where=planet:mars", "주소의 where=planet:mars"),
        ("unheard=1", "주소의 unheard"),
        ("q=" + "가" * 401, "주소의 q=" + "가" * 40 + "…"),
        ("q=%ff%fe%00", "주소의 q=��" + "�"),
        ("picked=~0000", "주소의 picked=~0000"),
    ],
)
def test_what_means_nothing_is_named(query: str, where: str, known: Known) -> None:
    address, findings = read("?" + query, known)

    assert [finding.where for finding in findings] == [where]
    assert replace(address, compared=()) == Address()


def test_the_good_part_of_a_list_stays(known: Known) -> None:
    address, findings = read("?region=jeju,atlantis,jeju", known)

    assert address.filters.region_ids == ("jeju",)
    assert len(findings) == 1


def test_a_hostile_address_does_not_bury_the_page(known: Known) -> None:
    query = "&".join(f"x{number}=1" for number in range(500))
    findings = read(query, known)[1]

    assert len(findings) == 7
    assert findings[-1].problem == "뜻이 없는 값이 494개 더 있습니다"


def test_a_long_list_of_picked_parks_fits_into_an_address(known: Known) -> None:
    picked = known.parks[::2]
    address = Address(filters=Filters(picked=picked))
    query = written(address, known.parks)

    assert len(picked) > 600
    assert len(query) < 300
    assert read(query, known) == (address, ())


def test_a_packed_list_means_nothing_in_other_data(known: Known) -> None:
    word = packed(known.parks[:20], known.parks)

    assert unpacked(word, known.parks) == known.parks[:20]
    assert unpacked(word, known.parks[1:]) is None
    assert unpacked(word[:7] + "?" * 8, known.parks) is None
    assert unpacked(word[:7] + "_" * 400, known.parks) is None


def test_a_switch_says_yes_and_no(known: Known) -> None:
    assert read("?core=1", known)[0].filters.only_core
    assert not read("?core=0", known)[0].filters.only_core


def test_a_seventh_finding_and_more_are_only_counted(known: Known) -> None:
    findings = read("?" + "&".join(f"x{n}=1" for n in range(8)), known)[1]
    assert len(findings) == 7
    assert findings[-1].problem == "뜻이 없는 값이 2개 더 있습니다"
