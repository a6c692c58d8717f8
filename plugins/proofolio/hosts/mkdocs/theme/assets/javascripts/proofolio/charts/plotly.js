/* How Plotly draws in the frame (see ../charts.js): the author's traces, in the colours of the page. */
"use strict";

/* Colours of ink and ground that an author's template brings along; those of data stay. */
const INK = /^(?:color|gridcolor|zerolinecolor|linecolor|tickcolor|bgcolor|bordercolor|activecolor|backgroundcolor|landcolor|lakecolor|oceancolor|subunitcolor|dividercolor|spikecolor|outlinecolor|arrowcolor|(?:paper_|plot_)?bgcolor)$/;
const PARTS = /font$|^(?:layout|title|subtitle|legend\d*|modebar|hoverlabel|scene\d*|polar\d*|ternary\d*|geo\d*|smith\d*|coloraxis\d*|colorbar|sliders|updatemenus|rangeslider|rangeselector|annotationdefaults|shapedefaults|line|[xyz]axis\d*|[abc]axis|(?:radial|angular|lat|lon|real|imaginary)axis|currentvalue|\d+)$/;

/* A copy of a layout without its ink and grounds. */
const withoutInk = (value, name = "layout") => {
  if (Array.isArray(value)) return value.map((item, index) => withoutInk(item, String(index)));
  if (!value || typeof value !== "object") return value;
  const found = {};
  for (const [key, item] of Object.entries(value)) {
    if (PARTS.test(name) && INK.test(key) && typeof item === "string") continue;
    found[key] = key === "colorscale" || key === "colorway" ? item : withoutInk(item, key);
  }
  return found;
};

const merge = (under, over) => {
  const found = { ...under };
  for (const [key, item] of Object.entries(over)) {
    const both = item && typeof item === "object" && !Array.isArray(item) && typeof found[key] === "object";
    found[key] = both ? merge(found[key] ?? {}, item) : item;
  }
  return found;
};

/* Buttons and sliders of an animation that go from frame to frame at once. */
const withoutMotion = (parts) =>
  JSON.parse(JSON.stringify(parts), (key, value) => (key === "transition" && value ? { ...value, duration: 0 } : value));

/* Black, grey or white of an author becomes ink; other colours were chosen for what they say. */
const isNeutral = (colour) => {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)?.slice(1).map((part) => parseInt(part, 16));
  const [red, green, blue] = hex ?? (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  return /^(?:#[0-9a-f]{3}|black|white|(?:dark|dim|light)?gr[ae]y)$/i.test(colour) || Math.max(red, green, blue) - Math.min(red, green, blue) < 60;
};

self.draw = async (box, figure, theme) => {
  const source = figure.layout ?? {};
  const ownWidth = Number(source.width) >= 200 ? Number(source.width) : 0;
  const transparent = "rgba(0,0,0,0)";

  const look = () => {
    const axis = { gridcolor: theme.line, zerolinecolor: theme.line, linecolor: theme.line, tickcolor: transparent, ticks: "outside", ticklen: 5, title: { standoff: 8 } };
    const space = { ...axis, backgroundcolor: transparent, showbackground: true };
    const selector = { bgcolor: theme.sunken, activecolor: theme.line };
    return {
      paper_bgcolor: transparent, plot_bgcolor: transparent,
      font: { color: theme.ink, family: theme.font, size: 13 },
      title: { font: { size: 17 }, x: 0, xref: "paper", xanchor: "left" },
      xaxis: { ...axis, automargin: true, rangeselector: selector }, yaxis: { ...axis, automargin: true },
      scene: { xaxis: space, yaxis: space, zaxis: space, bgcolor: transparent },
      polar: { bgcolor: transparent, angularaxis: axis, radialaxis: axis },
      ternary: { bgcolor: transparent, aaxis: axis, baxis: axis, caxis: axis },
      legend: { bgcolor: transparent },
      hoverlabel: { bgcolor: theme.surface, bordercolor: theme.line, font: { color: theme.ink, family: theme.font } },
      modebar: { bgcolor: transparent, color: theme.faint, activecolor: theme.ink },
      annotationdefaults: { arrowcolor: theme.soft, font: { color: theme.ink } },
      sliderdefaults: { bgcolor: theme.faint, bordercolor: theme.faint, activebgcolor: theme.accent, tickcolor: theme.line },
      shapedefaults: { line: { color: theme.faint } },
    };
  };

  /* Plotly breaks no lines by itself. */
  const wrap = (text, size, width) => {
    if (typeof text !== "string" || /<br/i.test(text)) return text;
    const longest = Math.max(16, Math.floor(width / (size * 0.5)));
    const lines = [""];
    for (const word of text.split(" ")) {
      const line = lines.at(-1);
      const plain = `${line} ${word}`.replace(/<[^>]*>/g, "");
      if (line && plain.length > longest) lines.push(word);
      else lines[lines.length - 1] = line ? `${line} ${word}` : word;
    }
    return lines.join("<br>");
  };

  const recolour = (items) => items?.map((item) => {
    const found = structuredClone(item);
    const paint = (part, key, colour) => {
      if (typeof part?.[key] === "string" && isNeutral(part[key])) part[key] = colour;
    };
    if (!found.bgcolor) paint(found.font, "color", theme.ink);
    paint(found, "arrowcolor", theme.soft);
    paint(found.line, "color", theme.faint);
    return found;
  });

  const template = () => {
    const own = source.template ?? {};
    const data = { ...(own.data ?? {}) };
    const edge = { marker: { line: { color: theme.paper, width: 0.5 } } };
    for (const kind of ["bar", "histogram", "pie", "funnelarea", "barpolar"]) {
      data[kind] = (data[kind] ?? [{}]).map((item) => {
        const { error_x, error_y, ...rest } = item;
        return merge(rest, edge);
      });
    }
    for (const kind of ["scatter", "scattergl"]) {
      const bubble = { marker: { line: { color: theme.paper } } };
      data[kind] = (data[kind] ?? [{}]).map((item) => merge(item, bubble));
    }
    data.table = [{
      header: { fill: { color: theme.sunken }, line: { color: theme.line }, font: { color: theme.ink } },
      cells: { fill: { color: transparent }, line: { color: theme.line }, font: { color: theme.ink } },
    }];
    return { data, layout: merge(withoutInk(own.layout ?? {}), look()) };
  };

  const layout = () => {
    const { width, height, template: _, ...own } = source;
    const room = box.clientWidth;
    const narrow = room < 560;
    const found = withoutInk(own);
    found.template = template();
    found.autosize = true;
    found.uirevision = "kept"; /* zoom and hidden series outlive a change of colours */
    if (matchMedia("(pointer: coarse)").matches) found.dragmode = false; /* a finger scrolls the page */
    if (theme.still) {
      found.transition = { duration: 0 };
      for (const key of ["updatemenus", "sliders"]) found[key] &&= withoutMotion(found[key]);
    }
    if (own.annotations) found.annotations = recolour(own.annotations);
    if (own.shapes) found.shapes = recolour(own.shapes);
    const title = typeof own.title === "string" ? { text: own.title } : found.title;
    const margin = { t: title?.text ? 60 : 24, b: 48, l: 56, r: 24, ...own.margin };
    const hasTop = title?.text || own.annotations?.length || own.updatemenus?.length || found.xaxis?.rangeselector;
    if (!hasTop) margin.t = Math.min(margin.t, 24);
    if (title?.text) {
      const text = wrap(title.text, narrow ? 15 : 17, room - 32);
      const lines = text.split(/<br\s*\/?>/i).length;
      found.title = { ...title, text, font: { ...title.font, size: narrow ? 15 : title.font?.size ?? 17 } };
      if (!own.margin || narrow || lines > 1) margin.t = Math.max(margin.t, 36 + lines * 20);
    }
    if (narrow) {
      margin.l = Math.min(margin.l ?? 48, 48);
      margin.r = Math.min(margin.r ?? 12, 12);
      for (const key of Object.keys(found)) {
        if (/^legend\d*$/.test(key) || key === "legend") found[key] = narrowLegend(found[key]);
      }
      found.legend = narrowLegend(found.legend);
    }
    found.margin = margin;
    return found;
  };

  const narrowLegend = (legend = {}) => ({
    ...legend, orientation: "h", x: 0, xanchor: "left", xref: "container", y: 0, yanchor: "bottom", yref: "container", font: { ...legend.font, size: 12 },
  });

  const config = { displaylogo: false, responsive: false, modeBarButtonsToRemove: ["toImage"] };
  const MOST = 20_000; /* points; a picture of more would take longer than its worth */
  const points = (figure.data ?? []).reduce((sum, trace) => sum + (trace.x?.length ?? trace.z?.length ?? 0), 0);
  const picture = (paper) => {
    const now = theme;
    theme = paper;
    const given = { data: figure.data ?? [], layout: layout(), config };
    theme = now;
    return Plotly.toImage(given, { format: "svg", width: box.clientWidth, height: box.clientHeight });
  };
  const react = () => Plotly.react(box, figure.data ?? [], layout(), config);
  /* Plotly paints buttons under the pointer in a light colour of its own. */
  const sheet = document.createElement("style");
  sheet.textContent = ".updatemenu-item-rect { fill: var(--sunken) !important; stroke: var(--line) !important; }";
  document.head.append(sheet);
  if (ownWidth) box.style.maxWidth = `${ownWidth}px`;
  box.style.height = box.style.minHeight;
  await Plotly.newPlot(box, figure.data ?? [], layout(), config);
  if (figure.frames?.length) await Plotly.addFrames(box, figure.frames);
  let room = box.clientWidth;
  return {
    picture: points < MOST ? picture : undefined,
    update(now) {
      theme = now;
      return react();
    },
    resize() {
      if (box.clientWidth === room) return;
      room = box.clientWidth;
      react();
    },
  };
};
