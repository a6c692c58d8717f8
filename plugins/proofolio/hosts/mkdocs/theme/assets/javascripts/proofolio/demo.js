/* Demos on other hosts, which are asked for nothing before a click.

   <div class="pf-demo" data-pf-demo="address for the frame" data-pf-title data-pf-allow> holds what
   stands there until then (.pf-demo__stage), a status line with its own words, and perhaps a
   recording (details.pf-demo__fallback). Its state is in data-pf-state: waiting, there or down.

   A browser tells a page nothing of why a frame stays empty; so the host is asked first, and a frame
   that has not loaded in time is given up as well. */
(() => {
  "use strict";

  const PATIENCE = 12000; /* ms */
  /* What such demos need. None of it lets them lead the page elsewhere. */
  const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals";
  const running = new Map(); /* demo → what stops it */

  const say = (demo, state) => {
    const status = demo.querySelector(".pf-demo__status");
    demo.dataset.pfState = state;
    status.textContent = status.dataset[{ waiting: "pfWaiting", there: "pfThere", down: "pfDown" }[state]] ?? "";
  };

  const stop = (demo) => {
    running.get(demo)?.abort();
    running.delete(demo);
    demo.querySelector(".pf-demo__frame")?.remove();
    demo.querySelector(".pf-demo__more").hidden = true;
  };

  const makeFrame = (demo) => {
    const frame = document.createElement("iframe");
    frame.className = "pf-demo__frame";
    frame.title = demo.dataset.pfTitle;
    frame.referrerPolicy = "no-referrer";
    frame.allow = demo.dataset.pfAllow;
    frame.setAttribute("sandbox", SANDBOX);
    return frame;
  };

  const loaded = (frame, signal) => new Promise((resolve, reject) => {
    frame.addEventListener("load", resolve, { once: true });
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

  const load = async (demo) => {
    const leave = new AbortController();
    const signal = AbortSignal.any([leave.signal, AbortSignal.timeout(PATIENCE)]);
    const address = demo.dataset.pfDemo;
    running.set(demo, leave);
    /* The button goes, and must not take the focus with it. */
    const status = demo.querySelector(".pf-demo__status");
    status.tabIndex = -1;
    status.focus({ preventScroll: true });
    say(demo, "waiting");
    try {
      /* Says only whether somebody answers; what the answer is, the frame shows. */
      await fetch(address, { mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer", signal });
      const frame = makeFrame(demo);
      demo.querySelector(".pf-demo__stage").after(frame);
      demo.querySelector(".pf-demo__more").hidden = false;
      const done = loaded(frame, signal);
      frame.src = address;
      await done;
      say(demo, "there");
      frame.focus({ preventScroll: true });
    } catch {
      if (leave.signal.aborted) return;
      const isHere = demo.contains(document.activeElement);
      stop(demo);
      say(demo, "down");
      if (isHere) demo.querySelector("[data-pf-load]").focus({ preventScroll: true });
      const fallback = demo.querySelector(".pf-demo__fallback");
      if (fallback) fallback.open = true;
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-pf-load], [data-pf-unload]");
    const demo = button?.closest(".pf-demo");
    if (!demo) return;
    if (button.matches("[data-pf-load]")) {
      load(demo);
      return;
    }
    stop(demo);
    delete demo.dataset.pfState;
    demo.querySelector(".pf-demo__status").textContent = "";
    demo.querySelector("[data-pf-load]").focus();
  });

  const begin = () => {
    for (const demo of running.keys()) if (!demo.isConnected) stop(demo);
    for (const button of document.querySelectorAll("[data-pf-load]")) button.hidden = false;
  };

  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(begin);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
