// The page of one lead, kept up to date while it is read.
(() => {
  "use strict";
  const page = document.querySelector("[data-lead-page]");
  if (!page) return;
  const id = encodeURIComponent(page.dataset.leadPage);
  const timeline = page.querySelector("[data-timeline]");
  const scroll = page.querySelector("[data-scroll]");
  const latest = page.querySelector("[data-latest]");
  const asked = new URLSearchParams(location.search);
  const newestPage = timeline && !asked.has("cursor") && !asked.has("at");

  // Days are told in the zone of the viewer: once it is known, they are asked for again.
  if (timeline && window.leadline.zoneIsNew && Intl.DateTimeFormat().resolvedOptions().timeZone !== "UTC") {
    location.reload();
    return;
  }

  const atEnd = () => !scroll || Math.abs(scroll.scrollTop) < 60;

  // A page that was added above may end on the day on which the next begins.
  function tellDaysOnce() {
    let before = null;
    for (const day of timeline.querySelectorAll(".day")) {
      day.hidden = day.dataset.day === before;
      before = day.dataset.day;
    }
  }

  // Earlier pages come to lie inside, above its own list.
  const newest = () => timeline.querySelector(":scope > .stretch");

  const entries = (root) => [...root.querySelectorAll("[data-entry]")];

  // Who does not see it hears what the lead writes, and who speaks now; the newest is enough.
  function tell(added) {
    const told = added.filter((it) => it.matches(".bubble.left, .is-hand, .is-spark"));
    if (told.length === 0) return;
    page.querySelector("[data-heard]").textContent = told.at(-1).textContent.replace(/\s+/g, " ").trim();
  }

  // Lines that are as they were stay where they are: who has words of one marked, is at a control of it
  // or writes in it goes on.
  const keyOf = (line) => line.dataset.entry ?? line.dataset.day;
  function redrawLines(list, fresh) {
    const at = document.activeElement;
    const known = new Map([...list.children].map((it) => [keyOf(it), it]));
    const lines = [...fresh.children].map((line) => {
      const before = known.get(keyOf(line));
      if (!before) return line;
      // What came in between may have taken away what was open.
      const folded = before.querySelectorAll("details");
      line.querySelectorAll("details").forEach((it, i) => { it.open = folded[i]?.open ?? false; });
      if (before.contains(at) || window.leadline.isWrittenIn(before)) return before;
      line.classList.toggle("glow", before.classList.contains("glow"));
      return before.isEqualNode(line) ? before : line;
    });
    window.leadline.arrange(list, lines);
    if (at !== document.activeElement && list.contains(at)) at.focus({ preventScroll: true });
  }

  function redrawTimeline(parts) {
    const shown = newest();
    const known = new Set(entries(timeline).map((it) => it.dataset.entry));
    const stays = atEnd();
    // What leads to earlier entries, or was loaded through it, is above and stays.
    const list = shown.querySelector(":scope > .timeline");
    const fresh = parts.querySelector(".stretch .timeline");
    if (!fresh) return;
    const added = entries(fresh).filter((it) => !known.has(it.dataset.entry));
    for (const entry of added) entry.classList.add("glow");
    if (list) redrawLines(list, fresh); else shown.replaceChildren(fresh);
    tellDaysOnce();
    if (stays) scroll.scrollTop = 0;
    else if (added.length > 0) latest.hidden = false;
    tell(added);
  }

  // So much has happened that what is shown would not reach what is new.
  async function drawTimelineWhole() {
    const whole = await window.leadline.fetchParts(`/leads/${id}`);
    timeline.replaceChildren(...whole.querySelector("[data-timeline]").childNodes);
    window.htmx?.process(timeline);
  }

  const part = (root, name) => root.querySelector(`[data-part=${name}]`);
  // Who is at a control of the head is no hindrance: each of them has a name of its own, and keeps the
  // focus. Elsewhere one would be taken for another.
  const busyWith = (shown) => shown.querySelector("[open], :active, .dialog:popover-open")
    || (shown.dataset.part !== "head" && shown.contains(document.activeElement));

  // Who is at a control is at the same one when what it stands in is drawn anew, or at what has come in
  // its place (Unblock for Block), or the next key goes nowhere.
  const CONTROLS = "a, button, input, select, summary, textarea";
  const nameOf = (it) => it.id || `${it.localName} ${it.name ?? ""} ${it.getAttribute("aria-label") ?? it.textContent.trim()}`;
  function replace(shown, next) {
    const at = shown.contains(document.activeElement) ? document.activeElement : null;
    shown.replaceChildren(...next.childNodes);
    if (!at) return;
    const now = [...shown.querySelectorAll(CONTROLS)];
    const same = now.find((it) => nameOf(it) === nameOf(at));
    (same ?? now.find((it) => at.dataset.key && it.dataset.key === at.dataset.key))?.focus({ preventScroll: true });
  }

  // Who may speak changes under one's hands: what was typed stays, also while somebody else speaks, and
  // so does by which channel it goes.
  let draft = "";
  let channel = null;
  function redrawFoot(fresh, force) {
    const shown = part(page, "foot");
    const next = part(fresh, "foot");
    if (!shown || !next || (!force && shown.dataset.state === next.dataset.state)) return;
    draft = shown.querySelector("[data-draft]")?.value ?? draft;
    const chosen = shown.querySelector("[name=channel]");
    if (chosen) channel = chosen.selectedIndex > 0 ? chosen.value : null;
    shown.dataset.state = next.dataset.state;
    replace(shown, next);
    const field = shown.querySelector("[data-draft]");
    if (field && draft) field.value = draft;
    const by = shown.querySelector("[name=channel]");
    if (by && [...by.options].some((it) => it.value === channel)) by.value = channel;
  }

  // Why a command was refused is read until the next one, however often the page is drawn meanwhile. It is
  // read out once.
  let refusal = null;
  function keepRefusal(head) {
    if (refusal && !head.querySelector(".message.bad")) head.querySelector(".tabs").before(refusal.cloneNode(true));
  }
  const refusalIn = (fresh) => part(fresh, "head").querySelector("[role=alert]");

  // Draws anew what nobody is busy with, and whatever mustDraw says of a part. What was left is drawn
  // when they leave it.
  let left = false;
  function redraw(fresh, mustDraw) {
    left = false;
    for (const name of ["head", "side", "sections", "dialogs"]) {
      const shown = part(page, name);
      const next = part(fresh, name);
      if (!shown || !next) continue;
      if (name === "head") keepRefusal(next);
      if (mustDraw(shown) || !busyWith(shown)) replace(shown, next);
      else left = true;
    }
    const foot = part(page, "foot");
    redrawFoot(fresh, foot !== null && mustDraw(foot));
  }

  // A member's own commands: how many were sent, and how many of them are not answered yet. The answer
  // to one draws the page; what was asked for before it came may be older than it.
  let sent = 0;
  let unanswered = 0;

  // A form that leads to another page, as that of an erasure does, is on its way: to load this one anew
  // would take its answer from the member.
  let leaves = false;
  window.addEventListener("submit", (event) => { leaves ||= !event.defaultPrevented; });
  window.addEventListener("pageshow", () => { leaves = false; });

  // Whoever writes is told, and takes what they have written along.
  let toldOfMerge = false;
  function sayMerged() {
    if (toldOfMerge) return;
    toldOfMerge = true;
    const link = document.createElement("a");
    link.textContent = "Go to it";
    link.href = `/leads/${id}`;
    link.target = "_blank";
    window.leadline.say("This lead has become part of another one. ", link);
  }

  const lookAnew = window.leadline.atMostEvery(300, async () => {
    const before = unanswered === 0 ? sent : null;
    let fresh;
    try {
      fresh = await window.leadline.fetchParts(newestPage
        ? `/leads/${id}?limit=200&cursor=${newest().dataset.since}`
        : location.pathname + location.search);
    } catch (failure) {
      // Erased: nothing of the person stays on a screen.
      if (failure.status === 410) { if (!leaves) location.reload(); return; }
      throw failure;
    }
    // It has become part of another lead, of which this page is not told.
    if (fresh.querySelector("[data-lead-page]").dataset.leadPage !== page.dataset.leadPage) {
      if (window.leadline.isWrittenIn(page)) sayMerged();
      else if (!leaves) location.reload();
      return;
    }
    if (newestPage && fresh.querySelector(".stretch").dataset.full === "true") await drawTimelineWhole();
    else if (newestPage) redrawTimeline(fresh);
    if (before === sent) redraw(fresh, () => false);
  });
  page.addEventListener("focusout", (event) => {
    if (left && !event.target.closest("[data-part]")?.contains(event.relatedTarget)) lookAnew();
  });

  // A form that is sent again is another command, by another key.
  function renew(form, fresh) {
    const action = form.getAttribute("action");
    const next = [...fresh.querySelectorAll("form")].find((it) => it.getAttribute("action") === action);
    const key = next?.querySelector("[name=key]");
    if (key) form.querySelector("[name=key]").value = key.value;
  }

  // What a member does is sent without leaving the page, and answered by the page as it is then.
  async function act(form, button) {
    const fields = new FormData(form, button);
    const dialog = form.closest(".dialog");
    const composes = form.matches("[data-composer]");
    const from = document.activeElement;
    const text = fields.get("text");
    const enable = (on) => { for (const one of form.querySelectorAll("button")) one.disabled = !on; };
    enable(false);
    const mine = ++sent;
    unanswered++;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(fields), headers: { Accept: "text/html" },
      });
      const there = new URL(answer.url).pathname;
      const fresh = window.leadline.partsOf(await answer.text());
      // Nothing that could be shown here: what was typed stays, and is sent again by whoever wants it.
      if (!answer.ok && !part(fresh, "head")) {
        enable(true);
        if (answer.status === 401) window.leadline.sayEnded();
        else window.leadline.sayTrouble(window.leadline.whyOf(fresh) ?? "That did not work. Try again.");
        return;
      }
      if (!part(fresh, "head") || (answer.ok && there !== location.pathname && timeline)) {
        location.assign(answer.url);
        return;
      }
      refusal = answer.ok ? null : refusalIn(fresh)?.cloneNode(true) ?? null;
      refusal?.removeAttribute("role");
      // What was typed into a dialog stays in it.
      if (!answer.ok && dialog && window.leadline.isWrittenIn(form)) {
        renew(form, fresh);
        enable(true);
        window.leadline.sayTrouble(refusalIn(fresh)?.textContent ?? "That did not work. Try again.");
        redraw(fresh, () => false);
        if (document.activeElement === document.body) from.focus({ preventScroll: true });
        return;
      }
      // Who has gone elsewhere while we asked is left there, with what is open under their hands.
      // A control that is there no more, or not to be used, cannot keep the focus, and a dialog that is
      // told late of its opening takes it: nobody can go elsewhere in it, since it closes.
      const at = document.activeElement;
      const stayed = at === from || dialog?.contains(at)
        || (at === document.body && (!from.isConnected || from.disabled));
      const own = form.closest("[data-part]");
      if (dialog?.matches(":popover-open")) dialog.hidePopover();
      form.closest("details")?.removeAttribute("open");
      const typed = form.querySelector("[data-draft]")?.value;
      if (answer.ok) form.reset();
      // What was written on while the message was on its way has not been sent.
      if (answer.ok && composes) {
        const field = form.querySelector("[data-draft]");
        field.value = typed.startsWith(text) ? typed.slice(text.length).trimStart() : typed;
      }
      if (composes && scroll) scroll.scrollTop = 0;
      // Of two commands on their way, the answer to the later one draws what both have done.
      if (answer.ok && mine !== sent) { renew(form, fresh); enable(true); return; }
      redraw(fresh, (shown) => stayed || shown === own);
      const field = page.querySelector("[data-draft]");
      if (stayed && field && (composes || form.action.endsWith("/takeover"))) field.focus();
      else if (stayed && !field) page.querySelector(".foot button")?.focus();
    } catch {
      enable(true);
      window.leadline.sayTrouble("That did not reach us. Try again.");
    } finally {
      unanswered--;
      lookAnew();
    }
  }
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-act]")) return;
    event.preventDefault();
    act(event.target, event.submitter);
  });

  // Back to the list that one came from, as it was.
  document.addEventListener("click", (event) => {
    const back = event.target.closest("[data-back]");
    if (back) back.href = `/leads${sessionStorage.getItem("list") ?? ""}`;
  }, true);

  if (timeline) {
    document.addEventListener("htmx:afterSettle", tellDaysOnce);
    scroll.addEventListener("scroll", () => { if (atEnd()) latest.hidden = true; }, { passive: true });
    latest.addEventListener("click", () => { scroll.scrollTop = 0; latest.hidden = true; });
  }
  document.addEventListener("visibilitychange", lookAnew);
  window.leadline.follow(`/v1/stream?leadId=${id}`, { row: lookAnew, timeline: lookAnew }, lookAnew);
})();
