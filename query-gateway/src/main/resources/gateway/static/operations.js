// How the platform is doing is part of the page; while it is open its parts are asked for again, and
// what an operator orders is sent without leaving it.
(() => {
  "use strict";
  const page = document.querySelector("[data-operations]");
  if (!page) return;
  const STATE_MILLIS = 1000;
  const LETTERS_MILLIS = 5000;

  // While something in a place has the focus or is open, its numbers and progress alone.
  function refresh(shown, fresh) {
    for (const cell of shown.querySelectorAll("[data-cell]")) {
      const other = fresh.querySelector(`[data-cell="${CSS.escape(cell.dataset.cell)}"]`);
      if (!other) continue;
      if (cell.tagName === "PROGRESS") cell.value = other.getAttribute("value");
      else if (cell.textContent !== other.textContent) cell.textContent = other.textContent;
    }
  }
  const busy = (shown) => shown.contains(document.activeElement) || shown.querySelector("details[open]")
    || [...shown.querySelectorAll("input")].some((field) => field.value);

  const was = new Map();

  // What is sent from here bears the token in a header. In its forms it is another one with each
  // answer, and nothing would ever be the same.
  function withoutTokens(root) {
    for (const field of root.querySelectorAll("input[type=hidden]")) field.remove();
  }
  withoutTokens(page);

  // What is written into other forms of a place that must be drawn stays, and so does who is at it.
  const writtenIn = (shown) => [...shown.querySelectorAll("form")].flatMap((form) =>
    [...form.querySelectorAll("input")].filter((field) => field.value || field === document.activeElement)
      .map((field) => ({ action: form.getAttribute("action"), name: field.name, value: field.value, at: field === document.activeElement })));
  function writeAgain(shown, written) {
    for (const { action, name, value, at } of written) {
      const field = shown.querySelector(`form[action="${CSS.escape(action)}"] [name="${CSS.escape(name)}"]`);
      if (!field) continue;
      field.value = value;
      if (at) field.focus({ preventScroll: true });
    }
  }

  // Only what differs is put in its place: a button under one's finger stays. What was ordered by a form
  // is seen in its own place at once.
  function draw(fresh, form = null) {
    withoutTokens(fresh);
    for (const next of fresh.querySelectorAll("[data-place]")) {
      const shown = page.querySelector(`[data-place=${next.dataset.place}]`);
      const name = next.dataset.place;
      if (was.get(name) === next.innerHTML) continue;
      const own = form !== null && shown.contains(form);
      if (!own && busy(shown)) { refresh(shown, next); continue; }
      was.set(name, next.innerHTML);
      const written = own ? writtenIn(shown).filter((it) => it.action !== form.getAttribute("action")) : [];
      shown.replaceChildren(...next.childNodes);
      writeAgain(shown, written);
    }
  }

  async function order(form, button) {
    const heading = form.closest("section").querySelector("h2");
    for (const one of form.querySelectorAll("button")) one.disabled = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form, button)), headers: { Accept: "text/html" },
      });
      if (answer.status === 401) { window.leadline.sayEnded(); return; }
      const fresh = window.leadline.partsOf(await answer.text());
      const why = fresh.querySelector("[role=alert]");
      if (!answer.ok) window.leadline.sayTrouble(why?.textContent ?? "That did not work.");
      const stayed = form.contains(document.activeElement) || document.activeElement === document.body;
      draw(fresh, form);
      if (stayed) heading.focus();
    } catch {
      window.leadline.sayTrouble("That did not reach us. Try again.");
    } finally {
      for (const one of form.querySelectorAll("button")) one.disabled = false;
    }
  }
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-order]")) return;
    event.preventDefault();
    order(event.target, event.submitter);
  });

  function keep(address, every) {
    let asking = false;
    setInterval(async () => {
      if (asking || document.hidden) return;
      asking = true;
      try {
        draw(await window.leadline.fetchParts(address));
        window.leadline.sayLive(true);
      } catch {
        // What is shown was true a moment ago, and is said not to be what is true now.
        window.leadline.sayLive(false);
      } finally {
        asking = false;
      }
    }, every);
  }
  keep("/operations/state", STATE_MILLIS);
  keep(`/operations/letters${location.search}`, LETTERS_MILLIS);
})();
