// Covers the page while this window is not the one in use, for who works where others look along (VEIL_ON_BLUR).
// Nothing moves: whoever comes back, by mouse or by key, goes on where the cursor was.
(() => {
  const veil = document.getElementById("sluier");
  const look = () => (veil.hidden = document.hasFocus() && document.visibilityState === "visible");
  addEventListener("focus", look);
  addEventListener("blur", look);
  document.addEventListener("visibilitychange", look);
  look();
})();
