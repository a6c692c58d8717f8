/* A large button on each clip. Nothing ever plays before it, or the browser's own, was pressed. */
(() => {
  "use strict";

  const button = (box) => {
    const play = document.createElement("button");
    play.type = "button";
    play.className = "pf-clip__play";
    play.setAttribute("aria-label", box.dataset.pfPlay);
    return play;
  };

  const film = (box, video) => {
    const play = button(box);
    play.addEventListener("click", () => {
      video.play();
      video.focus({ preventScroll: true });
    });
    video.addEventListener("play", () => { play.hidden = true; });
    video.addEventListener("ended", () => { play.hidden = false; });
    box.append(play);
  };

  /* A GIF moves as soon as it is there, so it is there only while it may. */
  const gif = (box, picture) => {
    const play = button(box);
    const still = picture.src;
    play.setAttribute("aria-pressed", "false");
    play.addEventListener("click", () => {
      const isMoving = play.getAttribute("aria-pressed") === "true";
      picture.src = isMoving ? still : box.dataset.pfGif;
      play.setAttribute("aria-pressed", String(!isMoving));
    });
    box.querySelector(".pf-clip__link").hidden = true;
    box.append(play);
  };

  const apply = () => {
    for (const box of document.querySelectorAll(".pf-clip:not(:has(.pf-clip__play))")) {
      const video = box.querySelector("video");
      if (video) film(box, video);
      else gif(box, box.querySelector("img"));
    }
  };

  /* Material announces pages that it loads without a reload. */
  if (typeof document$ !== "undefined") document$.subscribe(apply);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", apply);
  else apply();
})();
