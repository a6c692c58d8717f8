/* The filter of the index: links that lead to lists without this script, and with it hide the
   cards that do not fit. Values of one facet add up, facets narrow each other down; the choice
   stands in the address, so that it can be shared. */
(() => {
  "use strict";

  const root = () => document.querySelector("[data-pf-filter]");

  const read = () => {
    const chosen = new Map();
    for (const [facet, value] of new URLSearchParams(location.search)) {
      if (!chosen.has(facet)) chosen.set(facet, new Set());
      chosen.get(facet).add(value);
    }
    return chosen;
  };

  const write = (chosen) => {
    const query = new URLSearchParams();
    for (const [facet, values] of chosen) for (const value of values) query.append(facet, value);
    const text = query.toString();
    history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : ""));
  };

  const fits = (card, chosen) =>
    [...chosen].every(([facet, values]) => {
      const has = (card.dataset[facet] || "").split(" ");
      return [...values].some((value) => has.includes(value));
    });

  const apply = () => {
    const index = root();
    if (!index) return;
    const chips = [...index.querySelectorAll("[data-facet]")];
    const known = new Set(chips.map((chip) => `${chip.dataset.facet} ${chip.dataset.value}`));
    const chosen = read();
    for (const [facet, values] of chosen) {
      for (const value of values) if (!known.has(`${facet} ${value}`)) values.delete(value);
      if (!values.size) chosen.delete(facet);
    }
    for (const chip of chips) {
      const on = chosen.get(chip.dataset.facet)?.has(chip.dataset.value) ?? false;
      chip.setAttribute("role", "button");
      chip.setAttribute("aria-pressed", String(on));
    }
    const cards = [...index.querySelectorAll(".pf-card")];
    let shown = 0;
    for (const card of cards) {
      card.hidden = !fits(card, chosen);
      if (!card.hidden) shown += 1;
    }
    const status = index.querySelector(".pf-filter__status");
    if (status) {
      status.hidden = !chosen.size;
      status.querySelector("[role=status]").textContent = index.dataset.pfShown
        .replace("{shown}", shown)
        .replace("{all}", cards.length);
    }
    index.querySelector(".pf-empty").hidden = shown > 0;
    const browse = index.querySelector(".pf-browse");
    if (browse) browse.hidden = true;
  };

  const toggle = (facet, value) => {
    const chosen = read();
    const values = chosen.get(facet) ?? new Set();
    if (!values.delete(value)) values.add(value);
    chosen.set(facet, values);
    write(chosen);
    apply();
  };

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const chip = event.target.closest("[data-pf-filter] [data-facet]");
    if (chip) {
      event.preventDefault();
      event.stopPropagation();
      toggle(chip.dataset.facet, chip.dataset.value);
    } else if (event.target.closest("[data-pf-reset]")) {
      write(new Map());
      apply();
    }
  }, true);

  /* Enter activates a link by itself; a button also takes the space bar. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !(event.target instanceof Element)) return;
    const chip = event.target.closest("[data-pf-filter] [data-facet]");
    if (!chip) return;
    event.preventDefault();
    toggle(chip.dataset.facet, chip.dataset.value);
  });

  addEventListener("popstate", apply);
  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(apply);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", apply);
  else apply();
})();
