// Runs in the page of components: shows one of them, and tells where it is.
(name) => {
  const heading = document.getElementById(name);
  const all = [...heading.parentElement.children];
  const begin = all.indexOf(heading);
  // Headings of the page itself, not those of a component, have a link to themselves.
  const length = all.slice(begin + 1).findIndex((node) => node.matches("h1, h2, h3") && node.querySelector(".headerlink"));
  const end = length < 0 ? all.length : begin + 1 + length;
  // The heading and the line about its classes are not the component.
  const shown = all.slice(begin + 2, end);
  for (const node of all) node.style.display = shown.includes(node) ? "" : "none";
  // How far one has read depends on when the picture is taken, and what is drawn on where the screen ends.
  const still = document.createElement("style");
  still.textContent = ".pf-contents { --pf-read: 0.3 !important; --pf-reached: 60 !important; } "
    + ".pf-notebook * { content-visibility: visible !important; }";
  document.head.append(still);
  scrollTo(0, 0);
  window.alone = () => {
    const boxes = shown.flatMap((node) => [node, ...node.querySelectorAll("*")])
      .filter((node) => node.checkVisibility() && !node.closest(".pf-visually-hidden"))
      .map((node) => node.getBoundingClientRect()).filter((box) => box.width > 1 && box.height > 1);
    const edge = 12; // for shadows and rings
    const left = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.left))) - edge);
    const right = Math.min(innerWidth, Math.ceil(Math.max(...boxes.map((box) => box.right))) + edge);
    const top = Math.floor(Math.min(...boxes.map((box) => box.top)) + scrollY) - edge;
    const bottom = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) + scrollY) + edge;
    return { x: left, y: Math.max(0, top), width: right - left, height: bottom - Math.max(0, top) };
  };
}
