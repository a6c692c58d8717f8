"""Outputs as libraries write them: a figure, a data frame, a Plotly chart, a traceback."""

import io
import json
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

Bundle = dict[str, object]


def png(source: random.Random) -> bytes:
    """A figure of matplotlib's size and colours with lines and points: 25 kB or so."""
    image = Image.new("RGBA", (640, 480), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((80, 58, 576, 427), outline="black")
    for color in ("#1f77b4", "#ff7f0e", "#2ca02c"):
        line = [(80 + x, 240 + source.gauss(0, 40)) for x in range(0, 496, 4)]
        draw.line(line, fill=color, width=2)
        for _ in range(200):
            x, y = 80 + source.random() * 490, 60 + source.random() * 360
            shade = f"{color}{source.randrange(64, 255):02x}"
            draw.ellipse((x, y, x + 6, y + 6), fill=shade)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def frame(source: random.Random) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of a data frame."""
    head = ["", "region", "customers", "churn", "revenue", "lift"]
    rows = [
        [str(row), source.choice(["north", "south", "east"]), str(source.randrange(9000)),
         *(f"{source.random() * 100:.4f}" for _ in range(3))]
        for row in range(10)
    ]  # fmt: skip
    return head, rows


def frame_bundle(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Bundle:
    """A data frame as pandas writes it."""
    style = (
        "<style scoped>\n    .dataframe tbody tr th:only-of-type {\n        vertical-align: middle;"
        "\n    }\n\n    .dataframe tbody tr th {\n        vertical-align: top;\n    }\n\n"
        "    .dataframe thead th {\n        text-align: right;\n    }\n</style>\n"
    )
    names = "".join(f"      <th>{name}</th>\n" for name in head)
    body = "".join(
        f"    <tr>\n      <th>{row[0]}</th>\n"
        + "".join(f"      <td>{value}</td>\n" for value in row[1:])
        + "    </tr>\n"
        for row in rows
    )
    html = (
        f'<div>\n{style}<table border="1" class="dataframe">\n  <thead>\n'
        f'    <tr style="text-align: right;">\n{names}    </tr>\n  </thead>\n'
        f"  <tbody>\n{body}  </tbody>\n</table>\n</div>"
    )
    plain = "\n".join("  ".join(f"{value:>9}" for value in row) for row in (head, *rows))
    return {"text/html": html, "text/plain": plain}


def chart(source: random.Random) -> dict[str, object]:
    """A Plotly figure of two lines of 100 points, with the colours of its usual template."""
    data = [
        {"type": "scatter", "mode": "lines+markers", "name": name, "x": list(range(100)),
         "y": [round(source.gauss(50, 20), 4) for _ in range(100)],
         "hovertemplate": "week=%{x}<br>value=%{y}<extra></extra>"}
        for name in ("model", "baseline")
    ]  # fmt: skip
    kinds = (
        "bar",
        "barpolar",
        "carpet",
        "choropleth",
        "contour",
        "heatmap",
        "histogram",
        "scatter",
    )
    axis = {"automargin": True, "gridcolor": "white", "linecolor": "white", "ticks": "",
            "title": {"standoff": 15}, "zerolinecolor": "white", "zerolinewidth": 2}  # fmt: skip
    scale = [[n / 9, f"#{n * 28:02x}0887"] for n in range(10)]
    template = {
        "data": {kind: [{"colorbar": {"outlinewidth": 0, "ticks": ""}, "colorscale": scale,
                         "type": kind}] for kind in kinds},
        "layout": {"colorscale": {"sequential": scale, "diverging": scale},
                   "font": {"color": "#2a3f5f"}, "paper_bgcolor": "white",
                   "plot_bgcolor": "#E5ECF6", "xaxis": axis, "yaxis": axis},
    }  # fmt: skip
    layout = {"template": template, "title": {"text": "Weekly values"}, "height": 450}
    return {"data": data, "layout": layout, "config": {"plotlyServerURL": "https://plot.ly"}}


def chart_bundle(figure: dict[str, object]) -> Bundle:
    """The two forms that Plotly's renderer for notebooks writes."""
    name = f"plot-{random.Random(json.dumps(figure)).getrandbits(64):016x}"
    html = (
        f'<div>                            <div id="{name}" class="plotly-graph-div" '
        'style="height:450px; width:100%;"></div>            <script type="text/javascript">'
        '                require(["plotly"], function(Plotly) {                    '
        "window.PLOTLYENV=window.PLOTLYENV || {};                                    "
        f'if (document.getElementById("{name}")) {{                    Plotly.newPlot('
        f'"{name}", {json.dumps(figure["data"])}, {json.dumps(figure["layout"])}, '
        '{"responsive": true})                };                });            </script>'
        "        </div>"
    )
    return {"application/vnd.plotly.v1+json": figure, "text/html": html}


def traceback(source: random.Random) -> list[str]:
    """What IPython stores of a failed cell, with its colours."""
    red, green, blue, end = "\x1b[31m", "\x1b[32m", "\x1b[34m", "\x1b[39m"
    line = source.randrange(10, 99)
    frames = [
        f"{red}KeyError{end}                                  Traceback (most recent call last)"
    ]
    for number in range(4):
        code = "\n".join(
            f"{green}      {line + row}{end} {blue}return{end} values[name][{row}]"
            for row in range(5)
        )
        frames.append(f"File \x1b[32m/work/model_{number}.py:{line}{end}, in fit(values)\n{code}")
    return [f"{red}{'-' * 75}{end}", *frames, f"{red}KeyError{end}: 'column_{line}'"]
