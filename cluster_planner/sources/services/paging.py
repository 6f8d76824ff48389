"""All pages of a list, or an error: half a list is never taken for a whole one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from cluster_planner.errors import Finding
from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.failure import ServiceError
from cluster_planner.sources.services.portal import Page, page_of
from cluster_planner.sources.services.transport import Answer, Question

type Told = Callable[[str, float | None], None]
"""What is told of the progress: words, and the share done if known."""


@dataclass(frozen=True)
class Collected:
    """The items of every page, and what identifies the answers they came in."""

    items: tuple[Mapping[str, str], ...]
    pages: int
    sha256: str
    size_bytes: int
    fetched_on: str


def all_pages(
    client: Client,
    path: str,
    parameters: Mapping[str, str],
    *,
    rows: int,
    most_pages: int,
    what: str,
    only: Collection[str] | None = None,
) -> Collected:
    """Ask page after page of a data.go.kr list. Raises ServiceError when it does not come whole.

    With `only`, all other fields are let go as soon as a page was parsed, and no page is cached:
    that is for lists of firms and people.
    """
    keep = only is None
    items: list[Mapping[str, str]] = []
    digest, size, days, last = hashlib.sha256(), 0, [], ""

    def parse(answer: Answer) -> Page:
        page = page_of(answer)
        return page if only is None else page.only(only)

    for number in range(1, most_pages + 1):
        asked = {**parameters, "pageNo": str(number), "numOfRows": str(rows), "type": "json"}
        page = client.ask(Question(path, asked, "serviceKey"), parse, keep=keep)
        if page.items and page.sha256 == last:
            raise _incomplete(client, what, "같은 쪽이 되풀이해서 왔습니다")
        last = page.sha256
        items += page.items
        digest.update(page.sha256.encode())
        size += page.size_bytes
        days.append(page.fetched_on)
        enough = len(page.items) < rows if page.total is None else len(items) >= page.total
        if enough:
            return Collected(tuple(items), number, digest.hexdigest(), size, min(days))
        if not page.items:
            problem = f"{page.total or 0:,}건이라면서 {len(items):,}건 뒤로 더 주지 않습니다"
            raise _incomplete(client, what, problem)
    problem = f"{most_pages:,}쪽을 받고도 끝나지 않았습니다({len(items):,}건)"
    raise _incomplete(client, what, problem)


def _incomplete(client: Client, what: str, problem: str) -> ServiceError:
    where = f"{client.access.name_ko} {what}"
    remedy = "잠시 뒤 다시 하세요. 받은 것은 쓰지 않았습니다"
    return ServiceError(Finding(where, problem, remedy), code="INCOMPLETE")
