/* Two pictures one over the other, with a slider between them. The slider is an input of the
   browser's own, so that keys, fingers and screen readers can move it; without this script the
   pictures stand beside each other. */
(() => {
  "use strict";

  const start = (box) => {
    const names = [...box.querySelectorAll(".pf-compare__label")].map((label) => label.textContent);
    const range = document.createElement("input");
    Object.assign(range, { type: "range", className: "pf-compare__range", min: 0, max: 100 });
    range.setAttribute("aria-label", box.dataset.pfLabel);
    const handle = document.createElement("span");
    handle.className = "pf-compare__handle";
    handle.setAttribute("aria-hidden", "true");
    const apply = () => {
      box.style.setProperty("--pf-share", `${range.value}%`);
      const says = box.dataset.pfValue.replace("{share}", range.value).replace("{label}", names[0]);
      range.setAttribute("aria-valuetext", says);
    };
    range.value = box.dataset.pfStart;
    range.addEventListener("input", apply);
    box.append(range, handle);
    box.classList.add("pf-compare--on");
    apply();
  };

  const apply = () => {
    for (const box of document.querySelectorAll("[data-pf-compare]:not(.pf-compare--on)")) start(box);
  };

  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(apply);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", apply);
  else apply();
})();
