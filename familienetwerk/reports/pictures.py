"""Two small charts as SVG made on the server; the page shows the same numbers in a table."""

from collections.abc import Sequence

from django.template.defaultfilters import floatformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from familienetwerk.reports.figures import Count, Spread

WIDTH, LEFT, BAR, GAP = 400, 90, 26, 14  # so wide that its words can be read on a phone
ROOM_FOR_WORDS = 110  # beside a bar: the number, or that it is not shown


def modes(counts: Sequence[Count]) -> SafeString:
    """Horizontal bars, one per class; hidden numbers are said in words."""
    most = max((count.value or 0 for count in counts), default=0) or 1
    rows = [(index * (BAR + GAP), count) for index, count in enumerate(counts)]
    bars = format_html_join(
        "",
        '<text x="0" y="{}">{}</text><rect class="fill-{}" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="strong" x="{}" y="{}">{}</text>',
        (
            (y + 18, count.label, index + 1, LEFT, y, width, BAR, LEFT + width + 8, y + 18, count.text)
            for index, (y, count) in enumerate(rows)
            for width in [round((WIDTH - LEFT - ROOM_FOR_WORDS) * (count.value or 0) / most, 1)]
        ),
    )
    return _picture(bars, height=len(rows) * (BAR + GAP), title="Casussen per klasse")


def first_contributions(spreads: Sequence[Spread]) -> SafeString:
    """The middle half as a line and the median as a dot, in days since the first signal."""
    shown = [spread for spread in spreads if spread.median is not None]
    longest = max((spread.upper or 0 for spread in shown), default=0) or 1
    scale = (WIDTH - LEFT - 20) / longest
    marks = {"Sociaal": "social", "Veiligheid": "safety"}
    rows = format_html_join(
        "",
        '<text x="0" y="{0}">{1}</text><line class="thick {2} spread" x1="{3}" y1="{4}" x2="{5}" y2="{4}"/>'
        '<circle class="fill-{2}" cx="{6}" cy="{4}" r="7"/>'
        '<text class="strong" x="{6}" y="{7}" text-anchor="middle">{8}</text>',
        (
            (
                y + 24,
                spread.label,
                marks[spread.label],
                round(LEFT + (spread.lower or 0) * scale, 1),
                y + 20,
                round(LEFT + (spread.upper or 0) * scale, 1),
                round(LEFT + (spread.median or 0) * scale, 1),
                y + 8,
                floatformat(spread.median, -1),
            )
            for y, spread in ((index * 44 + 8, spread) for index, spread in enumerate(shown))
        ),
    )
    if not shown:
        return mark_safe("")
    foot = 44 * len(shown) + 8
    return _picture(rows + _days(longest, y=foot), height=foot + 24, title="Dagen tot de eerste bijdrage")


def _days(longest: float, *, y: int) -> SafeString:
    """What the width means."""
    return format_html(
        '<line class="axis" x1="{0}" y1="{2}" x2="{1}" y2="{2}"/>'
        '<text class="note" x="{0}" y="{3}">eerste signaal</text>'
        '<text class="note" x="{1}" y="{3}" text-anchor="end">na {4} dagen</text>',
        *(LEFT, WIDTH - 20, y, y + 17, floatformat(longest, -1)),
    )


def _picture(content: SafeString, *, height: int, title: str) -> SafeString:
    return format_html(
        '<svg class="picture" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>', WIDTH, height, title, content
    )
