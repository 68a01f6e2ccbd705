// What every page has: times that stay true, the viewer's zone, the live connection.
(() => {
  "use strict";
  // What a script changes bears the token of this page, which a foreign page does not know.
  const csrf = document.querySelector("meta[name=csrf]");
  const plainFetch = window.fetch;
  window.fetch = async (address, options = {}) => {
    if (!csrf || !options.method || options.method === "GET") return plainFetch(address, options);
    const send = () => {
      const headers = new Headers(options.headers);
      headers.set(csrf.dataset.header, csrf.content);
      return plainFetch(address, { ...options, headers });
    };
    const answer = await send();
    if (answer.status !== 403) return answer;
    // Whoever has signed in anew beside this page has another token, which the page learns by looking.
    const page = await plainFetch(location.href, { headers: { Accept: "text/html" } });
    partsOf(await page.text());
    return send();
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
  // Whether whoever looks is not signed in any more, and whether a form was kept here for that.
  let ended = false;
  let kept = false;
  function sayLive(on) {
    live.hidden = false;
    live.classList.toggle("off", !on);
    const text = on ? "Live" : ended ? "Signed out" : "Reconnecting";
    const label = live.querySelector("[data-live-text]");
    if (label.textContent !== text) label.textContent = text;
  }

  const ASK_AGAIN_MILLIS = 10000;
  // The stream says every ten seconds that it is there. Of a connection that was lost without a word,
  // while a machine slept or changed its network, a browser learns nothing.
  const LONGEST_SILENCE_MILLIS = 35000;

  // Calls what is named as the kind of a change (row, timeline) for each one, when it can be read, with
  // the id and the version of the lead: for all since the page was made, and after a connection was
  // lost for all since then. Where these are not known any more it calls missed(). A page that nobody
  // sees follows nothing: a browser has six connections for all pages of a server, and what happened
  // meanwhile is told when somebody looks again.
  function follow(address, changed, missed) {
    let after = document.querySelector("[data-position]")?.dataset.position ?? "";
    let stream = null;
    let next = null;

    function leave() {
      clearTimeout(next);
      stream?.close();
      stream = null;
    }
    function beginIn(millis) {
      clearTimeout(next);
      next = setTimeout(() => { sayLive(false); begin(); }, millis);
    }

    function begin() {
      leave();
      if (document.hidden) return;
      const from = new URL(address, location.origin);
      from.searchParams.set("after", after);
      const mine = stream = new EventSource(from.href);
      const hear = (event) => {
        if (event.lastEventId) after = event.lastEventId;
        beginIn(LONGEST_SILENCE_MILLIS);
      };
      beginIn(LONGEST_SILENCE_MILLIS);
      mine.addEventListener("open", (event) => {
        hear(event);
        sayLive(true);
        // Forms are of use again only with the token that a look learns.
        if (ended) fetchParts(location.pathname + location.search).catch(() => {});
      });
      mine.addEventListener("here", hear);
      mine.addEventListener("reset", (event) => { hear(event); missed(); });
      for (const [kind, tell] of Object.entries(changed))
        mine.addEventListener(kind, (event) => {
          hear(event);
          const change = JSON.parse(event.data);
          tell(change.leadId, change.version);
        });
      mine.addEventListener("error", async () => {
        sayLive(false);
        if (mine.readyState !== EventSource.CLOSED) return;
        // What was refused, the browser neither asks for again by itself nor says why.
        beginIn(ASK_AGAIN_MILLIS);
        const answer = await plainFetch("/v1/me").catch(() => null);
        if (answer?.status === 401) sayEnded();
      });
    }

    document.addEventListener("visibilitychange", () => (document.hidden ? leave() : begin()));
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", (event) => { if (event.persisted) begin(); });
    begin();
  }

  // Who was away for too long is told so. What they have written stays where it is: they sign in
  // beside it, and the page goes on.
  function sayEnded() {
    if (ended) return;
    ended = true;
    sayLive(false);
    const link = document.createElement("a");
    link.textContent = "Sign in";
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.addEventListener("click", () => { if (kept || isWrittenIn(document)) link.target = "_blank"; });
    say("You are signed out. ", link).classList.add("lasting");
  }
  // Whether somebody has written something that is not sent yet. A search is asked for as it is written.
  const isWrittenIn = (root) =>
    [...root.querySelectorAll("input:not([type=search]), textarea")].some((field) => field.value !== field.defaultValue);

  function isSignedIn() {
    if (!ended) return;
    ended = kept = false;
    document.querySelector(".toast.lasting")?.remove();
  }

  function partsOf(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    tellTimes(holder.content);
    const token = holder.content.querySelector("meta[name=csrf]");
    if (token && csrf) csrf.content = token.content;
    return holder.content;
  }

  // What a page says that refuses something; nothing if it is another page.
  const whyOf = (parts) => parts.querySelector(".problem p:not(.status, :has(a))")?.textContent;

  // Of a problem as programs are told it, which is what htmx asks for.
  function detailOf(answer) {
    try { return JSON.parse(answer.responseText).detail; } catch { return null; }
  }

  // A look that is never answered would be the last one.
  const LONGEST_LOOK_MILLIS = 15000;
  async function fetchParts(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(LONGEST_LOOK_MILLIS) });
    const isEnded = answer.redirected && new URL(answer.url).pathname === "/sign-in";
    if (isEnded) sayEnded();
    if (isEnded || !answer.ok) {
      const error = new Error(String(answer.status));
      error.status = isEnded ? 401 : answer.status;
      throw error;
    }
    const parts = partsOf(await answer.text());
    isSignedIn();
    return parts;
  }

  // Work that is done as soon as it is asked for: never twice at once, never for a page that nobody
  // sees, and after it a rest, in which what is asked for is gathered. What failed is done again, after
  // a rest that is longer each time: a server that comes back is not met by everybody at once.
  const LONGEST_REST_MILLIS = 10000;
  function atMostEvery(millis, work) {
    let wanted = false;
    let resting = false;
    let failed = 0;
    async function run() {
      if (!wanted || resting || document.hidden) return;
      wanted = false;
      resting = true;
      const rest = (length) => new Promise((done) => setTimeout(done, length));
      let rested = rest(millis);
      try {
        await work();
        failed = 0;
      } catch {
        wanted = true;
        rested = rest(Math.min(millis * 2 ** ++failed, LONGEST_REST_MILLIS));
      }
      rested.then(() => { resting = false; run(); });
    }
    return () => { wanted = true; return run(); };
  }

  // Puts these lines into a list, in this order, and moves none that stands where it should: who has words
  // of it marked, or is at a control of it, goes on.
  function arrange(list, lines) {
    const stay = new Set(lines);
    for (const line of [...list.children]) if (!stay.has(line)) line.remove();
    lines.forEach((line, i) => { if (list.children[i] !== line) list.insertBefore(line, list.children[i] ?? null); });
  }

  // Where it does not move anything, and above a dialog that is open.
  function say(...words) {
    const toast = document.createElement("p");
    toast.className = "toast";
    toast.setAttribute("role", "alert");
    toast.popover = "manual";
    toast.append(...words);
    document.body.append(toast);
    toast.showPopover();
    return toast;
  }
  function sayTrouble(text) {
    document.querySelector(".toast:not(.lasting)")?.remove();
    const toast = say(text);
    setTimeout(() => toast.remove(), 6000);
  }

  // A form that leads to another page is sent once, however often somebody clicks: the answer to the
  // first may be a password or a key that is shown this once. After all others, which may keep it here.
  const SENT_AGAIN_MILLIS = 5000;
  const looking = new WeakSet();
  const seen = new WeakSet();
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if ("sent" in form.dataset || looking.has(form)) { event.preventDefault(); return; }
    const looked = seen.delete(form);
    if (csrf && !looked && isChanged(form)) { event.preventDefault(); lookAndSend(form, event.submitter); return; }
    // Whoever has signed in anew beside this page has another token than its forms were made with.
    if (csrf && form.elements._csrf) form.elements._csrf.value = csrf.content;
    form.dataset.sent = "";
    setTimeout(() => { delete form.dataset.sent; }, SENT_AGAIN_MILLIS);
  });
  // Whether it would have to be filled in again. A button alone has nothing to lose, and is sent at once.
  const isChanged = (form) => isWrittenIn(form)
    || [...form.querySelectorAll("input, option")].some((one) => one.checked !== one.defaultChecked || one.selected !== one.defaultSelected);

  // What was typed would be gone with the page, were it sent by who is signed out, or into nothing.
  async function lookAndSend(form, submitter) {
    looking.add(form);
    try {
      await fetchParts(location.pathname + location.search);
    } catch (error) {
      if (error.status === 401) { kept = true; return; }
      if (!error.status) { sayTrouble("That did not reach us. Try again."); return; }
    } finally {
      looking.delete(form);
    }
    seen.add(form);
    form.requestSubmit(submitter);
  }
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  tellTimes(document);
  setInterval(() => tellTimes(document), 10000);
  document.addEventListener("htmx:afterSwap", (event) => tellTimes(event.detail.target.ownerDocument));
  for (const failure of ["htmx:responseError", "htmx:sendError"])
    document.addEventListener(failure, (event) => {
      event.detail.elt.classList.add("broken");
      if (event.detail.elt.matches("form")) sayTrouble(detailOf(event.detail.xhr) ?? "That could not be asked for. Try again.");
    });

  window.leadline = { arrange, atMostEvery, follow, fetchParts, isWrittenIn, partsOf, say, sayEnded, sayLive, sayTrouble, whyOf, zoneIsNew: told !== `zone=${zone}` };
})();
