// Views that people keep, and exports that take a while: both are there once the API has them.
(() => {
  "use strict";
  const bar = document.querySelector("[data-views]");
  if (!bar) return;
  const { h, api, send, count } = window.leadline.parts;

  const asQuery = (query) => {
    const text = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {})) for (const one of [value].flat()) text.append(name, one);
    return text.toString();
  };
  function asked() {
    const query = {};
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (!value || name === "cursor" || name === "limit") continue;
      query[name] = name in query ? [query[name], value].flat() : value;
    }
    return query;
  }

  async function views() {
    let items;
    try { items = (await api("/v1/views")).items; } catch { return; }
    const here = asQuery(asked());
    const name = h("input", { name: "name", required: true, maxlength: 100, "aria-label": "Name of the view", placeholder: "Name this view", autocomplete: "off" });
    const shared = h("input", { type: "checkbox", name: "shared" });
    const menu = h("details", { class: "menu", "data-menu": true, id: "menu-views" }, h("summary", { text: "Views" }),
      h("div", { class: "options" },
        ...items.map((view) => h("div", { class: "view" },
          h("a", { href: `/leads?${asQuery(view.query)}`, "aria-current": asQuery(view.query) === here && here ? "true" : null, text: view.name }),
          view.shared ? h("span", { class: "quiet", text: "Shared" }) : null,
          view.own === false ? null : h("button", { type: "button", class: "tool", "aria-label": `Delete the view ${view.name}`, text: "×",
            onclick: () => send("DELETE", `/v1/views/${view.id}`).then(views).catch((error) => window.leadline.sayTrouble(error.message)) }))),
        items.length ? null : h("p", { class: "quiet", text: "Keep the filters that you use often" }),
        h("form", { class: "stack keep", onsubmit: (event) => {
          event.preventDefault();
          send("POST", "/v1/views", { name: name.value, query: asked(), shared: shared.checked }).then(views)
            .catch((error) => window.leadline.sayTrouble(error.message));
        } }, name, h("label", { class: "tick" }, shared, "For the whole team"), h("button", { class: "button", text: "Keep this view" }))));
    const open = bar.querySelector("details")?.open;
    bar.replaceChildren(menu);
    menu.open = !!open;
  }

  // A long list is written in the background, and fetched when it is there.
  const LONG = 10000;
  const place = document.querySelector("[data-exports]");
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("#export");
    if (!link) return;
    const total = Number((document.querySelector("[data-total]")?.textContent ?? "0").replaceAll(",", ""));
    if (total <= LONG) return;
    event.preventDefault();
    try {
      follow(await send("POST", "/v1/exports", asked()));
    } catch (error) {
      if (error.status === 404) location.assign(link.href);
      else window.leadline.sayTrouble(error.message);
    }
  });

  function follow(job) {
    const bar = h("progress", { max: Math.max(1, job.rows), value: job.done, "aria-label": "Export" });
    const text = h("span", { role: "status", text: "Writing the list…" });
    const end = h("button", { type: "button", class: "button", text: "Cancel", onclick: () => send("DELETE", `/v1/exports/${job.id}`).finally(() => box.remove()) });
    const box = h("div", { class: "panel export-box" }, text, bar, end);
    place.append(box);
    const timer = setInterval(async () => {
      try {
        const now = await api(`/v1/exports/${job.id}`);
        bar.max = Math.max(1, now.rows);
        bar.value = now.done;
        text.textContent = `${count(now.done)} of ${count(now.rows)} leads`;
        if (now.state === "RUNNING") return;
        clearInterval(timer);
        if (now.state !== "DONE") { text.textContent = now.reason ?? "The export has ended without a file"; end.textContent = "Close"; return; }
        text.textContent = `${count(now.rows)} leads are written`;
        end.replaceWith(h("a", { class: "button solid", href: now.link, download: true, text: "Download" }),
          h("button", { type: "button", class: "button", text: "Close", onclick: () => box.remove() }));
      } catch (error) {
        clearInterval(timer);
        box.remove();
        if (error.status !== 404) window.leadline.sayTrouble(error.message);
      }
    }, 500);
  }
  views();
})();
