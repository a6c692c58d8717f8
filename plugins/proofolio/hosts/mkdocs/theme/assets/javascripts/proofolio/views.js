/* The switch between the brief and the technical version of a study. The links lead there by
   themselves; here they do it without leaving the place that one reads, and the choice is kept. What
   is shown first was chosen before the page was painted: templates/choose-view.js. */
(() => {
  "use strict";

  const root = document.documentElement;
  const study = () => document.querySelector("[data-pf-brief]");
  const TECHNICAL = "[data-pf-depth='technical']";
  const isTechnical = (element) => !!element.closest(TECHNICAL);
  const headerHeight = () => parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;

  /* What the brief version leaves out can still be found: a browser that looks for a word there, or
     for what a link quotes, says so before it shows it. Readers of screens are not led to it. */
  const hide = () => {
    if (!("onbeforematch" in root)) return;
    const isBrief = root.dataset.pfView === "brief";
    for (const part of study()?.querySelectorAll(`.pf-study__sections ${TECHNICAL}`) ?? []) {
      for (const [name, value] of [["hidden", "until-found"], ["aria-hidden", "true"]])
        if (isBrief) part.setAttribute(name, value);
        else part.removeAttribute(name);
    }
  };

  const mark = () => {
    hide();
    for (const link of document.querySelectorAll(".pf-view"))
      if (link.dataset.pfViewLink === root.dataset.pfView) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
  };

  const keep = (view) => {
    try {
      localStorage.setItem("proofolio-view", view);
    } catch {
      /* storage is switched off: the choice holds for this page */
    }
  };

  /* The first thing from where one reads on that both versions show, or else the last one. */
  const nearest = () => {
    const line = headerHeight() - 1;
    let last = null;
    for (const element of study().querySelectorAll(".pf-study__sections :is(h2, h3, p, li, dd, figure, table)")) {
      if (element.closest("[data-pf-depth]")) continue;
      last = { element, top: element.getBoundingClientRect().top };
      if (last.top >= line) break;
    }
    return last;
  };

  const show = (view) => {
    root.dataset.pfView = view;
    mark();
    const status = document.querySelector("[data-pf-view-status]");
    if (status) status.textContent = status.dataset[view];
  };

  const choose = (view) => {
    const place = scrollY > study().offsetTop ? nearest() : null;
    const inHead = !place || study().querySelector(".pf-study__head").getBoundingClientRect().bottom > headerHeight();
    keep(view);
    const query = new URLSearchParams(location.search);
    query.delete("h");
    query.set("view", view);
    history.replaceState(history.state, "", `${location.pathname}?${query}`);
    show(view);
    if (inHead) return;
    const wanted = Math.min(Math.max(place.top, headerHeight()), innerHeight / 2);
    pfSettle(() => scrollBy({ top: place.element.getBoundingClientRect().top - wanted, behavior: "instant" }));
  };

  /* A link to what only the technical version shows opens that one. The browser goes there by itself,
     but by the heights that the page had before. */
  const reveal = (id) => {
    const target = document.getElementById(id);
    if (!target || root.dataset.pfView !== "brief" || !study()?.contains(target) || !isTechnical(target)) return;
    show("technical");
    pfSettle(() => target.scrollIntoView({ block: "start", behavior: "instant" }));
  };

  document.addEventListener("beforematch", ({ target }) => {
    if (isTechnical(target) && study()?.contains(target)) show("technical");
  });

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !study()) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a");
    if (!link || !study().contains(link)) return;
    const { pfViewLink: view } = link.dataset;
    if (view) {
      /* Material would load the page anew. */
      event.preventDefault();
      event.stopPropagation();
      choose(view);
      /* Beside the sections stands the link to the other version alone. */
      if (!link.checkVisibility()) link.parentElement.querySelector(`a:not([data-pf-view-link="${view}"])`)?.focus();
      const first = link.hash && document.getElementById(link.hash.slice(1));
      if (first) pfSettle(() => first.scrollIntoView({ block: "start", behavior: "instant" }));
    }
  }, true);

  const again = () => {
    window.pfChooseView?.();
    mark();
  };
  addEventListener("popstate", again);
  addEventListener("hashchange", () => {
    if (new URLSearchParams(location.search).has("h")) again();
    reveal(decodeURIComponent(location.hash.slice(1)));
  });
  /* The choice made in another tab. */
  addEventListener("storage", (event) => {
    if (event.key === "proofolio-view") again();
  });

  /* Paper says where it is from, and when. */
  const stamp = () => {
    for (const line of document.querySelectorAll("[data-pf-printed]")) {
      const day = new Intl.DateTimeFormat(root.lang || "en", { dateStyle: "long" }).format(new Date());
      line.textContent = `${location.href.split("#")[0]} · ${line.dataset.pfPrinted} ${day}`;
    }
  };
  /* Not earlier: words for dates take a phone a tenth of a second to load. */
  addEventListener("beforeprint", stamp);
  matchMedia("print").addEventListener("change", stamp);

  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(mark);
  else mark();
})();
