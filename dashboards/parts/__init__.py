"""Parts of a page that know nothing of parks: forms, tables, charts, cards, tabs and markup.

Each is one Bokeh model, however many controls it shows: a page of sixty levers costs what one widget
costs, and its labels, errors and keyboard are plain HTML's.
"""

from dashboards.parts.chart import Chart
from dashboards.parts.form import Field, Form, Option
from dashboards.parts.layout import Tabs, card, tabs
from dashboards.parts.markup import html_pane
from dashboards.parts.table import Column, Table
from dashboards.parts.upload import Upload

__all__ = [
    "Chart",
    "Column",
    "Field",
    "Form",
    "Option",
    "Table",
    "Tabs",
    "Upload",
    "card",
    "html_pane",
    "tabs",
]
