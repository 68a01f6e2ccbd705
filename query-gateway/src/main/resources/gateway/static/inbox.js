// What the team is told comes while the inbox is open, for somebody has to act on it.
(() => {
  "use strict";
  const EVERY_MILLIS = 5000;
  const inbox = document.querySelector("[data-inbox]");
  if (!inbox) return;
  let newest = inbox.querySelector("h2")?.textContent;

  async function ask() {
    if (document.hidden) return;
    try {
      const fresh = (await window.leadline.fetchParts(location.pathname)).querySelector("[data-inbox]");
      window.leadline.sayLive(true);
      // A link under one's finger stays.
      if (inbox.contains(document.activeElement)) return;
      inbox.replaceChildren(...fresh.childNodes);
      const now = inbox.querySelector("h2")?.textContent;
      if (now && now !== newest) document.querySelector("[data-heard]").textContent = now;
      newest = now;
    } catch {
      window.leadline.sayLive(false);
    }
  }
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, EVERY_MILLIS);
})();
