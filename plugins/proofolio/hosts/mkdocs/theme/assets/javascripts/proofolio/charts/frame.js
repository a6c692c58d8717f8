/* What runs in the frame of a chart (see ../charts.js): it takes the library, the data and the colours
   from the page, and tells how it went. It is put into the frame as text, in a scope of its own. */
(() => {
  "use strict";

  const box = document.querySelector("#chart");
  let chart;
  const tell = (message) => parent.parent.postMessage(message, "*");
  const load = (blob) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = resolve;
    script.onerror = () => reject(new Error("a script could not be read"));
    script.src = URL.createObjectURL(blob);
    document.head.append(script);
  });
  const paint = (theme) => {
    const root = document.documentElement.style;
    root.colorScheme = theme.dark ? "dark" : "light";
    for (const [name, value] of Object.entries(theme)) root.setProperty(`--${name}`, value);
    document.body.style.fontFamily = theme.font;
  };
  const measure = () => {
    if (chart.height) tell({ height: chart.height() });
  };
  const start = async ({ library, data, theme, faces, height, paper }) => {
    paint(theme);
    box.style.minHeight = `${height}px`;
    for (const face of faces) {
      try {
        document.fonts.add(await new FontFace(face.name, face.data, { weight: "200 900" }).load());
      } catch { /* the next family of the list does */ }
    }
    for (const blob of library) await load(blob);
    chart = await self.draw(box, JSON.parse(data), theme);
    new ResizeObserver(() => { chart.resize(); measure(); }).observe(document.body);
    measure();
    tell({ drawn: true });
    if (chart.picture) setTimeout(async () => tell({ picture: await chart.picture(paper) }), 1000);
  };
  addEventListener("message", ({ data, source }) => {
    if (source !== parent.parent) return;
    if (data.library) start(data).catch((error) => tell({ failed: String(error) }));
    else if (data.theme && chart) {
      paint(data.theme);
      chart.update(data.theme);
      measure();
    }
  });
  tell({ ready: true });
})();
