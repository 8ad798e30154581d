"""The score strip: five points; ring = start, dot = now, diamond = target. Form and words carry the meaning."""

from xml.etree import ElementTree as ET

from cases.genogram import Svg

INK, SOFT, PAPER = "#17212b", "#59636c", "#ffffff"
FONT = "'Source Sans 3',sans-serif"
MIDDLE = 11
X = {score: 12 + 42 * (score - 1) for score in range(1, 6)}


def score_strip(subject: str, start: int | None, now: int | None, target: int | None) -> Svg:
    """The title is the text alternative; whoever shows this writes the figures beside it."""
    size = {"viewBox": "0 0 192 32", "width": "192", "height": "32"}
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "score", "font-family": FONT, **size})
    parts = (("start", start), ("nu", now), ("doel", target))
    said = ", ".join(f"{word} {score}" for word, score in parts if score) or "niet beoordeeld"
    ET.SubElement(svg, "title").text = f"{subject}: {said}, op een schaal van 1 tot 5"
    draw_scale(svg)
    draw_way(svg, start, now, target)
    if target:
        size_ = 9 if target == now else 6.5
        corners = f"M{X[target]} {MIDDLE - size_}l{size_} {size_}l{-size_} {size_}l{-size_} {-size_}Z"
        ET.SubElement(svg, "path", {"d": corners, **look("1.6")})
    if start:
        draw_disc(svg, start, 7.5 if start == now else 5, PAPER)
    if now:
        draw_disc(svg, now, 4.6, INK)
    return Svg(ET.tostring(svg, encoding="unicode"))


def look(width: str) -> dict[str, str]:
    return {"fill": PAPER, "stroke": INK, "stroke-width": width}


def draw_scale(svg: ET.Element) -> None:
    ticks = "".join(f"M{x} 8v6" for x in X.values())
    ET.SubElement(svg, "path", {"d": f"M12 {MIDDLE}H180{ticks}", "fill": "none", "stroke": SOFT, "stroke-width": "0.8"})
    for score, x in X.items():
        figure = {"x": str(x), "y": "28", "text-anchor": "middle", "font-size": "9", "fill": SOFT}
        ET.SubElement(svg, "text", figure).text = str(score)


def draw_way(svg: ET.Element, start: int | None, now: int | None, target: int | None) -> None:
    """A bold line for what changed, dashes for what is still to go."""
    if start and now and start != now:
        made = {"d": f"M{X[start]} {MIDDLE}H{X[now]}", "fill": "none", "stroke": INK, "stroke-width": "2.6"}
        ET.SubElement(svg, "path", made)
    if now and target and now != target:
        rest = {"d": f"M{X[now]} {MIDDLE}H{X[target]}", "fill": "none", "stroke": INK, "stroke-width": "1.6"}
        ET.SubElement(svg, "path", {**rest, "stroke-dasharray": "3 3"})


def draw_disc(svg: ET.Element, score: int, radius: float, fill: str) -> None:
    ET.SubElement(
        svg, "circle", {"cx": str(X[score]), "cy": str(MIDDLE), "r": str(radius), **look("1.6"), "fill": fill}
    )
