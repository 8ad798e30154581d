// Says two minutes ahead that the session ends, and lets one stay. Without this script the text is kept all the same.
(() => {
  const notice = document.getElementById("sessie-einde");
  if (!notice) return;
  const [ahead, over] = notice.querySelectorAll("p");
  const form = notice.querySelector("form");
  const idle = Number(notice.dataset.seconds) * 1000;
  const warning = Math.min(120_000, idle / 2);
  let timer;

  function show(end) {
    ahead.hidden = form.hidden = end;
    over.hidden = !end;
    notice.hidden = false;
  }

  function begin() {
    clearTimeout(timer);
    notice.hidden = true;
    timer = setTimeout(() => {
      show(false);
      timer = setTimeout(() => show(true), warning);
    }, idle - warning);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const response = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
    response?.status === 204 ? begin() : show(true);
  });
  document.addEventListener("htmx:after:request", begin);
  begin();
})();
