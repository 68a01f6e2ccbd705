// The list of leads, kept up to date without moving what is being read: a row that is shown changes
// where it stands, and new ones say that they are there until somebody wants to see them.
(() => {
  "use strict";
  if (!document.querySelector("[data-leads]")) return;
  const MOST_ASKED = 100;
  const MOST_ROWS = 150;
  const GLOWS_MILLIS = 2400;
  const RETURNS_MILLIS = 3000;
  const opened = Date.now();
  const changed = new Set();
  // Whether leads may have come of which nobody told.
  let behind = false;
  const waiting = new Map();
  // Whether more is new than waits here: the list itself has it, and is asked for when somebody wants it.
  let many = false;
  // What changes while another list is on its way, which may be older than that.
  let meanwhile = null;
  // Nobody reads a page that was hidden until now.
  let returning = false;
  // The list is another one after each change of a filter.
  let table, body, announce, panel, firstPage, newestFirst;

  function find() {
    table = document.querySelector("[data-leads]");
    body = table.querySelector("[data-rows]");
    announce = document.querySelector("[data-announce]");
    panel = document.querySelector("[data-panel]");
    firstPage = table.dataset.first === "true";
    newestFirst = table.dataset.newest === "true";
    waiting.clear();
    many = false;
    for (const id of meanwhile ?? []) changed.add(id);
    meanwhile = null;
    announce.addEventListener("click", showWaiting);
  }

  // The filters of the page, and what is asked beside them.
  function address(path, more) {
    const query = new URLSearchParams(window.location.search);
    query.delete("cursor");
    query.delete("limit");
    for (const [name, value] of more) query.append(name, value);
    const text = query.toString();
    return text ? `${path}?${text}` : path;
  }

  const rowOf = (id) => document.getElementById(`lead-${id}`);
  const rows = () => body.querySelectorAll("tr.lead");
  const atTop = () => window.scrollY < 40;
  const reading = () => table.matches(":hover") || table.contains(document.activeElement);

  function glow(row) {
    row.classList.remove("glow");
    requestAnimationFrame(() => row.classList.add("glow"));
    setTimeout(() => row.classList.remove("glow"), GLOWS_MILLIS);
  }

  function isBefore(one, other) {
    const difference = Number(one.dataset.activity) - Number(other.dataset.activity);
    return difference !== 0 ? difference > 0 : one.dataset.lead < other.dataset.lead;
  }

  function insert(row) {
    rowOf(row.dataset.lead)?.remove();
    const more = body.querySelector("[data-more]");
    for (const other of rows()) {
      if (isBefore(row, other)) { other.before(row); glow(row); return; }
    }
    // Below all that is loaded: it comes when the reader gets there.
    if (more && more.hidden) { more.before(row); glow(row); }
  }

  // A page that stays open all day must not grow all day.
  function trim() {
    const all = [...rows()];
    if (all.length <= MOST_ROWS) return;
    for (const row of all.slice(MOST_ROWS)) row.remove();
    const cursor = all[MOST_ROWS - 1].dataset.cursor;
    const more = body.querySelector("[data-more]");
    if (!more) return;
    const fresh = more.cloneNode(true);
    const link = fresh.querySelector("a");
    fresh.hidden = false;
    link.className = "button";
    link.href = address("/leads", [["cursor", cursor]]);
    link.setAttribute("hx-get", address("/leads/rows", [["cursor", cursor]]));
    more.replaceWith(fresh);
    window.htmx?.process(fresh);
  }

  // The whole list again: a part of it alone would leave out what nobody has told of.
  let looking = false;
  async function lookAnew() {
    // A list that is on its way brings what is new.
    if (looking || meanwhile) return;
    const asked = table;
    const mine = new Set();
    looking = true;
    meanwhile = mine;
    try {
      const fresh = (await window.leadline.fetchParts(address("/leads", []))).querySelector("#list");
      if (asked !== table || meanwhile !== mine) return;
      document.getElementById("list").replaceWith(fresh);
      window.htmx?.process(fresh);
      find();
      ask();
    } catch {
      window.leadline.sayTrouble("That did not reach us. Try again.");
    } finally {
      looking = false;
      if (meanwhile === mine) meanwhile = null;
    }
  }

  // In its order again, with all that has come since.
  async function showAll() {
    if (many) { await lookAnew(); return; }
    for (const row of waiting.values()) insert(row);
    waiting.clear();
    for (const gone of body.querySelectorAll(".gone")) gone.remove();
    if (newestFirst) {
      const more = body.querySelector("[data-more]");
      const inOrder = [...rows()].sort((one, other) => isBefore(one, other) ? -1 : 1);
      if (inOrder.some((row, i) => row !== rows()[i])) for (const row of inOrder) body.insertBefore(row, more);
    }
    trim();
  }

  function settle() {
    // The place of the last one that has gone stays too.
    panel.classList.toggle("none", !body.querySelector(".lead, .gone") && waiting.size === 0);
    if (!firstPage) { announce.hidden = true; return; }
    if ((rows().length === 0 && waiting.size > 0) || (returning && atTop() && !reading())) showAll();
    announce.hidden = waiting.size === 0;
    if (announce.hidden) announce.textContent = "";
    const text = `${waiting.size}${many ? "+" : ""} new`;
    if (waiting.size === 0 || announce.textContent === text) return;
    if (!announce.textContent) tell("There is something new in the list");
    let fresh = 0;
    for (const row of waiting.values()) if (Number(row.dataset.firstSeen) >= opened - 2000) fresh++;
    const told = [[fresh, fresh === 1 ? "new lead" : "new leads"], [waiting.size - fresh, "with new activity"]];
    announce.title = told.filter(([number]) => number).map((part) => part.join(" ")).join(", ");
    announce.textContent = text;
  }

  function copyAttributes(shown, fresh) {
    for (const { name, value } of fresh.attributes) shown.setAttribute(name, value);
  }

  // Elements stay and say something else: with them what is selected, pointed at or has the focus,
  // and what is read is not drawn anew as if it had come late.
  function morph(shown, fresh) {
    if (shown.isEqualNode(fresh)) return;
    if (shown.nodeType !== Node.ELEMENT_NODE) { shown.nodeValue = fresh.nodeValue; return; }
    for (const { name } of [...shown.attributes]) if (!fresh.hasAttribute(name)) shown.removeAttribute(name);
    copyAttributes(shown, fresh);
    const before = [...shown.childNodes], after = [...fresh.childNodes];
    after.forEach((one, i) => {
      if (before[i]?.nodeName === one.nodeName) morph(before[i], one);
      else if (before[i]) before[i].replaceWith(one);
      else shown.append(one);
    });
    for (const gone of before.slice(after.length)) gone.remove();
  }

  function patch(shown, row) {
    const focused = shown.contains(document.activeElement);
    copyAttributes(shown, row);
    [...shown.children].forEach((cell, i) => morph(cell, row.children[i]));
    if (focused && !shown.contains(document.activeElement)) shown.querySelector("a").focus({ preventScroll: true });
  }

  function take(row) {
    const shown = rowOf(row.dataset.lead);
    if (shown?.matches(".lead") && Number(shown.dataset.version) >= Number(row.dataset.version)) return;
    if (shown?.matches(".gone")) {
      shown.replaceWith(row);
      glow(row);
      return;
    }
    if (shown) {
      patch(shown, row);
      glow(shown);
      return;
    }
    // In other orders a place can only be told by the list itself.
    if (!newestFirst) return;
    const last = [...rows()].at(-1);
    const more = body.querySelector("[data-more]");
    if (last && !(more && more.hidden) && !isBefore(row, last)) return;
    // A page that stays open all day must not grow all day, whether or not somebody looks.
    if (waiting.size < MOST_ROWS || waiting.has(row.dataset.lead)) waiting.set(row.dataset.lead, row);
    else many = true;
  }

  // The place of a row that has gone stays until the list is put in order: nothing below it moves.
  function leave(row) {
    if (!row || row.matches(".gone")) return;
    const cell = document.createElement("td");
    cell.colSpan = row.children.length;
    cell.textContent = "Not in this list any more";
    row.className = "gone";
    row.replaceChildren(cell);
  }

  // What changed and is not listed any more was merged into another lead, or erased.
  function drop(ids, parts) {
    for (const id of ids) {
      if (parts.querySelector(`[data-lead="${CSS.escape(id)}"]`)) continue;
      leave(rowOf(id));
      waiting.delete(id);
    }
  }

  function takeAll(parts) {
    const total = Number(parts.querySelector("[data-total]").dataset.total);
    const count = document.querySelector("[data-total]");
    count.dataset.total = total;
    // One text: a number that grows by a digit moves nothing beside it.
    count.firstChild.nodeValue = `${total.toLocaleString("en-US")} ${total === 1 ? "lead" : "leads"}`;
    for (const row of [...parts.querySelectorAll("tr.lead")]) take(row);
    settle();
  }

  // The answer for a list that is not shown any more: the one that is there has others in it.
  const isOver = (asked) => asked !== table;

  const ask = window.leadline.atMostEvery(400, async () => {
    const asked = table;
    if (changed.size > MOST_ASKED) {
      // More than one answer can tell. What is not shown is told by the beginning of the list.
      for (const id of changed) if (!rowOf(id) && !waiting.has(id)) changed.delete(id);
      behind = firstPage;
    }
    if (behind) {
      const parts = await window.leadline.fetchParts(address("/leads/changes", []));
      if (isOver(asked)) { ask(); return; }
      behind = false;
      const last = [...parts.querySelectorAll("tr.lead")].at(-1);
      // Where it ends with somebody who was not here, there may be more below that were not either.
      if (newestFirst && last && !rowOf(last.dataset.lead)) many = true;
      takeAll(parts);
    }
    if (changed.size === 0) return;
    const shown = [...changed].filter((id) => rowOf(id));
    const others = [...changed].filter((id) => !rowOf(id));
    const ids = [...shown, ...others].slice(0, MOST_ASKED);
    for (const id of ids) changed.delete(id);
    try {
      const parts = await window.leadline.fetchParts(
        address("/leads/changes", ids.map((id) => ["id", id])));
      if (isOver(asked)) {
        for (const id of ids) changed.add(id);
      } else {
        drop(ids, parts);
        takeAll(parts);
      }
    } catch (failure) {
      for (const id of ids) changed.add(id);
      throw failure;
    }
    if (changed.size > 0) ask();
  });

  async function showWaiting() {
    await showAll();
    settle();
    window.scrollTo({ top: 0 });
    body.querySelector("tr.lead a")?.focus({ preventScroll: true });
  }

  // For those who do not see it. What changes by itself all day is not read out all day.
  function tell(text) {
    document.querySelector("[data-told]").textContent = text;
  }

  function narrow(field) {
    const wanted = field.value.toLowerCase();
    for (const option of field.closest("fieldset").querySelectorAll("label"))
      option.hidden = !option.textContent.toLowerCase().includes(wanted);
  }
  document.addEventListener("input", (event) => {
    if (event.target.matches("[type=date]"))
      document.getElementById("timeframe-custom").checked = true;
    if (!event.target.matches("[data-narrow]")) return;
    event.stopPropagation();
    narrow(event.target);
  }, true);
  // What narrows the options is no filter of the list.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-narrow]")) event.stopPropagation();
  }, true);
  const showNarrow = () => {
    for (const field of document.querySelectorAll("[data-narrow]")) field.hidden = false;
  };

  // Menus that are open stay open while their counts change, and who goes through one by keys keeps
  // the place in it: at once, for the next key may be pressed before the page has settled.
  let openMenu = null;
  let place = null;
  let narrowed = [];
  // An option has a name of its own, the head of a menu that of its menu.
  function placeOf(element) {
    if (!element?.closest("#facets")) return null;
    return element.id ? `#${CSS.escape(element.id)}` : `#${CSS.escape(element.closest("[data-menu]").id)} > summary`;
  }
  document.addEventListener("htmx:beforeSwap", () => {
    openMenu = document.querySelector("#facets [data-menu][open]")?.id ?? null;
    place = placeOf(document.activeElement);
    narrowed = [...document.querySelectorAll("[data-narrow]")].map((it) =>
      ({ id: it.id, value: it.value, start: it.selectionStart, end: it.selectionEnd, scrolled: it.closest(".options").scrollTop }));
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (openMenu) {
      const menu = document.getElementById(openMenu);
      if (menu) menu.open = true;
    }
    showNarrow();
    for (const before of narrowed) {
      const field = document.getElementById(before.id);
      if (!field) continue;
      field.value = before.value;
      if (field === document.activeElement) field.setSelectionRange(before.start, before.end);
      narrow(field);
      field.closest(".options").scrollTop = before.scrolled;
    }
    if (place && document.activeElement === document.body) document.querySelector(place)?.focus();
    place = null;
    if (document.querySelector("[data-leads]") !== table) {
      find();
      ask();
      tell(document.querySelector("[data-total]").textContent);
      document.querySelector("#menu-timeframe > summary").classList.toggle("on", !document.getElementById("timeframe-all").checked);
    }
    // In orders in which a lead moves down, it is come to again.
    const seen = new Set();
    for (const row of rows()) if (seen.has(row.id)) row.remove(); else seen.add(row.id);
  });
  document.addEventListener("htmx:beforeSend", (event) => {
    if (event.detail.elt.matches("[data-filters]")) meanwhile = new Set();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) meanwhile = null;
  });
  // An address without the fields that were left empty.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.elt.matches("[data-filters]")) return;
    const filled = event.detail.formData;
    for (const [name, value] of [...filled.entries()])
      if (value === "" || (name === "timeframe" && value === "all")) filled.delete(name);
    if (filled.get("timeframe") !== "custom") {
      filled.delete("from");
      filled.delete("to");
    }
    const unfinished = filled.get("timeframe") === "custom" && !filled.has("from") && !filled.has("to");
    // To leave the field of the search changes nothing of what it asked for.
    const asked = new URLSearchParams(filled).toString() === new URLSearchParams(location.search).toString();
    if (unfinished || asked) event.preventDefault();
  });
  find();
  showNarrow();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    returning = true;
    setTimeout(() => { returning = false; }, RETURNS_MILLIS);
    ask();
    settle();
  });
  // Who comes back from a lead comes back to this list.
  window.addEventListener("pagehide", () => sessionStorage.setItem("list", location.search));
  window.leadline.follow(
    "/v1/stream",
    { row: (id) => { changed.add(id); meanwhile?.add(id); ask(); } },
    () => {
      for (const row of rows()) changed.add(row.dataset.lead);
      behind = firstPage;
      ask();
    });
})();
