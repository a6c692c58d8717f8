/* The switch for the code of a notebook's page. It is one choice for all pages, and it is kept;
   until somebody makes it, each page shows what its author chose. */
(() => {
  "use strict";

  const KEY = "proofolio-code";
  const root = document.documentElement;

  const read = () => {
    try {
      const kept = localStorage.getItem(KEY);
      return kept === "shown" || kept === "hidden" ? kept : null;
    } catch {
      return null; /* storage is switched off: the choice holds for this page */
    }
  };

  const keep = (choice) => {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      /* see above */
    }
  };

  let choice = read();

  /* Code that waits behind a word is hidden, as long as nobody asked for it. */
  const isShown = () => {
    if (choice) return choice === "shown";
    return !!document.querySelector(".pf-cell__code > .highlight, .pf-fold--code[open]");
  };

  const apply = () => {
    if (choice) root.dataset.pfCode = choice;
    if (choice === "shown") {
      for (const fold of document.querySelectorAll(".pf-fold--code")) fold.open = true;
    }
    for (const button of document.querySelectorAll("[data-pf-code-toggle]")) {
      if (!button.dataset.pfHide) button.dataset.pfHide = button.textContent;
      button.hidden = false;
      button.textContent = isShown() ? button.dataset.pfHide : button.dataset.pfShow;
    }
  };

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("[data-pf-code-toggle]");
    if (!button) return;
    /* What the reader looks at stays where it is. */
    const before = button.getBoundingClientRect().top;
    choice = isShown() ? "hidden" : "shown";
    keep(choice);
    apply();
    scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
  });

  /* The choice made in another tab. */
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    choice = read();
    apply();
  });

  /* What is folded prints open, and folds again after it. */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".pf-notebook details:not([open])")];
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
    folded = [];
  });

  /* Material's button for copying, which it would give to other code only. */
  const offer = () => {
    const { features, translations } = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
    if (!features?.includes("content.code.copy")) return;
    for (const [index, code] of document.querySelectorAll(".pf-listing").entries()) {
      const [box, button] = ["div", "button"].map((name) => document.createElement(name));
      code.parentElement.id = `pf-listing-${index}`;
      box.className = "md-code__nav";
      button.className = "md-code__button";
      button.title = translations["clipboard.copy"];
      Object.assign(button.dataset, { mdType: "copy", clipboardTarget: `#pf-listing-${index} code` });
      box.append(button);
      code.before(box);
    }
  };

  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(() => (apply(), offer()));
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", apply);
  else apply();
})();
