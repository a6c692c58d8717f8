/* What Material's scripts leave to be mended, once they have run. */
(() => {
  "use strict";

  /* Instant navigation makes every address absolute once and keeps the header: the skip link would
     lead back to the first page. */
  document.querySelector(".pf-skip")?.setAttribute("href", "#pf-start");

  /* Material follows the switch with a theme-color of its own; the first that fits would win. */
  if (document.querySelector("[data-md-component=palette]"))
    for (const meta of document.querySelectorAll("meta[name=theme-color][media]")) meta.remove();

  /* Wide tables scroll, but not by keyboard. */
  if (typeof document$ !== "undefined") document$.subscribe(() => setTimeout(() => {
    /* A sign behind each heading, which its name would end with. What it leads to is a hand's width away. */
    for (const link of document.querySelectorAll(".headerlink")) {
      link.tabIndex = -1;
      link.ariaHidden = "true";
    }
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap:not(.pf-scroll *)"))
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }));

  /* Closed on a phone, the search is gone with the focus: it goes back to where it came from. */
  let before = null;
  const inSearch = (element) => !!element?.closest(".md-search");
  document.addEventListener("focusin", ({ target, relatedTarget }) => {
    if (inSearch(target) && !inSearch(relatedTarget)) before = relatedTarget;
  });
  document.addEventListener("change", ({ target }) => {
    if (target.id !== "__search" || target.checked) return;
    setTimeout(() => {
      const { activeElement } = document;
      if (activeElement === document.body || inSearch(activeElement) && innerWidth < 960) before?.focus();
    });
  });

  /* What has been copied is told in a corner. */
  document.querySelector(".md-dialog")?.setAttribute("role", "status");

  /* The buttons of a block of code, tags and a list of pages that has one page are called navigation:
     landmarks without a name, as many as there are blocks. They are none. Titles of what was found are
     those of whole pages. */
  const mend = () => {
    for (const nav of document.querySelectorAll("nav:is(.md-code__nav, .md-tags, .md-pagination:not(:has(a))):not([role])"))
      nav.setAttribute("role", "none");
    for (const title of document.querySelectorAll(".md-search-result :is(h1, h2):not([aria-level])"))
      title.ariaLevel = Number(title.localName[1]) + 1;
  };
  new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true });
  mend();
})();
