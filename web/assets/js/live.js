// Answers while one types, for pages that carry no htmx: the form's own button does the same without script.

const wait = 180;

/** Asks the server for the piece a box names and puts it in its place; the newest answer wins. */
export function live() {
  for (const box of document.querySelectorAll("input[hx-get]")) {
    const place = document.querySelector(box.getAttribute("hx-target"));
    if (!place || !box.form) continue;
    let timer = 0;
    let asking = null;
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const query = new URLSearchParams(new FormData(box.form));
      try {
        const answer = await fetch(`${box.getAttribute("hx-get")}?${query}`, { headers: { "HX-Request": "true" }, signal: asking.signal });
        if (answer.ok) place.innerHTML = await answer.text();
      } catch {
        // Typed on, or no line: the button still asks.
      }
    };
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, wait);
    });
  }
}
