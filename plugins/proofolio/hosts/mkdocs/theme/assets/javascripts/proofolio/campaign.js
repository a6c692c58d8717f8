/* Links that are sent can carry a mark, `?via=acme`, by which their sender knows them again. It is read
   once, for those who count views, and taken out of the address bar: who passes the page on, passes on
   no mark. */
(() => {
  "use strict";

  const take = () => {
    const query = new URLSearchParams(location.search);
    if (!query.has("via")) return;
    const mark = query.get("via");
    query.delete("via");
    const rest = query.toString();
    window.pfVia = /^[\w.-]{1,64}$/.test(mark) ? mark : "";
    history.replaceState(history.state, "", location.pathname + (rest ? `?${rest}` : "") + location.hash);
  };

  take();
  if (typeof document$ !== "undefined") document$.subscribe(take);
})();
