// What the team is told comes while the inbox is open, for somebody has to act on it.
(() => {
  "use strict";
  const EVERY_MILLIS = 5000;
  const inbox = document.querySelector("[data-inbox]");
  if (!inbox) return;
  let newest = inbox.querySelector("h2")?.textContent;

  const keyOf = (it) =>
    [it.querySelector("time")?.dateTime, it.querySelector("h2")?.textContent, it.querySelector("a")?.getAttribute("href")].join(" ");

  async function ask() {
    if (document.hidden) return;
    try {
      const fresh = (await window.leadline.fetchParts(location.pathname)).querySelector("[data-inbox]");
      window.leadline.sayLive(true);
      // Those that are there stay, with a link under one's finger and words that are marked.
      const known = new Map([...inbox.children].map((it) => [keyOf(it), it]));
      window.leadline.arrange(inbox, [...fresh.children].map((it) => {
        const before = known.get(keyOf(it));
        known.delete(keyOf(it));
        return before ?? it;
      }));
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
