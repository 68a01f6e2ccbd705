// What the keyboard does on every page, the theme, and menus that open.
(() => {
  "use strict";
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  // One menu is open at a time, and closes by a click beside it or by Escape.
  function closeMenus(except) {
    for (const menu of document.querySelectorAll("[data-menu][open]"))
      if (menu !== except) menu.open = false;
  }
  document.addEventListener("click", (event) => closeMenus(event.target.closest("[data-menu]")));

  const rows = () => [...document.querySelectorAll("tr.lead")];

  function move(by) {
    const all = rows();
    if (!all.length) return;
    const now = all.indexOf(document.activeElement?.closest("tr.lead"));
    const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, now + by));
    const link = all[next].querySelector(".name a");
    link.focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  }

  // Single keys can be turned off: who speaks to their machine, or slips, would press them unasked.
  const switchOf = document.querySelector("[data-single-keys]");
  switchOf.checked = localStorage.getItem("keys") !== "off";
  switchOf.closest("label").hidden = false;
  switchOf.addEventListener("change", () => localStorage.setItem("keys", switchOf.checked ? "on" : "off"));

  function press(key) {
    const target = document.querySelector(`[data-key="${key}"]`);
    if (!target || target.disabled || target.hidden) return false;
    target.click();
    return true;
  }

  const keys = {
    "/": () => {
      const field = document.querySelector("[data-search]");
      if (field) { field.focus(); field.select(); } else location.assign("/leads#search");
      return true;
    },
    j: () => { move(1); return rows().length > 0; },
    k: () => { move(-1); return rows().length > 0; },
    n: () => press("n"),
    e: () => press("e"),
    t: () => press("t"),
    r: () => press("r"),
    b: () => press("b"),
    "?": () => { document.getElementById("help-dialog").togglePopover(); return true; },
  };

  document.addEventListener("keydown", (event) => {
    // Of what is being put together, as of Chinese or Japanese, keys belong to whoever does that.
    if (event.isComposing) return;
    if (event.key === "Escape") {
      const menu = document.querySelector("[data-menu][open]");
      if (menu) { closeMenus(null); menu.querySelector("summary").focus(); }
      // A dialog closes by itself and gives the focus back; what was searched for stays.
      else if (typing(event.target) && !event.target.closest(":popover-open")) {
        event.preventDefault();
        event.target.blur();
      }
      return;
    }
    if (event.ctrlKey && event.key === "Enter" || event.metaKey && event.key === "Enter") {
      const composer = event.target.closest("[data-composer]");
      if (composer) { event.preventDefault(); composer.requestSubmit(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (!switchOf.checked || (event.repeat && event.key !== "j" && event.key !== "k")) return;
    if (document.querySelector(".dialog:popover-open") && event.key !== "?") return;
    if (keys[event.key]?.()) event.preventDefault();
  });

  // A dialog of a menu is seen without the menu, and takes the focus with it. The browser tells of it
  // late when it is busy: who is in the dialog by then stays where they are.
  document.addEventListener("toggle", (event) => {
    if (event.newState !== "open" || !event.target.matches(".dialog")) return;
    closeMenus(null);
    if (!event.target.contains(document.activeElement)) (event.target.querySelector("[autofocus]") ?? event.target.querySelector("button, input"))?.focus();
  }, true);

  // The page may have been drawn anew below a dialog: the focus goes back to what opens it now.
  document.addEventListener("toggle", (event) => {
    if (event.newState !== "closed" || !event.target.matches(".dialog")) return;
    const now = document.activeElement;
    if (now && now !== document.body && now.checkVisibility()) return;
    const opener = document.querySelector(`[popovertarget="${event.target.id}"]:not([popovertargetaction])`);
    (opener?.checkVisibility() ? opener : opener?.closest("details")?.querySelector("summary"))?.focus();
  }, true);

  const dark = matchMedia("(prefers-color-scheme: dark)");
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-theme-switch]")) return;
    event.preventDefault();
    const root = document.documentElement;
    const now = root.dataset.theme === "auto" ? (dark.matches ? "dark" : "light") : root.dataset.theme;
    const next = now === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    document.cookie = `theme=${next}; path=/; max-age=31536000; SameSite=Lax`;
  });

  if (location.hash === "#search") document.querySelector("[data-search]")?.focus();
})();
