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

  const fits = (card, chosen, but) =>
    [...chosen].every(([facet, values]) => {
      const has = (card.dataset[facet] || "").split(" ");
      return facet === but || [...values].some((value) => has.includes(value));
    });

  /* What cannot be chosen here is dropped: the address may be an old one. */
  const choice = (chips) => {
    const known = new Set(chips.map((chip) => `${chip.dataset.facet} ${chip.dataset.value}`));
    const chosen = read();
    for (const [facet, values] of chosen) {
      for (const value of values) if (!known.has(`${facet} ${value}`)) values.delete(value);
      if (!values.size) chosen.delete(facet);
    }
    return chosen;
  };

  /* Each value says how many cards it has among those that the other facets leave. */
  const mark = (chip, cards, chosen) => {
    const { facet, value } = chip.dataset;
    const left = cards.filter((card) => fits(card, chosen, facet));
    const count = left.filter((card) => (card.dataset[facet] || "").split(" ").includes(value)).length;
    chip.setAttribute("role", "button");
    chip.setAttribute("aria-pressed", String(chosen.get(facet)?.has(value) ?? false));
    chip.toggleAttribute("data-pf-none", !count);
    chip.querySelector(".pf-chip__count").textContent = count;
  };

  const count = (details, chosen) => {
    const badge = details.querySelector(".pf-facet__chosen");
    const number = chosen.get(details.querySelector("[data-facet]").dataset.facet)?.size ?? 0;
    badge.textContent = number || "";
    badge.hidden = !number;
  };

  const list = (into, chips) => {
    into.replaceChildren(...chips.map((chip) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      const name = chip.querySelector(".pf-chip__name").textContent;
      button.type = "button";
      button.className = "pf-chip pf-chip--chosen";
      button.textContent = name;
      button.setAttribute("aria-label", into.dataset.pfRemove.replace("{name}", name));
      button.dataset.removes = `${chip.dataset.facet} ${chip.dataset.value}`;
      item.append(button);
      return item;
    }));
  };

  const apply = () => {
    const index = root();
    if (!index) return;
    const chips = [...index.querySelectorAll("[data-facet]")];
    const cards = [...index.querySelectorAll(".pf-card")];
    const chosen = choice(chips);
    for (const chip of chips) mark(chip, cards, chosen);
    for (const details of index.querySelectorAll(".pf-facet")) count(details, chosen);
    for (const card of cards) card.hidden = !fits(card, chosen);
    const shown = cards.filter((card) => !card.hidden).length;
    const status = index.querySelector(".pf-filter__status");
    if (status) {
      status.hidden = !chosen.size;
      list(status.querySelector("ul"), chips.filter((chip) => chip.ariaPressed === "true"));
      const text = index.dataset.pfShown.replace("{shown}", shown).replace("{all}", cards.length);
      const said = index.querySelector("[data-pf-said]");
      status.querySelector("[data-pf-count]").textContent = text;
      /* Nothing has changed on a page that opens with all of them. */
      if (chosen.size || said.textContent) said.textContent = text;
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
      return;
    }
    const chosen = event.target.closest("[data-removes]");
    if (chosen) {
      toggle(...chosen.dataset.removes.split(" "));
      /* The button is gone: the focus goes to the next, or back to the filters. */
      (root().querySelector("[data-removes]") ?? root().querySelector("summary"))?.focus();
    } else if (event.target.closest("[data-pf-reset]")) {
      write(new Map());
      apply();
      root().querySelector("summary")?.focus();
    }
    for (const open of document.querySelectorAll(".pf-facet[open]"))
      if (!open.contains(event.target)) open.open = false;
  }, true);

  /* Enter activates a link by itself; a button also takes the space bar. */
  document.addEventListener("keydown", (event) => {
    const open = document.querySelector(".pf-facet[open]");
    if (event.key === "Escape" && open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
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
