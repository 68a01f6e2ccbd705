// What every page has: times that stay true, the viewer's zone, the live connection.
(() => {
  "use strict";
  // What a script changes bears the token of this page, which a foreign page does not know.
  const csrf = document.querySelector("meta[name=csrf]");
  const plainFetch = window.fetch;
  window.fetch = (address, options = {}) => {
    if (!csrf || !options.method || options.method === "GET") return plainFetch(address, options);
    const headers = new Headers(options.headers);
    headers.set(csrf.dataset.header, csrf.content);
    return plainFetch(address, { ...options, headers });
  };

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const told = document.cookie.split("; ").find((part) => part.startsWith("zone="));
  document.cookie = `zone=${zone}; path=/; max-age=31536000; SameSite=Lax`;

  const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
  const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

  function relative(at, now) {
    const seconds = Math.trunc((now - at) / 1000);
    const distance = Math.abs(seconds);
    if (distance < 10) return "just now";
    if (distance >= 2592000) return date.format(at);
    const amount = distance < 60 ? `${distance} s`
      : distance < 3600 ? `${Math.floor(distance / 60)} min`
      : distance < 86400 ? `${Math.floor(distance / 3600)} h`
      : `${Math.floor(distance / 86400)} d`;
    return seconds > 0 ? `${amount} ago` : `in ${amount}`;
  }

  function tellTimes(root) {
    const now = Date.now();
    for (const time of root.querySelectorAll("time[data-relative]")) {
      const at = new Date(time.dateTime);
      const text = relative(at, now);
      if (time.textContent !== text) time.textContent = text;
    }
    for (const time of root.querySelectorAll("time[data-clock]")) {
      const text = clock.format(new Date(time.dateTime));
      if (time.textContent !== text) time.textContent = text;
    }
  }

  // To the second and in the viewer's zone, of which nobody asks before pointing at it: for a hundred
  // times it takes longer than all else that a page does when it opens.
  document.addEventListener("pointerover", (event) => {
    const time = event.target.closest?.("time");
    if (time) time.title = exact.format(new Date(time.dateTime));
  });

  const live = document.querySelector("[data-live]");
  function sayLive(on) {
    live.hidden = false;
    live.classList.toggle("off", !on);
    const text = on ? "Live" : "Reconnecting";
    const label = live.querySelector("[data-live-text]");
    if (label.textContent !== text) label.textContent = text;
  }

  const ASK_AGAIN_MILLIS = 10000;

  // Calls what is named as the kind of a change (row, timeline) for each one, when it can be read, with
  // the id and the version of the lead: for all since the page was made, and after a connection was
  // lost for all since then. Where these are not known any more it calls missed().
  function follow(address, changed, missed) {
    const made = document.querySelector("[data-position]")?.dataset.position ?? "";
    const from = new URL(address, location.origin);
    from.searchParams.set("after", made);
    const stream = new EventSource(from.href);
    stream.addEventListener("open", () => sayLive(true));
    stream.addEventListener("error", () => {
      sayLive(false);
      // What was refused, the browser does not ask for again by itself.
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => follow(address, changed, missed), ASK_AGAIN_MILLIS);
    });
    stream.addEventListener("reset", missed);
    for (const [kind, tell] of Object.entries(changed))
      stream.addEventListener(kind, (event) => {
        const change = JSON.parse(event.data);
        tell(change.leadId, change.version);
      });
    window.addEventListener("pagehide", () => stream.close());
  }

  function partsOf(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    tellTimes(holder.content);
    return holder.content;
  }

  // A look that is never answered would be the last one.
  const LONGEST_LOOK_MILLIS = 15000;
  async function fetchParts(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(LONGEST_LOOK_MILLIS) });
    if (!answer.ok) throw new Error(String(answer.status));
    return partsOf(await answer.text());
  }

  // Work that is done as soon as it is asked for: never twice at once, never for a page that nobody
  // sees, and after it a rest, in which what is asked for is gathered. What failed is done again.
  function atMostEvery(millis, work) {
    let wanted = false;
    let resting = false;
    async function run() {
      if (!wanted || resting || document.hidden) return;
      wanted = false;
      resting = true;
      const rested = new Promise((done) => setTimeout(done, millis));
      try { await work(); } catch { wanted = true; }
      rested.then(() => { resting = false; run(); });
    }
    return () => { wanted = true; return run(); };
  }

  // For a moment, where it does not move anything.
  function sayTrouble(text) {
    document.querySelector(".toast")?.remove();
    const toast = document.createElement("p");
    toast.className = "toast";
    toast.setAttribute("role", "alert");
    toast.textContent = text;
    document.body.append(toast);
    setTimeout(() => toast.remove(), 6000);
  }

  tellTimes(document);
  setInterval(() => tellTimes(document), 10000);
  document.addEventListener("htmx:afterSwap", (event) => tellTimes(event.detail.target.ownerDocument));
  for (const failure of ["htmx:responseError", "htmx:sendError"])
    document.addEventListener(failure, (event) => {
      event.detail.elt.classList.add("broken");
      if (event.detail.elt.matches("form")) sayTrouble("That could not be asked for. Try again.");
    });

  window.leadline = { atMostEvery, follow, fetchParts, partsOf, sayTrouble, tellTimes, zoneIsNew: told !== `zone=${zone}` };
})();
