/* Material's scripts call the buttons of a block of code and the tags of a search result navigation:
   landmarks without a name, as many as there are blocks. They are none. */
(() => {
  "use strict";

  const mend = () => {
    for (const nav of document.querySelectorAll("nav:is(.md-code__nav, .md-search-result .md-tags):not([role])"))
      nav.setAttribute("role", "none");
  };
  new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true });
  mend();
})();
