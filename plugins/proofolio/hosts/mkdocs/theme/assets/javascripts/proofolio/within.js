/* Links within a page lead there without Material, which would load the page anew at the first of them,
   and go back to where it had been scrolled. What is hidden is opened, and gets the focus. */
(() => {
  "use strict";

  /* Browsers learn how high a part of the page is when they come near it, so it takes some steps. */
  const settle = (move, times = 5) => {
    move();
    if (times) requestAnimationFrame(() => settle(move, times - 1));
  };
  window.pfSettle = settle;

  const find = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));
  const goTo = (target) => settle(() => target.scrollIntoView({ block: "start", behavior: "instant" }));

  const lead = (target) => {
    target.dispatchEvent(new Event("beforematch", { bubbles: true })); /* as browsers say it themselves */
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!target.matches("a[href], button, input, [tabindex]")) {
      target.tabIndex = -1;
      target.addEventListener("blur", () => target.removeAttribute("tabindex"), { once: true });
    }
    target.focus({ preventScroll: true });
    goTo(target);
  };

  /* Who comes back finds the place where they were; it stands in the state. */
  const arrive = () => {
    const target = location.hash && history.state === null && find(location.hash);
    if (target) goTo(target);
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href*='#']:not([data-facet])");
    if (!link?.hash || link.origin + link.pathname !== location.origin + location.pathname) return;
    const target = find(link.hash);
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    /* Material makes addresses absolute, with the view of a study that was asked for then. */
    if (link.hash !== location.hash) history.pushState(null, "", location.pathname + location.search + link.hash);
    lead(target);
  }, true);

  addEventListener("load", arrive);
  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(arrive);
})();
