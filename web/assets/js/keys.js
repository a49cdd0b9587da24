// data-key="F9" on a button, link or field acts when the key is pressed; in lists
// (data-rows) j and k move, Enter opens.

const typing = (el) => el?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

function named(event) {
  const parts = [];
  if (event.ctrlKey) parts.push("Control");
  if (event.altKey) parts.push("Alt");
  parts.push(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  return parts.join("+");
}

function act(el) {
  if (el.matches("input, textarea, select")) {
    el.focus();
    el.select?.();
    return;
  }
  el.click();
}

function move(step) {
  const rows = [...document.querySelectorAll("table[data-rows] tr[data-href]")];
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  for (const row of rows) row.removeAttribute("aria-selected");
  next.setAttribute("aria-selected", "true");
  next.querySelector("a")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

export function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.metaKey) return;
    const key = named(event);
    const plain = key.length === 1;
    if (plain && typing(event.target)) return; // letters belong to the field
    const wanted = [...document.querySelectorAll("[data-key]")].find((el) => {
      const k = el.dataset.key;
      return (k.length === 1 ? k.toLowerCase() : k) === key && !el.disabled && el.offsetParent !== null;
    });
    if (wanted) {
      event.preventDefault();
      act(wanted);
      return;
    }
    if ((key === "j" && move(1)) || (key === "k" && move(-1))) event.preventDefault();
    if (key === "Enter" && !event.target.closest("a, button, input, select, textarea, summary")) {
      document.querySelector('tr[aria-selected="true"] a')?.click();
    }
  });
}
