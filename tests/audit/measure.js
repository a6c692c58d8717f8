// Runs in a page: loads what waits below the fold, then measures what axe-core does not.
async ({ narrow, printed }) => {
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const root = document.documentElement;
  const found = [];
  const name = (node) =>
    node.tagName.toLowerCase() + (node.id ? `#${node.id}` : [...node.classList].map((one) => `.${one}`).join(""));

  if (!printed) {
    await document.fonts.ready;
    await wait(100); // what moves now is told a moment later
    for (let y = 0, steps = 0; y < root.scrollHeight && steps < 40; y += innerHeight, steps++) {
      scrollTo({ top: y, behavior: "instant" });
      await wait(20);
    }
    scrollTo({ top: 0, behavior: "instant" });
    const waiting = [...document.images].filter((image) => !image.complete && image.checkVisibility());
    await Promise.race([wait(5000), Promise.all(waiting.map((image) => image.decode().catch(() => {})))]);
  }

  const moved = window.auditShift;
  // What is folded is looked at too; of those with a name, which open over the page, one at a time is open.
  for (const fold of document.querySelectorAll("article details:not([open], [name])")) fold.open = true;

  const limit = innerWidth;
  const clipped = (node) => {
    for (let box = node.parentElement; box && box !== document.body; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  if (document.scrollingElement.scrollWidth > limit) {
    const wide = [...document.body.querySelectorAll("*")]
      .filter((node) => node.getBoundingClientRect().right > limit + 0.5 && !clipped(node)).slice(0, 3).map(name);
    found.push([printed ? "print" : "overflow",
      `${document.scrollingElement.scrollWidth - limit} px too wide${wide.length ? `: ${wide.join(", ")}` : ""}`]);
  }

  if (printed) {
    for (const node of document.querySelectorAll("article *")) {
      const { overflowX } = getComputedStyle(node);
      if (overflowX !== "visible" && node.clientWidth > 20 && node.scrollWidth > node.clientWidth + 2
          && node.checkVisibility() && !node.closest("svg, math"))
        found.push(["print", `${name(node)} is cut off: ${node.scrollWidth} of ${node.clientWidth} px`]);
    }
    const text = [...document.querySelectorAll("article p")].find((node) => node.innerText.length > 40);
    const channels = text && getComputedStyle(text).color.match(/[\d.]+/g).slice(0, 3).map(Number);
    if (channels && Math.max(...channels) > 118) found.push(["print", `text is pale on paper: ${getComputedStyle(text).color}`]);
    return found;
  }

  for (const image of document.images) {
    const what = (image.currentSrc || image.src).slice(0, 60) || name(image);
    if (!image.hasAttribute("alt")) found.push(["images", `${what} has no alt`]);
    if (!(image.getAttribute("width") && image.getAttribute("height")) && !image.closest(".twemoji"))
      found.push(["images", `${what} has no width and height`]);
    if (image.checkVisibility() && image.complete && !image.naturalWidth) found.push(["images", `${what} shows nothing`]);
  }
  // Below that, Lighthouse says 0; a letter that a font moves a little is not seen.
  if (moved > 0.01) found.push(["shift", `${moved.toFixed(4)}: ${[...window.auditShifted].join(", ")}`]);
  if (narrow) {
    for (const node of document.querySelectorAll(".pf-button, .md-button, header button, header label, .pf-brand")) {
      const { width, height } = node.getBoundingClientRect();
      if (node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && width > 1 && height < 43.5
          && !node.closest(".md-search"))
        found.push(["targets", `${name(node)} is ${Math.round(height)} px high`]);
    }
  }
  return found;
}
