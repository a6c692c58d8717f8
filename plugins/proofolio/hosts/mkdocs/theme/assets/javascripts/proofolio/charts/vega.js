/* How Vega draws in the frame (see ../charts.js): the author's specification, in the colours of the page. */
"use strict";
{
  /* Texts of charts in units of its own: about 12 pixels, as in a drawing made without a browser. */
  const SMALL = 12, MIDDLE = 13, LARGE = 16;
  const MANY = 400_000; /* characters of JSON above which a canvas is quicker than an SVG */
  const PARTS = ["facet", "hconcat", "vconcat", "concat", "repeat", "spec"];
  const STYLE = `
    #chart { overflow-x: auto; overflow-y: hidden; }
    #chart > svg, #chart > canvas { display: block; }
    #chart .vega-bindings { margin-top: 0.5rem; color: var(--ink); font-size: 0.875rem; }
    #chart .vega-bind { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; margin-block: 0.25rem; }
    #chart .vega-bind input, #chart .vega-bind select { accent-color: var(--accent); font: inherit; }
    #vg-tooltip-element.page-theme { padding: 0.4rem 0.6rem; border: 1px solid var(--line); border-radius: 4px;
      background: var(--surface); color: var(--ink); box-shadow: 0 2px 8px rgb(0 0 0 / 15%); font: 13px/1.4 inherit; font-family: inherit; }
    #vg-tooltip-element.page-theme td.key { color: var(--soft); }`;

  /* Nothing is read from anywhere; pictures are those that the data carry. */
  const refuse = () => Promise.reject(new Error("charts read no files"));
  const loader = {
    load: refuse, http: refuse, file: refuse,
    sanitize: (address) => (/^data:image\//i.test(address) ? Promise.resolve({ href: address }) : refuse()),
  };

  const look = ({ ink, soft, line, font }) => {
    const labels = { labelColor: soft, titleColor: ink, labelFontSize: SMALL, titleFontSize: MIDDLE, titleFontWeight: 600 };
    return {
      background: "transparent", font, view: { stroke: null },
      axis: { ...labels, domainColor: line, gridColor: line, tickColor: line },
      header: labels, legend: labels,
      style: { "guide-label": { fill: soft }, "guide-title": { fill: ink } },
      title: { color: ink, subtitleColor: soft, fontSize: LARGE, fontWeight: 600, anchor: "start" },
      text: { color: ink }, rule: { color: ink }, tick: { color: ink },
    };
  };

  /* Black ink of the author is the ink of the page; other colours were chosen for what they say. */
  const withInk = (value, ink, key = "") => {
    if (Array.isArray(value)) return value.map((item) => withInk(item, ink, key));
    if (!value || typeof value !== "object") {
      return /^(?:color|fill|stroke|value|\w+Color)$/.test(key) && /^(?:black|#000|#000000)$/i.test(value) ? ink : value;
    }
    return Object.fromEntries(Object.entries(value).map(([name, item]) => (
      [name, name === "values" || name === "datasets" ? item : withInk(item, ink, name)]
    )));
  };

  self.draw = async (box, { mode, spec }, theme) => {
    const style = document.createElement("style");
    style.textContent = STYLE;
    document.head.append(style);
    box.style.display = "block";
    const renderer = JSON.stringify(spec).length > MANY ? "canvas" : "svg";
    const isSingle = mode === "vega-lite" && !PARTS.some((part) => part in spec);
    const ground = spec.background ?? spec.config?.background;
    const hasGround = Boolean(ground) && ground !== "transparent";
    let made;

    /* Vega writes a number every 40 pixels, which is much in a chart as wide as a page. */
    const ticks = () => (spec.width === "container" ? { axisX: { tickCount: Math.max(4, Math.round(box.clientWidth / 90)) } } : {});
    const isTooWide = () => isSingle && Number(spec.width) > box.clientWidth - 70;
    const make = async () => {
      made?.finalize();
      const fitted = isTooWide() ? { ...spec, width: "container" } : spec;
      made = await vegaEmbed(box, hasGround ? fitted : withInk(fitted, theme.ink), {
        mode, renderer, loader, actions: false, ast: true, logLevel: 1,
        config: { ...(hasGround ? { font: theme.font } : look(theme)), ...ticks() }, tooltip: { theme: "page" },
      });
      box.style.minHeight = 0;
    };
    await make();
    let wasTooWide = isTooWide();

    return {
      async update(now) {
        theme = now;
        await make();
      },
      resize() {
        if (isTooWide() === wasTooWide) return;
        wasTooWide = !wasTooWide;
        make();
      },
      height: () => box.scrollHeight,
    };
  };
}
