"""What each changed input does alone, solved beside the page when somebody asks."""

from typing import Any

from cluster_planner.domain.plan import Run
from cluster_planner.present.difference_figures import ends_words, score_words, signed
from cluster_planner.present.difference_words import GROUPS, DifferenceWords
from cluster_planner.present.share_words import REST, WHOLE, rest_sentence, share_words
from cluster_planner.sweeps.attribution import Attribution, changed_groups
from cluster_planner.sweeps.effects import Effect, Share
from cluster_planner.sweeps.questions import WhyDifferent
from dashboards.compare.card import Card
from dashboards.compare.comparison import Comparison
from dashboards.parts import Column, Field, Form, Table
from dashboards.state.session import Session
from dashboards.work.questions import Asker, Inquiry, answered_words, waiting_words

_ALONE = (
    "기준 실행에서 조건(자료와 프로그램 판도)을 묶음 하나씩만 바꾸어 다시 풀어, 묶음마다의 몫을 봅니다. "
    "묶음 수만큼 풀이가 돌고, 그동안 다른 일을 할 수 있습니다."
)


class Shares:
    """A button, and then a row for each group of inputs, for what they do together, and the whole."""

    def __init__(self, session: Session) -> None:
        label = session.words
        self._session = session
        self._words: DifferenceWords | None = None
        self._question: WhyDifferent | None = None
        self._asker = Asker(session.desk.inquiries, self._hear)
        self._buttons = Form([], on_change=self._pressed, inline=True, css_classes=["find"])
        self._table = Table(
            [
                Column("group", label("조건 묶음"), width=150),
                Column("score", label("목적값"), width=150),
                Column("ends", label("목적값의 구간"), width=190),
                Column("national", label("국비"), width=110),
                Column("gain", label("기대 부가가치"), width=130),
                Column("joined", label("들어온 단지")),
                Column("left", label("빠진 단지")),
            ],
            caption=label("조건 하나씩의 몫"),
            sizing_mode="stretch_width",
            visible=False,
        )
        self.card = Card(label("조건 하나씩의 몫"), self._buttons, self._table, name="shares")

    def show(self, found: Comparison) -> None:
        """Take up another pair; what was answered before is shown at once."""
        pair = found.pair
        if pair is None:
            return
        self._words = found.words
        groups = changed_groups(pair.base, pair.other)
        known = pair.base.snapshot_digest in found.known.snapshots
        question = WhyDifferent(
            base=pair.base,
            other=pair.other,
            base_data=self._folder(pair.base, found),
            other_data=self._folder(pair.other, found),
        )
        if self._question is not None and self._question.key == question.key:
            return
        self._question = question
        self._table.visible = False
        self.card.view.visible = bool(groups) and known and pair.base.plan is not None
        if self.card.view.visible and not self._asker.recall(question):
            self.card.say(_ALONE)
            self._offer("ask")

    def _folder(self, run: Run, found: Comparison) -> str | None:
        """Where the data of a run are, unless they are those that the page shows."""
        digest, known = run.snapshot_digest, found.known.folders
        if digest == self._session.catalog.snapshot.digest or digest not in known:
            return None
        folder = known[digest]
        return "" if folder is None else str(folder)

    def _pressed(self, key: str, _: Any) -> None:
        if key in ("ask", "again") and self._question is not None:
            self._asker.ask(self._question)
        elif key == "stop":
            self._asker.cancel()

    def _hear(self, inquiry: Inquiry) -> None:
        if self._question is None or inquiry.question.key != self._question.key:
            return
        if isinstance(inquiry.answer, Attribution):
            self._answer(inquiry.answer, answered_words(inquiry))
            return
        before = self._session.desk.inquiries.before(inquiry)
        problems = " ".join(str(finding) for finding in inquiry.findings)
        self.card.say(f"{waiting_words(inquiry, before)} {problems}".strip())
        self._offer("ask" if inquiry.ended else "stop")

    def _answer(self, found: Attribution, when: str = "") -> None:
        self._offer("again")
        self._table.visible = True
        rows = [self._row(share, found) for share in found.shares]
        rest = {
            "key": "rest",
            "group": REST,
            "score": signed(found.rest_score, found.unit),
            "ends": ends_words(found.rest_score_low, found.rest_score_high, found.unit),
            "national": signed(found.rest_national_mkrw, "mkrw"),
            "gain": signed(found.rest_gain_mkrw, "mkrw"),
            "joined": "–",
            "left": "–",
        }
        whole = {"key": "whole", "group": WHOLE}
        wholes = [whole | self._effect(found.whole, found)] if found.whole else []
        self._table.show([*rows, rest, *wholes])
        unknown = rest_sentence(
            stopped=found.stopped,
            planned=found.whole is not None,
            shared=all(share.effect is not None for share in found.shares),
        )
        self.card.say(
            "기준 실행에서 묶음 하나만 바꾸어 다시 푼 변화입니다(추정). 몫과 나머지를 더하면 전체 변화가 됩니다. "
            "구간은 두 풀이의 간격에서 나온, 가장 좋은 목적값의 차이가 있는 곳이고, "
            f"'간격 안'은 두 풀이의 간격보다 작은 변화입니다. {unknown} {when}".rstrip()
        )

    def _row(self, share: Share, found: Attribution) -> dict[str, Any]:
        row: dict[str, Any] = {"key": share.group, "group": GROUPS.get(share.group, share.group)}
        effect = share.effect
        if effect is None:
            told = share_words(share.status, share.findings)
            return (
                row
                | dict.fromkeys(("ends", "national", "gain", "joined", "left"), "–")
                | {"score": told}
            )
        return row | self._effect(effect, found)

    def _effect(self, effect: Effect, found: Attribution) -> dict[str, Any]:
        return {
            "score": score_words(effect.score, found.unit, sure=effect.sure),
            "ends": ends_words(effect.score_low, effect.score_high, found.unit),
            "national": signed(effect.national_mkrw, "mkrw"),
            "gain": signed(effect.gain_mkrw, "mkrw"),
            "joined": self._names(effect.joined_park_ids),
            "left": self._names(effect.left_park_ids),
        }

    def _names(self, park_ids: tuple[str, ...]) -> str:
        assert self._words is not None
        return ", ".join(map(self._words.name, park_ids)) or "–"

    def _offer(self, key: str) -> None:
        label = self._session.words
        text = {
            "ask": label("조건 하나씩 풀어 보기"),
            "again": label("다시 계산"),
            "stop": label("멈춤"),
        }[key]
        wanted = [Field(key, text, "button")]
        if [field["key"] for field in self._buttons.fields] != [key]:
            self._buttons.replace_fields(wanted)
        self._buttons.visible = True
