// The numbers of a period are part of the page; while it is open they are asked for again.
(() => {
  "use strict";
  const EVERY_MILLIS = 15000;
  const page = document.querySelector("[data-analytics]");
  if (!page) return;
  const form = document.querySelector("[data-period]");
  const dates = form.querySelector("[data-dates]");
  const isCustom = () => form.elements.timeframe.value === "custom";
  dates.hidden = !isCustom();
  // A date is typed in parts: a range of one's own is asked for by its button.
  form.addEventListener("change", (event) => {
    if (event.target.type === "date") return;
    dates.hidden = !isCustom();
    if (event.target.name === "timeframe" && isCustom()) return;
    sessionStorage.setItem("chosen", event.target.name);
    form.requestSubmit();
  });
  // Who goes through the options by keys is in the same place on the page that each of them leads to.
  form.elements[sessionStorage.getItem("chosen")]?.focus();
  sessionStorage.removeItem("chosen");

  // Numbers of a long time take long: nothing is asked for while the last ones are waited for.
  let asking = false;
  async function ask() {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const fresh = (await window.leadline.fetchParts(location.pathname + location.search)).querySelector("[data-analytics]");
      if (!fresh || page.querySelector(":active")) return;
      const open = [...page.querySelectorAll("details")].map((it) => it.open);
      fresh.querySelectorAll("details").forEach((it, i) => { it.open = !!open[i]; });
      const controls = () => [...page.querySelectorAll("a, summary")];
      const at = controls().indexOf(document.activeElement);
      page.replaceChildren(...fresh.childNodes);
      if (at >= 0) controls()[at]?.focus({ preventScroll: true });
      window.leadline.sayLive(true);
    } catch {
      // What is shown was true a moment ago; the next answer brings what is true then.
      window.leadline.sayLive(false);
    } finally {
      asking = false;
    }
  }
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, EVERY_MILLIS);
})();
