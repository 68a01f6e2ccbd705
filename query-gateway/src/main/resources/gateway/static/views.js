// Views are kept without leaving the list, and exports that take a while are followed.
(() => {
  "use strict";
  const bar = document.querySelector("[data-views]");
  if (!bar) return;
  const { h, api, send, count } = window.leadline.parts;

  function asked() {
    const query = {};
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (!value || name === "cursor" || name === "limit") continue;
      query[name] = name in query ? [query[name], value].flat() : value;
    }
    return query;
  }

  // The menu stays open while one is kept or taken away; what is asked is what the address says now.
  async function order(form) {
    const sent = new URLSearchParams(new FormData(form));
    sent.set("query", location.search.slice(1));
    // A second click would keep it twice.
    for (const one of form.querySelectorAll("button")) one.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "text/html" } });
      if (answer.status === 401) { window.leadline.sayEnded(); return; }
      const fresh = window.leadline.partsOf(await answer.text());
      const next = fresh.querySelector("[data-views]");
      if (!answer.ok || !next) {
        window.leadline.sayTrouble(window.leadline.whyOf(fresh) ?? "That did not work. Try again.");
        return;
      }
      bar.replaceChildren(...next.childNodes);
      const menu = bar.querySelector("details");
      if (menu) { menu.open = true; menu.querySelector("summary").focus(); }
    } catch {
      window.leadline.sayTrouble("That did not reach us. Try again.");
    } finally {
      for (const one of form.querySelectorAll("button")) one.disabled = false;
    }
  }
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-view]")) return;
    event.preventDefault();
    order(event.target);
  });

  // A long list is written in the background, and fetched when it is there.
  const place = document.querySelector("[data-exports]");
  let ordering = false;
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("#export");
    if (!link) return;
    const total = Number(document.querySelector("[data-total]")?.getAttribute("data-total") ?? 0);
    if (total <= Number(link.dataset.most)) return;
    event.preventDefault();
    if (ordering) return;
    ordering = true;
    try {
      follow(await send("POST", "/v1/exports", asked()));
    } catch (error) {
      if (error.status === 404) location.assign(link.href);
      else if (error.status === 401) window.leadline.sayEnded();
      else window.leadline.sayTrouble(error.status ? error.message : "That did not reach us. Try again.");
    } finally {
      ordering = false;
    }
  });

  function follow(job) {
    const bar = h("progress", { max: Math.max(1, job.rows), value: job.done, "aria-label": "Export" });
    const text = h("span", { text: "Writing the list…" });
    // That it is there is read out; each number on the way is not.
    const told = h("span", { class: "sr", role: "status" });
    const end = h("button", { type: "button", class: "button", text: "Cancel", onclick: () => send("DELETE", `/v1/exports/${job.id}`).finally(() => box.remove()) });
    const box = h("div", { class: "panel export-box" }, text, told, bar, end);
    place.append(box);
    const timer = setInterval(async () => {
      try {
        const now = await api(`/v1/exports/${job.id}`);
        bar.max = Math.max(1, now.rows);
        bar.value = now.done;
        text.textContent = `${count(now.done)} of ${count(now.rows)} leads`;
        if (now.state === "RUNNING") return;
        clearInterval(timer);
        if (now.state !== "DONE") { told.textContent = text.textContent = now.reason ?? "The export has ended without a file"; end.textContent = "Close"; return; }
        told.textContent = text.textContent = now.rows === 1 ? "1 lead is written" : `${count(now.rows)} leads are written`;
        end.replaceWith(h("a", { class: "button solid", href: now.link, download: true, text: "Download" }),
          h("button", { type: "button", class: "button", text: "Close", onclick: () => box.remove() }));
      } catch (error) {
        // It is written on, whether or not we hear of it.
        if (error.status === 401) { window.leadline.sayEnded(); return; }
        if (!error.status || error.status >= 500) return;
        clearInterval(timer);
        box.remove();
        if (error.status !== 404) window.leadline.sayTrouble(error.message);
      }
    }, 500);
  }
})();
