// What every page gains from script. Nothing here is needed to do anything.

/** Shows what an option reveals only when it is chosen; without script it always stands there. */
function reveal(scope) {
  for (const box of scope.querySelectorAll("[data-aria-controls]")) {
    const more = document.getElementById(box.dataset.ariaControls);
    if (!more) continue;
    const kind = box.type === "radio" ? "radios" : "checkboxes";
    more.classList.toggle(`govuk-${kind}__conditional--hidden`, !box.checked);
  }
}

/** Shows a question only when the one it rests on is shown and has such an answer; without script it always stands there. */
function ask(scope) {
  for (const box of scope.querySelectorAll("[data-when]")) {
    const form = box.closest("form");
    if (!form) continue;
    const is = box.dataset.is.split("\n");
    const on = form.querySelector(`[name="${CSS.escape(box.dataset.when)}"]`);
    box.hidden = Boolean(on?.closest("[data-when][hidden]")) || !new FormData(form).getAll(box.dataset.when).some((value) => is.includes(value));
  }
}

function revealOnChange() {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  document.addEventListener("change", (event) => {
    if (event.target.matches('[type="radio"], [type="checkbox"]')) reveal(event.target.form ?? document);
    if (event.target.form?.querySelector("[data-when]")) ask(event.target.form);
  });
}

/** Puts the reader at the summary of errors or the sentence after a redirect. */
function focusNote() {
  document.querySelector("[data-focus]")?.focus({ preventScroll: false });
}

/** Keeps a form from being sent twice by a nervous finger. */
function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  // A page that comes back from the browser's memory may be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}

/** Says how many letters remain, aloud only when typing pauses. */
function countLetters(scope) {
  for (const group of scope.querySelectorAll("[data-count]")) {
    const box = group.querySelector("textarea, input");
    const line = group.querySelector("[data-left]");
    if (!box || !line) continue;
    const most = Number(group.dataset.count);
    const show = () => {
      const left = most - [...box.value.normalize("NFC")].length;
      const words = left < 0 ? line.dataset.over : line.dataset.left;
      line.textContent = words.replace("{n}", String(Math.abs(left)).replace(/\B(?=(\d{3})+$)/g, "."));
      line.classList.toggle("mc-sub--late", left < 0);
    };
    line.setAttribute("role", "status");
    box.addEventListener("input", show);
    show();
  }
}

/** Saves a draft while it is typed and says so: "Đã lưu 10:42", or that it is not saved. */
function autosave() {
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const line = form.querySelector("[data-saved]");
    if (!line) continue;
    let timer = 0;
    let running = false;
    let again = false;
    const say = (state, words) => {
      line.dataset.state = state;
      line.textContent = words.replace("{t}", new Date().toTimeString().slice(0, 5));
    };
    const save = async () => {
      if (running) {
        again = true;
        return;
      }
      running = true;
      again = false;
      try {
        const body = new URLSearchParams();
        for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
        const answer = await fetch(form.dataset.autosave, { method: "POST", body, signal: AbortSignal.timeout(15000) });
        if (!answer.ok) throw new Error(String(answer.status));
        say("saved", line.dataset.saved);
      } catch {
        say("failed", line.dataset.failed);
        timer = setTimeout(save, 5000);
      }
      running = false;
      if (again) save();
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, 800);
    });
    addEventListener("beforeunload", (event) => {
      if (line.dataset.state === "failed") event.preventDefault();
    });
    form.addEventListener("submit", () => (line.dataset.state = ""));
  }
}

export function enhance(scope) {
  reveal(scope);
  ask(scope);
  countLetters(scope);
}

export function start() {
  enhance(document);
  revealOnChange();
  focusNote();
  sendOnce();
  autosave();
}
