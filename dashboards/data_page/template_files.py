"""Empty forms of the lists that an office fills in itself."""

from typing import Any, Final

from cluster_planner.present.templates import TemplateKind, template_bytes, template_name
from dashboards.parts import Field, Form
from dashboards.shell import Wire
from dashboards.state.session import Session

_KINDS: Final[dict[str, tuple[TemplateKind, str]]] = {
    "partners": ("partners", "참여기관 양식"),
    "programmes": ("programmes", "사업 양식"),
}


def templates_form(session: Session, wire: Wire) -> Form:
    """Buttons that save an Excel form with lists to choose from."""
    words = session.words

    def save(key: str, _: Any) -> None:
        kind = _KINDS[key][0]
        content = template_bytes(kind, session.catalog.snapshot)
        wire.save(template_name(kind, "xlsx"), content)

    fields = [
        Field(key, words(label), "button", icon="download") for key, (_, label) in _KINDS.items()
    ]
    return Form(fields, on_change=save, words=words, inline=True)
