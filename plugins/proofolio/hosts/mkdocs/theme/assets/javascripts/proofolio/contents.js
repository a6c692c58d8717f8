/* The sections of a study: which one is being read, and how far one has come. */
(() => {
  "use strict";

  let contents = null;
  let sections = [];
  let current;
  let waiting = false;

  /* How far the line at which one reads is within a box, from 0 to 1. */
  const within = (box, line) => Math.min(1, Math.max(0, (line - box.top) / (box.height || 1)));

  const update = () => {
    waiting = false;
    if (!contents?.isConnected) return;
    const line = innerHeight * 0.3;
    const shown = sections.filter(({ link }) => link.parentElement.dataset.pfDepth === undefined
      || document.documentElement.dataset.pfView !== "brief");
    const boxes = shown.map(({ section }) => section.getBoundingClientRect());
    const index = boxes.findLastIndex((box) => box.top <= line);
    const end = document.documentElement.scrollHeight - innerHeight;
    const isAtEnd = end > 0 && scrollY >= end - 1;
    const now = shown[isAtEnd && index >= 0 ? shown.length - 1 : index];
    if (now !== current) {
      current?.link.removeAttribute("aria-current");
      now?.link.setAttribute("aria-current", "location");
      contents.querySelector("[data-pf-now]").textContent = now ? now.link.textContent : "";
      current = now;
    }
    const body = contents.parentElement.getBoundingClientRect();
    const bar = contents.getBoundingClientRect();
    const whole = { top: body.top, height: body.height - (innerHeight - bar.top) };
    contents.style.setProperty("--pf-read", within(whole, bar.top));
    /* The list hangs from its bar, wherever that is; not by an anchor in the stylesheet, which
       Firefox and Safari place by where a sticky bar was before it stuck. */
    contents.style.setProperty("--pf-below", `${bar.bottom}px`);
    const item = now?.link.parentElement;
    const done = now === shown[index] ? within(boxes[index] ?? { top: 0 }, line) : 1;
    contents.style.setProperty("--pf-reached", item ? item.offsetTop + done * item.offsetHeight : 0);
  };

  const ask = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(update);
  };

  const start = () => {
    contents = document.querySelector("[data-pf-contents]");
    current = undefined;
    sections = [...(contents?.querySelectorAll("a[href*='#']") ?? [])]
      .map((link) => ({ link, section: document.getElementById(link.hash.slice(1))?.closest("section") }))
      .filter(({ section }) => section);
    update();
  };

  /* The list has done its work once a section is chosen. */
  document.addEventListener("click", (event) => {
    const list = event.target instanceof Element && event.target.closest(".pf-contents__list");
    if (list && event.target.closest("a") && list.matches(":popover-open")) list.hidePopover();
  }, true);

  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask);
  new MutationObserver(ask).observe(document.documentElement, { attributeFilter: ["data-pf-view"] });
  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(start);
  else start();
})();
