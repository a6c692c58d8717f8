/* Interactive charts. Each is drawn in a frame that has no address of its own, no access to the page
   and no network, so that nothing in a notebook can reach the site or its reader. The frame is given
   its library and its data by messages.

   <figure data-pf-chart="plotly" data-pf-src="chart.json"> inside of an element that names the files
   of the library: data-pf-library-plotly-1="a.js" and so on. What stands in .pf-chart__still is seen
   until the chart is drawn, where it cannot be, and in print.

   How a library draws stands in charts/<name>.js. It runs in the frame, after the library, and sets
     self.draw = (box, data, theme) => ({ update(theme), resize(), height?(), picture?(theme) })
   or a promise of that. `picture` promises a data: address of the chart as it prints. `box` is an empty <div> as wide as the frame, and as high as the author's
   chart (`height()`: for a library that decides itself, how high the chart is now, in CSS pixels).
   `data` is the parsed JSON, untrusted. `theme` has the colours of the page as #rrggbb: paper,
   surface, sunken, ink, soft, faint, line, accent; `font`, a list of families; `size`, that of
   captions in CSS pixels; `dark`; and `still`, where the reader asked for less motion.
   They are custom properties of the frame, too: --ink and so on. */
(() => {
  "use strict";

  const here = document.currentScript.src;
  const MARGIN = "400px 0px"; /* how far below the screen a chart is prepared */
  const LOWEST = 60, HIGHEST = 2000;
  const COLOURS = {
    paper: "#ffffff", surface: "#ffffff", sunken: "#f4f4f4", ink: "#222222", "ink-soft": "#555555",
    "ink-faint": "#666666", line: "#dddddd", accent: "#0f766e",
  };

  /* What runs beside HTML with scripts of its own, as text: it only says how high it is. */
  const watch = () => {
    const tell = () => parent.parent.postMessage({
      height: Math.ceil(Math.max(document.documentElement.getBoundingClientRect().height, document.body?.scrollHeight ?? 0)),
    }, "*");
    addEventListener("load", tell);
    addEventListener("DOMContentLoaded", () => {
      new ResizeObserver(tell).observe(document.body);
    });
  };

  /* A frame whose colour scheme differs from the page's is never transparent. */
  const STYLE = "html, body { margin: 0 } body { color: var(--ink); background: var(--paper); overflow-x: hidden }";
  /* Dark ink is what HTML of others counts on. */
  const SHEET = "html { color-scheme: light; color: #111; background: #fff; font-family: system-ui, sans-serif }";

  /* ---- the frame ---- */

  const policy = (scripts, hosts) => {
    const from = hosts.map((host) => `https://${host}`).join(" ");
    return [
      "default-src 'none'", `script-src ${scripts} ${from}`, `style-src 'unsafe-inline' ${from}`,
      `img-src data: blob: ${from}`, `font-src data: blob: ${from}`, `connect-src ${from || "'none'"}`,
      "worker-src blob:", "frame-src 'none'", "form-action 'none'", "base-uri 'none'",
    ].join("; ");
  };

  const escape = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");

  /* One frame in another: the outer one forbids the inner one to lead anywhere, which a frame
     cannot forbid itself. */
  const makeFrame = (title, rules, head, body) => {
    const frame = document.createElement("iframe");
    const meta = `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${rules}">`;
    const inner = `${meta}${head}${body}`;
    frame.setAttribute("sandbox", "allow-scripts");
    frame.className = "pf-chart__frame";
    frame.title = title;
    frame.srcdoc = `${meta}<style>html,body,iframe{display:block;width:100%;height:100%;margin:0;border:0;overflow:hidden;color-scheme:inherit}</style></head><body><iframe sandbox="allow-scripts" title="${escape(title)}" srcdoc="${escape(inner)}"></iframe>`;
    return frame;
  };

  const chartFrame = (title, code) => {
    const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join("");
    /* 'unsafe-eval' lets Vega and Plotly compile; inline handlers stay forbidden. */
    return makeFrame(
      title, policy(`'nonce-${nonce}' blob: 'unsafe-eval'`, []), `<style>${STYLE}</style></head>`,
      `<body><div id="chart"></div><script nonce="${nonce}">${code}</script>`,
    );
  };

  const htmlFrame = (title, hosts, html) => makeFrame(
    title, policy("'unsafe-inline' 'unsafe-eval' blob: data:", hosts),
    `<style>${SHEET}</style><script>(${watch})()</script>`, html,
  );

  /* ---- what a frame is given ---- */

  const files = new Map();

  const read = (address, as) => {
    const key = `${as} ${address}`;
    if (!files.has(key)) {
      const found = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${address}`);
        return answer[as]();
      });
      found.catch(() => files.delete(key));
      files.set(key, found);
    }
    return files.get(key);
  };

  /* Whatever a stylesheet says (`oklch(…)`, `color-mix(…)`), as #rrggbb. */
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const hex = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };

  const readTheme = (chart) => {
    const style = getComputedStyle(chart);
    const theme = { font: style.fontFamily, size: parseFloat(style.fontSize) };
    for (const [name, plain] of Object.entries(COLOURS)) {
      theme[name.replace("ink-", "")] = hex(style.getPropertyValue(`--pf-${name}`) || plain);
    }
    for (let place = chart; place; place = place.parentElement) {
      const ground = getComputedStyle(place).backgroundColor;
      if (/^rgb\(/.test(ground)) {
        theme.paper = hex(ground); /* what the chart stands on */
        break;
      }
    }
    const light = (colour) => parseInt(colour.slice(3, 5), 16);
    theme.dark = light(theme.paper) < light(theme.ink);
    theme.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return theme;
  };

  /* Paper is white, whichever scheme is on the screen. */
  const paperTheme = (theme) => {
    const colours = Object.entries(COLOURS).map(([name, value]) => [name.replace("ink-", ""), value]);
    return { ...theme, ...Object.fromEntries(colours), dark: false };
  };

  /* The face of our own theme; any other comes from the reader's machine. */
  const readFaces = async (theme) => {
    const name = theme.font.split(",")[0].replace(/["']/g, "").trim();
    if (name !== "Proofolio Sans") return [];
    const address = new URL("../../fonts/proofolio/source-sans-3-latin.woff2", here).href;
    return read(address, "arrayBuffer").then((data) => [{ name, data }], () => []);
  };

  /* ---- charts on the page ---- */

  const live = new Map(); /* chart → its frame */

  /* The window in which the chart is drawn; asking for one that is not there yet is an error. */
  const inside = (frame) => {
    try {
      return frame.contentWindow?.[0];
    } catch {
      return undefined;
    }
  };

  const send = (frame, message) => inside(frame)?.postMessage(message, "*");

  const fail = (chart, reason) => {
    console.info(`A chart could not be drawn: ${reason}`);
    live.get(chart)?.remove();
    live.delete(chart);
    chart.dataset.pfState = "failed";
  };

  /* A table that stood in for the chart goes on below it, behind a word. */
  const finish = (chart) => {
    chart.dataset.pfState = "drawn";
    const fold = chart.querySelector(".pf-chart__data[hidden]");
    const table = chart.querySelector(".pf-chart__still .pf-scroll");
    if (!fold || !table) return;
    fold.append(...table.parentElement.querySelectorAll(":scope > :is(.pf-scroll, .pf-output__note:has(a))"));
    fold.hidden = false;
    fold.dataset.pfStill = "";
  };

  const resize = (chart, frame, height) => {
    if (!(height > 0)) return;
    frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(height)))}px`;
  };

  const place = (chart, frame) => {
    live.set(chart, frame);
    frame.style.colorScheme = readTheme(chart).dark ? "dark" : "light";
    chart.querySelector(".pf-chart__still").before(frame);
  };

  const title = (chart) => chart.dataset.pfTitle || "";

  const addresses = (chart) => {
    const name = `data-pf-library-${chart.dataset.pfChart}`;
    const holder = chart.closest(`[${name}-1]`);
    const library = [];
    while (holder?.hasAttribute(`${name}-${library.length + 1}`)) {
      library.push(holder.getAttribute(`${name}-${library.length + 1}`));
    }
    return library.length ? [...library, new URL(`charts/${chart.dataset.pfChart}.js`, here).href] : [];
  };

  const startChart = async (chart) => {
    const theme = readTheme(chart);
    const [code, data, faces, ...library] = await Promise.all([
      read(new URL("charts/frame.js", here).href, "text"), read(chart.dataset.pfSrc, "text"), readFaces(theme),
      ...addresses(chart).map((address) => read(address, "blob")),
    ]);
    const frame = chartFrame(title(chart), code);
    frame.pfGive = () => ({
      library, data, faces, theme: readTheme(chart), paper: paperTheme(theme), height: Number(chart.dataset.pfHeight),
    });
    place(chart, frame);
  };

  const startHtml = async (chart) => {
    const hosts = (chart.dataset.pfHosts ?? "").split(" ").filter((host) => /^(\*\.)?[a-z0-9.-]+$/.test(host));
    place(chart, htmlFrame(title(chart), hosts, await read(chart.dataset.pfSrc, "text")));
    chart.dataset.pfState = "drawn"; /* scripts of other hosts may take their time */
  };

  const start = (chart) => {
    chart.dataset.pfState = "loading";
    (chart.dataset.pfChart === "html" ? startHtml : startChart)(chart).catch((error) => fail(chart, error));
  };

  /* A picture runs nothing, whatever is in it. */
  const addPicture = (chart, address) => {
    if (typeof address !== "string" || !/^data:image\/(?:svg\+xml|png)[;,]/.test(address)) return;
    const picture = document.createElement("img");
    picture.className = "pf-chart__print";
    picture.alt = title(chart);
    picture.src = address;
    live.get(chart).after(picture);
    chart.querySelector("[data-pf-still]")?.removeAttribute("data-pf-still");
  };

  /* What is behind the word prints where nothing else stands in for the chart. */
  const folds = () => document.querySelectorAll('[data-pf-state="drawn"] > .pf-chart__data[data-pf-still]');
  addEventListener("beforeprint", () => folds().forEach((fold) => { fold.open = true; }));
  addEventListener("afterprint", () => folds().forEach((fold) => { fold.open = false; }));

  addEventListener("message", ({ data, source }) => {
    for (const [chart, frame] of live) {
      if (!source || inside(frame) !== source || typeof data !== "object" || !data) continue;
      if (data.height) resize(chart, frame, Number(data.height));
      if (data.ready && frame.pfGive) send(frame, frame.pfGive());
      if (data.drawn) finish(chart);
      if (data.picture && !chart.querySelector(".pf-chart__print")) addPicture(chart, data.picture);
      if (data.failed) fail(chart, data.failed);
    }
  });

  const repaint = () => {
    for (const [chart, frame] of live) {
      const theme = readTheme(chart);
      frame.style.colorScheme = theme.dark ? "dark" : "light";
      send(frame, { theme });
    }
  };

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      start(target);
    }
  }, { rootMargin: MARGIN });

  const begin = () => {
    for (const chart of live.keys()) if (!chart.isConnected) live.delete(chart);
    near.disconnect();
    for (const chart of document.querySelectorAll("[data-pf-chart]:not([data-pf-state])")) {
      const button = chart.querySelector("[data-pf-start]");
      if (button) button.hidden = false;
      else if (chart.dataset.pfChart === "html" || addresses(chart).length) near.observe(chart);
      else chart.dataset.pfState = "failed";
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-pf-start]");
    if (button) start(button.closest("[data-pf-chart]"));
  });

  /* The switch between light and dark, of Material and of MkDocs' own themes. */
  const names = ["data-md-color-scheme", "data-md-color-primary", "data-bs-theme", "class"];
  for (const root of [document.documentElement, document.body]) {
    new MutationObserver(() => requestAnimationFrame(repaint)).observe(root, { attributeFilter: names });
  }

  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(begin);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
