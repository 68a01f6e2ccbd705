// Makes parts of a page out of what the API answers. Words are only ever set as text.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  function put(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name === "text") element.textContent = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children) if (child !== null && child !== undefined) element.append(child);
    return element;
  }
  const h = (name, attributes, ...children) => put(document.createElement(name), attributes, children);
  const s = (name, attributes, ...children) => put(document.createElementNS(SVG, name), attributes, children);

  const count = new Intl.NumberFormat("en-US");
  const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

  // The answer of the API; a problem becomes an error with the words of the problem.
  async function api(path, options) {
    const sent = { headers: { Accept: "application/json" }, ...options };
    if (sent.body) sent.headers["Content-Type"] = "application/json";
    const answer = await fetch(path, sent);
    const text = await answer.text();
    let body = null;
    try { body = text ? JSON.parse(text) : null; } catch { body = null; }
    if (!answer.ok) {
      const error = new Error(body?.detail ?? `That did not work (${answer.status}).`);
      error.status = answer.status;
      throw error;
    }
    return body;
  }
  const send = (method, path, body) =>
    api(path, { method, body: body === undefined ? undefined : JSON.stringify(body) });

  function ago(iso) {
    const time = h("time", { datetime: iso, "data-relative": true });
    const holder = h("span", {}, time);
    window.leadline.tellTimes(holder);
    return time;
  }

  function lasting(seconds) {
    if (seconds === null || seconds === undefined) return "—";
    if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 60) return `${Math.round(seconds)} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
    return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
  }

  window.leadline.parts = { h, s, api, send, ago, lasting, count: (n) => count.format(n), short: (n) => short.format(n) };
})();
