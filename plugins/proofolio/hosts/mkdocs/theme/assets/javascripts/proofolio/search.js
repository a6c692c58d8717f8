/* The search's worker, which comes with the first message to it: see partials/javascripts/pf-before.html.
   The name of Material's own stands behind the question mark. */
addEventListener("message", ({ data }) => {
  importScripts(`../workers/${location.search.slice(1)}`);
  dispatchEvent(new MessageEvent("message", { data }));
}, { once: true });
