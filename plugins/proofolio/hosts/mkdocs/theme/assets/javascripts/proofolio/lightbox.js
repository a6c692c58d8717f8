/* Pictures open large: one dialog of the browser's own for all of them, which keeps the focus,
   closes with Escape and gives the focus back. Its markup and words stand in the page's template
   `pf-lightbox`; without it, or without this script, pictures stay as they are. */
(() => {
  "use strict";

  const PICTURES = ".pf-visual .pf-plate img, .pf-output--picture img, .md-content figure:not([class]) img, .md-content p > img:only-child, .md-content p > picture:only-child > img";
  const NOT = "a, .pf-compare, .pf-clip, .pf-chart, .pf-card, .md-post--excerpt";
  /* Less is no more of the picture. */
  const WORTH = 1.15;
  const SWIPE = 48;

  const isDrawing = (picture) => /\.svg(?:[?#]|$)/i.test(fullOf(picture));
  const fullOf = (picture) => picture.dataset.pfFull || picture.src;
  const sizeOf = (picture) => ({
    width: Number(picture.getAttribute("width")) || picture.naturalWidth,
    height: Number(picture.getAttribute("height")) || picture.naturalHeight,
  });

  let dialog, stage, plate, large, words;
  let group = [];
  let current = 0;
  let size = { width: 1, height: 1 };
  let isNear = false;

  const template = () => document.querySelector("#pf-lightbox")?.content;

  /* ---- the dialog ---- */

  const build = () => {
    dialog = template().querySelector("dialog").cloneNode(true);
    words = { count: dialog.dataset.pfCount, nearer: dialog.querySelector("[data-pf-zoom]").ariaLabel };
    stage = dialog.querySelector(".pf-lightbox__stage");
    plate = stage.querySelector(".pf-lightbox__plate");
    large = Object.assign(new Image(), { alt: "", draggable: false });
    plate.append(large);
    document.body.append(dialog);
    dialog.addEventListener("click", press);
    dialog.addEventListener("keydown", type);
    dialog.addEventListener("close", () => large.removeAttribute("src"));
    new ResizeObserver(fit).observe(stage);
    followFinger();
    followMouse();
  };

  /* The size at which the whole picture is seen; a drawing has no largest one. */
  const fitted = () => {
    const room = Math.min(stage.clientWidth / size.width, stage.clientHeight / size.height);
    const scale = isDrawing(group[current]) ? room : Math.min(room, 1);
    return { width: size.width * scale, height: size.height * scale };
  };

  const nearest = () => {
    const scale = isDrawing(group[current]) ? Math.max(1, (2 * fitted().width) / size.width) : 1;
    return { width: size.width * scale, height: size.height * scale };
  };

  const fit = () => {
    if (!dialog.open || !stage.clientWidth) return;
    const zooms = nearest().width > fitted().width * 1.02;
    if (!zooms) isNear = false;
    const shown = isNear ? nearest() : fitted();
    plate.style.setProperty("--pf-shown-width", `${shown.width}px`);
    plate.style.setProperty("--pf-shown-height", `${shown.height}px`);
    dialog.classList.toggle("pf-lightbox--zooms", zooms);
    dialog.classList.toggle("pf-lightbox--near", isNear);
    const button = dialog.querySelector("[data-pf-zoom]");
    button.hidden = !zooms;
    button.setAttribute("aria-label", isNear ? button.dataset.pfOut : words.nearer);
  };

  /* What was pointed at stays under the pointer. */
  const zoom = (near, x = innerWidth / 2, y = innerHeight / 2) => {
    const before = large.getBoundingClientRect();
    const share = { x: (x - before.left) / before.width, y: (y - before.top) / before.height };
    isNear = near;
    fit();
    const after = large.getBoundingClientRect();
    stage.scrollLeft += after.left + share.x * after.width - x;
    stage.scrollTop += after.top + share.y * after.height - y;
  };

  /* A caption without what only its page needs. */
  const textOf = (picture) => {
    const caption = picture.closest("figure")?.querySelector(":scope > figcaption")?.cloneNode(true);
    for (const part of caption?.querySelectorAll("[id]") ?? []) part.removeAttribute("id");
    return [...(caption?.childNodes ?? [])];
  };

  const show = (place) => {
    current = (place + group.length) % group.length;
    const picture = group[current];
    size = sizeOf(picture);
    isNear = false;
    large.alt = picture.alt;
    /* First what the page has loaded already, then what is sharp. */
    large.src = picture.currentSrc || picture.src;
    const full = new Image();
    full.src = fullOf(picture);
    full.decode().then(() => {
      if (picture !== group[current] || !dialog.open) return;
      large.src = full.src;
      if (!isDrawing(picture) && full.naturalWidth > size.width) {
        size = { width: full.naturalWidth, height: full.naturalHeight };
        fit();
      }
    }, () => {});
    const text = textOf(picture);
    dialog.querySelector(".pf-lightbox__text").replaceChildren(...text);
    const count = words.count.replace("{number}", current + 1).replace("{all}", group.length);
    dialog.querySelector("[data-pf-number]").textContent = group.length > 1 ? count : "";
    dialog.querySelector("[data-pf-alt]").textContent = picture.alt;
    for (const step of dialog.querySelectorAll("[data-pf-step]")) step.hidden = group.length < 2;
    fit();
  };

  const step = (by) => {
    if (group.length > 1) show(current + by);
  };

  const open = (picture, opener) => {
    if (!dialog) build();
    const gallery = picture.closest(".pf-gallery");
    const all = [...document.querySelectorAll(".pf-zoom img")];
    group = all.filter((other) => other.closest(".pf-gallery") === gallery);
    /* The dialog gives the focus back to what has it now. */
    opener.focus({ preventScroll: true });
    dialog.showModal();
    show(group.indexOf(picture));
  };

  /* ---- what readers do in it ---- */

  let lastTap = 0;
  let wasMoved = false;

  const press = (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.pfStep) step(Number(button.dataset.pfStep));
    else if (button?.hasAttribute("data-pf-zoom")) zoom(!isNear);
    else if (button) dialog.close();
    else if (wasMoved) wasMoved = false;
    else if (event.target === large) {
      const isTwice = event.timeStamp - lastTap < 350;
      lastTap = isTwice ? 0 : event.timeStamp;
      if (event.pointerType !== "touch" || isTwice) zoom(!isNear, event.clientX, event.clientY);
    } else if (event.target === stage || event.target === dialog) dialog.close();
  };

  const PAN = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };

  const type = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const forwards = getComputedStyle(dialog).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const isSideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (isNear && PAN[event.key]) stage.scrollBy(...PAN[event.key]);
    else if (isSideways) step(event.key === forwards ? 1 : -1);
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(group.length - 1);
    else if (event.key === "+" || event.key === "=") zoom(true);
    else if (event.key === "-") zoom(false);
    else return;
    event.preventDefault();
  };

  /* A finger moves the picture; what is near scrolls by itself. */
  const followFinger = () => {
    let from = null;
    const slide = (x) => {
      plate.style.translate = x ? `${x}px` : "";
    };
    const drop = (event, isDone) => {
      if (!from || event.pointerId !== from.id) return;
      const moved = event.clientX - from.x;
      from = null;
      plate.classList.add("pf-lightbox__sliding");
      slide(0);
      const forwards = getComputedStyle(dialog).direction === "rtl" ? 1 : -1;
      if (!isDone || Math.abs(moved) < SWIPE || group.length < 2) return;
      plate.classList.remove("pf-lightbox__sliding");
      step(Math.sign(moved) * forwards);
    };
    stage.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" || isNear) return;
      /* Two fingers are the browser's, and one as long as they have the page near. */
      from = event.isPrimary && (visualViewport?.scale ?? 1) < 1.01 ? { id: event.pointerId, x: event.clientX } : null;
      plate.classList.remove("pf-lightbox__sliding");
      if (!from) slide(0);
    });
    stage.addEventListener("pointermove", (event) => {
      if (from && event.pointerId === from.id) slide(event.clientX - from.x);
    });
    stage.addEventListener("pointerup", (event) => drop(event, true));
    stage.addEventListener("pointercancel", (event) => drop(event, false));
  };

  /* A mouse drags what is near. */
  const followMouse = () => {
    let from = null;
    stage.addEventListener("pointerdown", (event) => {
      wasMoved = false;
      if (event.pointerType !== "mouse" || event.button || !isNear) return;
      from = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop };
      stage.setPointerCapture(event.pointerId);
    });
    stage.addEventListener("pointermove", (event) => {
      if (!from) return;
      const [x, y] = [event.clientX - from.x, event.clientY - from.y];
      wasMoved ||= Math.hypot(x, y) > 4;
      stage.scrollTo(from.left - x, from.top - y);
    });
    for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, () => { from = null; });
  };

  /* ---- the pictures of the page ---- */

  const grows = (picture) => {
    const { width, height } = sizeOf(picture);
    const box = picture.getBoundingClientRect();
    /* In a gallery a picture may not fill its box. */
    const shown = Math.min(box.width, (box.height * width) / height);
    if (!shown || !width || !picture.alt) return false;
    return isDrawing(picture) || !!picture.dataset.pfFull || width > shown * WORTH;
  };

  const offer = (picture) => {
    const whole = picture.closest("picture") ?? picture;
    let box = whole.parentElement;
    if (!grows(picture)) {
      if (dialog?.open) return;
      if (box.matches(".pf-zoom")) box.replaceWith(whole);
      return;
    }
    if (box.matches(".pf-zoom")) return;
    box = document.createElement("span");
    box.className = "pf-zoom";
    const opener = template().querySelector("button.pf-zoom__open").cloneNode(true);
    const named = template().querySelector("dialog").dataset.pfOpen;
    opener.setAttribute("aria-label", named.replace("{name}", picture.alt));
    whole.replaceWith(box);
    box.append(whole, opener);
    box.addEventListener("click", () => open(picture, opener));
  };

  /* Whether a picture grows changes with the window, and with what is folded or hidden. */
  const watcher = new ResizeObserver((changes) => {
    for (const { target } of changes) offer(target);
  });

  const apply = () => {
    if (dialog?.open) dialog.close();
    watcher.disconnect();
    if (!template()) return;
    for (const picture of document.querySelectorAll(PICTURES))
      if (!picture.closest(NOT)) watcher.observe(picture);
  };

  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(apply);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", apply);
  else apply();
})();
