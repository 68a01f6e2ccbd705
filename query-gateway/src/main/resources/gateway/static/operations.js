// How the platform is doing, and what operators do about it.
(() => {
  "use strict";
  const page = document.querySelector("[data-operations]");
  if (!page) return;
  const { h, api, send, ago, lasting, count } = window.leadline.parts;
  const place = (name) => page.querySelector(`[data-place=${name}]`);
  const RUNNING = new Set(["RUNNING", "PAUSED", "COMPARING"]);
  const word = (name) => name.charAt(0) + name.slice(1).toLowerCase().replaceAll("_", " ");
  let before = null;
  let letters = { cursor: null };

  // Only what differs is drawn again: a button under one's finger stays.
  function draw(name, ...children) {
    const holder = h("div", {}, ...children);
    const shown = place(name);
    if (shown.innerHTML === holder.innerHTML || shown.contains(document.activeElement) && document.activeElement !== document.body && name !== "services") {
      if (shown.dataset.drawn && shown.innerHTML !== holder.innerHTML) refresh(shown, holder);
      return;
    }
    shown.dataset.drawn = "true";
    shown.replaceChildren(...holder.childNodes);
  }
  // While something in it has the focus, numbers and progress alone.
  function refresh(shown, fresh) {
    const next = [...fresh.querySelectorAll("[data-cell]")];
    for (const cell of shown.querySelectorAll("[data-cell]")) {
      const other = next.find((one) => one.dataset.cell === cell.dataset.cell);
      if (!other) continue;
      if (cell.tagName === "PROGRESS") cell.value = other.getAttribute("value");
      else if (cell.textContent !== other.textContent) cell.textContent = other.textContent;
    }
  }

  async function tried(action) {
    try {
      await action();
      document.activeElement?.blur();
      await Promise.all([projections(), deadLetters()]);
    } catch (error) {
      window.leadline.sayTrouble(error.message);
    }
  }

  async function status() {
    const now = await api("/v1/ops/status");
    const at = Date.now();
    const received = now.ingest?.received ?? null;
    const rate = before && received !== null && before.received !== null
      ? Math.max(0, (received - before.received) * 1000 / (at - before.at)) : null;
    before = { received, at };
    draw("services", ...now.services.map((one) => h("div", { class: "panel service" },
      h("i", { class: one.state === "UP" ? "up" : "down", "aria-hidden": "true" }),
      h("span", { class: "main", text: one.name }), h("span", { class: "quiet", text: one.state === "UP" ? "Up" : "Down" }))));
    const ingest = now.ingest;
    draw("ingest", ...(ingest ? [["Events a second", rate === null ? "…" : rate.toFixed(1)], ["Received", count(ingest.received)],
      ["Stored", count(ingest.stored)], ["Duplicates", count(ingest.duplicate)], ["Parked", count(ingest.parked)], ["Unknown type", count(ingest.unknown)]]
      .map(([label, value]) => h("div", { class: "panel card-number" }, h("span", { class: "quiet", text: label }), h("strong", { "data-cell": label, text: value })))
      : [h("p", { class: "panel message bad", text: "What takes in events does not answer." })]));
    return now;
  }

  async function projections(fallback) {
    let items;
    let rebuilds = [];
    try {
      items = (await api("/v1/ops/projections")).items;
      rebuilds = (await api("/v1/ops/rebuilds")).items;
    } catch (error) {
      if (error.status !== 404) throw error;
      items = fallback?.projections ?? [];
    }
    const mayRebuild = rebuilds !== null && page.dataset.may === "true";
    draw("projections", items.length ? h("table", { class: "entries" }, h("caption", { class: "sr", text: "Projections" }),
      h("thead", {}, h("tr", {}, ...["Projection", "Position", "Behind", "Events a second", "State"].map((name) => h("th", { scope: "col", text: name })), h("th", { scope: "col" }, h("span", { class: "sr", text: "Actions" })))),
      h("tbody", {}, ...items.map((one) => {
        const running = rebuilds.find((it) => it.projection === one.name && RUNNING.has(it.state));
        return h("tr", {},
          h("th", { scope: "row" }, h("span", { class: "main", text: one.name }), one.generation ? h("span", { class: "quiet", text: `Generation ${one.generation}` }) : null),
          h("td", {}, h("span", { "data-cell": `${one.name}-position`, text: `${count(one.position)} of ${count(one.head)}` })),
          h("td", {}, h("span", { "data-cell": `${one.name}-behind`, text: one.lagEvents ? `${count(one.lagEvents)} events, ${lasting(one.lagSeconds)}` : "Nothing" })),
          h("td", {}, h("span", { "data-cell": `${one.name}-rate`, text: (one.eventsPerSecond ?? one.ratePerSecond ?? 0).toFixed(0) })),
          h("td", {}, one.trouble ? h("span", { class: "chip bad", text: one.trouble }) : h("span", { class: `chip none ${one.lagSeconds > 60 ? "warn" : "good"}`, text: one.lagSeconds > 60 ? "Behind" : "Current" })),
          h("td", {}, h("button", { class: "button", type: "button", disabled: !!running || !mayRebuild, "aria-label": `Rebuild ${one.name}`, text: "Rebuild",
            onclick: () => tried(() => send("POST", `/v1/ops/projections/${encodeURIComponent(one.name)}/rebuild`, {})) })));
      }))) : h("p", { class: "quiet notice", text: "Nothing is known of the projections." }));
    draw("rebuilds", ...(rebuilds.length ? [h("ul", { class: "rebuilds" }, ...rebuilds.slice(0, 6).map(rebuild))]
      : [h("p", { class: "quiet notice", text: "No projection has been rebuilt." })]));
  }

  function rebuild(one) {
    const wish = (name) => () => tried(() => send("POST", `/v1/ops/rebuilds/${encodeURIComponent(one.id)}/${name}`, {}));
    const button = (name, label) => h("button", { class: "button", type: "button", text: label, onclick: wish(name) });
    const part = one.target ? Math.min(1, (one.position ?? 0) / one.target) : one.state === "DONE" ? 1 : 0;
    const compared = one.comparison;
    return h("li", { "data-rebuild": one.id },
      h("div", { class: "line" }, h("span", { class: "main", text: one.projection }),
        h("span", { class: `chip none ${one.state === "DONE" ? "good" : one.state === "FAILED" ? "bad" : "warn"}`, "data-cell": `${one.id}-state`, text: word(one.state) })),
      h("progress", { max: 1, value: part, "data-cell": `${one.id}-bar`, "aria-label": `Rebuild of ${one.projection}` }),
      h("p", { class: "quiet", "data-cell": `${one.id}-more`, text: [
        `${Math.floor(part * 100)} %`, `${count(one.events ?? 0)} events`,
        RUNNING.has(one.state) && one.eventsPerSecond ? `${count(Math.round(one.eventsPerSecond))} a second` : null,
        RUNNING.has(one.state) && one.secondsLeft ? `${lasting(one.secondsLeft)} left` : null,
        compared ? `${count(compared.liveCount)} live, ${count(compared.newCount)} rebuilt, ${count(compared.differing)} differ` : null,
        one.failure].filter(Boolean).join(" · ") }),
      h("div", { class: "actions" },
        one.state === "RUNNING" ? button("pause", "Pause") : null,
        one.state === "PAUSED" ? button("resume", "Go on") : null,
        RUNNING.has(one.state) ? button("cancel", "Cancel") : null,
        one.state === "DONE" && one.mayRollBack !== false ? button("rollback", "Back to the one before") : null));
  }

  async function deadLetters() {
    let answer;
    try {
      answer = await api(`/v1/ops/dead-letters?limit=20${letters.cursor ? `&cursor=${encodeURIComponent(letters.cursor)}` : ""}`);
    } catch (error) {
      if (error.status !== 404) throw error;
      draw("letters", h("p", { class: "quiet notice", text: "Dead letters cannot be shown by this version." }));
      return;
    }
    draw("letters", answer.items.length ? h("div", {},
      h("p", { class: "line notice" }, h("span", { text: `${count(answer.total)} waiting` }),
        h("button", { class: "button", type: "button", text: "Retry all", onclick: () => tried(() => send("POST", "/v1/ops/dead-letters/retry", {})) })),
      h("ul", { class: "letters" }, ...answer.items.map(letter)),
      answer.nextCursor ? h("button", { class: "button", type: "button", text: "Older", onclick: () => { letters.cursor = answer.nextCursor; document.activeElement.blur(); deadLetters(); } }) : null)
      : h("p", { class: "quiet notice", text: "Nothing waits: every event was taken in and projected." }));
  }

  function letter(one) {
    const at = `/v1/ops/dead-letters/${encodeURIComponent(one.id)}`;
    const payload = typeof one.payload === "string" ? one.payload : JSON.stringify(one.payload, null, 2);
    const reason = h("input", { name: "reason", required: true, maxlength: 200, "aria-label": "Why it is discarded", placeholder: "Why?" });
    return h("li", { "data-letter": one.id },
      h("div", { class: "line" }, h("span", { class: "chip bad", text: word(one.reason) }), h("span", { class: "quiet", text: one.source }), one.at ? ago(one.at) : null),
      h("p", { text: one.detail }), one.type ? h("p", { class: "quiet", text: one.type }) : null,
      payload ? h("details", {}, h("summary", { text: "What it says" }), h("pre", { tabindex: 0, text: payload })) : null,
      h("div", { class: "actions" },
        h("button", { class: "button", type: "button", text: "Retry", onclick: () => tried(() => send("POST", `${at}/retry`)) }),
        h("form", { class: "actions", onsubmit: (event) => { event.preventDefault(); const why = reason.value; tried(() => send("POST", `${at}/discard`, { reason: why })); } },
          reason, h("button", { class: "button", text: "Discard" }))));
  }

  let asking = false;
  async function ask() {
    if (asking || document.hidden) return;
    asking = true;
    try {
      await projections(await status());
    } catch (error) {
      window.leadline.sayTrouble(error.message);
    } finally {
      asking = false;
      page.removeAttribute("aria-busy");
    }
  }
  ask();
  deadLetters().catch((error) => window.leadline.sayTrouble(error.message));
  setInterval(ask, 1000);
  setInterval(() => { if (!document.hidden && !letters.cursor) deadLetters().catch(() => {}); }, 5000);
})();
