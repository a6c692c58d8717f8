{#- Chosen before anything is painted, so that nothing moves: what the address asks for, else what the
    reader chose before, else the site's choice. A search hit or an anchor that only the technical
    version shows opens that one; while the page is still being read, all anchors but those of brief
    sections count as such. -#}
(window.pfChooseView = () => {
  const study = document.querySelector("[data-pf-brief]");
  if (!study) return;
  const query = new URLSearchParams(location.search);
  const anchor = location.hash.slice(1);
  const target = document.getElementById(anchor);
  const deep = target ? target.closest("[data-pf-depth='technical']") : !study.dataset.pfBrief.split(" ").includes(anchor);
  let kept = null;
  try { kept = localStorage.getItem("proofolio-view"); } catch {}
  const asked = [query.get("view"), kept, study.dataset.pfView].find((view) => ["brief", "technical"].includes(view));
  document.documentElement.dataset.pfView = query.has("h") || (anchor && deep) ? "technical" : asked;
})();
