/* Counts views of pages at the service that the site names, by its documented interface: no script of
   another host is loaded, no cookie is set or sent, nothing is kept in the browser. Readers who ask not
   to be tracked (Do Not Track, Global Privacy Control) are not counted.

   GoatCounter: goatcounter.com/help/pixel. Plausible: plausible.io/docs/events-api. Umami:
   umami.is/docs/api/sending-stats. Matomo: developer.matomo.org/api-reference/tracking-api. */
(() => {
  "use strict";

  const settings = { /* settings */ };

  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1" || window.doNotTrack === "1") return;
  /* Copies of the site, such as those that translate or archive it, are not the site. */
  if (settings.origin && settings.origin !== location.origin) return;

  const send = (path, options) =>
    fetch(settings.host + path, { mode: "no-cors", credentials: "omit", keepalive: true, ...options })
      /* A view that is not counted is no matter for who reads. */
      .catch(() => {});

  const post = (path, type, data) =>
    send(path, { method: "POST", headers: { "Content-Type": type }, body: JSON.stringify(data) });

  const services = {
    goatcounter: ({ path, title, referrer, campaign }) =>
      send(`/count?${new URLSearchParams({ p: path, t: title, r: referrer, q: campaign, rnd: Date.now() })}`),
    plausible: ({ url, referrer }) =>
      post("/api/event", "text/plain", { name: "pageview", url, domain: settings.site, referrer }),
    umami: ({ path, title, referrer, campaign }) =>
      send("/api/send", {
        method: "POST",
        mode: "cors",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          type: "event",
          payload: {
            website: settings.site, hostname: location.hostname, language: navigator.language,
            url: path + (campaign && `?${campaign}`), title, referrer,
          },
        }),
      }),
    matomo: ({ url, title, referrer }) =>
      send(`/matomo.php?${new URLSearchParams({
        idsite: settings.site, rec: 1, apiv: 1, send_image: 0, url, action_name: title, urlref: referrer,
        rand: Date.now(),
      })}`),
  };

  const isHidden = () => {
    const words = document.querySelector("meta[name=robots]")?.content ?? "";
    return words.split(/[\s,]+/).some((word) => /^(noindex|none)$/i.test(word));
  };

  /* The page for what is missing stands at any address. */
  const startsMissing = document.currentScript?.hasAttribute("data-pf-missing");

  /* From where a reader came; between pages of the site, nobody needs to know. */
  const origin = () => {
    const { referrer } = document;
    return referrer.startsWith(`${location.origin}/`) ? "" : referrer;
  };

  let last = null;
  const count = () => {
    const path = location.pathname;
    if (path === last) return;
    const isFirst = last === null;
    last = path;
    if ((isFirst && startsMissing) || (isHidden() && !settings.unlisted)) return;
    const mark = window.pfVia;
    window.pfVia = "";
    const campaign = mark ? new URLSearchParams({ utm_campaign: mark }).toString() : "";
    services[settings.service]({
      path,
      url: location.origin + path + (campaign && `?${campaign}`),
      title: document.title,
      referrer: isFirst ? origin() : "",
      campaign,
    });
  };

  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(count);
  else count();
})();
