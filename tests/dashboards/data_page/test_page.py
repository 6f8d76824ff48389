"""The page 자료: its open tab stands in the address, and an address opens it."""

from dashboards.data_page.page import DataPage
from dashboards.shell import Wire
from dashboards.state.address import DATA_TABS, Address
from dashboards.state.desk import Desk
from dashboards.state.session import Session


def page_of(desk: Desk, address: Address) -> DataPage:
    return DataPage(Session(desk, address), Wire(lambda *_: None))


def test_an_address_opens_its_tab(desk: Desk) -> None:
    assert page_of(desk, Address(page="data", tab="snapshots")).tabs.active == "snapshots"
    assert page_of(desk, Address(page="data")).tabs.active == DATA_TABS[0]


def test_a_tab_that_is_opened_stands_in_the_address_and_the_first_one_does_not(desk: Desk) -> None:
    page = page_of(desk, Address(page="data"))
    page.tabs.open("notes")
    assert page._session.address.tab == "notes"

    page.tabs.open(DATA_TABS[0])
    assert page._session.address.tab == ""


def test_going_back_opens_the_tab_that_was_open(desk: Desk) -> None:
    page = page_of(desk, Address(page="data"))
    page.tabs.open("rules")
    page._session.go_to(Address(page="data"))

    assert page.tabs.active == DATA_TABS[0]
