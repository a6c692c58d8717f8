/* Large scripts that few pages need: each comes with the first page that has what it is for. */
(() => {
  "use strict";

  const here = document.currentScript.src;
  /* The name of each file, by what a page must have; written by hosts/mkdocs/look.py. */
  const files = new Map(Object.entries({ /* files */ }));

  const load = () => {
    for (const [selector, name] of files) {
      if (!document.querySelector(selector)) continue;
      files.delete(selector);
      const script = document.createElement("script");
      script.src = new URL(name, here);
      document.head.append(script);
    }
  };

  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(load);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", load);
  else load();
})();
