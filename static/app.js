// Says two minutes ahead that the session ends, and lets one stay. Without this script the text is kept all the same.
// It looks at the clock and counts nothing, so that a laptop that slept is told at once; work in one tab prolongs all.
(() => {
  const notice = document.getElementById("sessie-einde");
  if (!notice) return;
  const form = notice.querySelector("form");
  const idle = Number(notice.dataset.seconds) * 1000;
  const dayEnds = Date.now() + Number(notice.dataset.daySeconds) * 1000;
  const warning = Math.min(120_000, idle / 2);
  const tabs = new BroadcastChannel("session");
  let idleEnds, shown, isOver;

  function show(state) {
    if (state === shown) return;
    shown = state;
    notice.querySelectorAll("[data-when]").forEach((part) => (part.hidden = part.dataset.when !== state));
    notice.hidden = !state;
  }

  function look() {
    const left = Math.min(idleEnds, dayEnds) - Date.now();
    if (isOver || left <= 0) show("over");
    else if (left <= warning) show(dayEnds < idleEnds ? "day" : "idle");
    else show("");
  }

  function begin() {
    idleEnds = Date.now() + idle;
    isOver = false;
    tabs.postMessage(idleEnds);
    look();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const response = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (response?.status === 204) return begin();
    isOver = true;
    look();
  });
  tabs.addEventListener("message", (event) => {
    idleEnds = event.data;
    isOver = false;
    look();
  });
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action).pathname === "/uitloggen/") tabs.postMessage(0); // the others are told at once
  });
  document.addEventListener("htmx:after:request", begin);
  document.addEventListener("visibilitychange", look);
  setInterval(look, 1000);
  begin();
})();
