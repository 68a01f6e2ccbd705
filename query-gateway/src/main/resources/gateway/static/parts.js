// Makes parts of a page out of what the API answers. Words are only ever set as text.
(() => {
  "use strict";
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name === "text") element.textContent = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children) if (child !== null && child !== undefined) element.append(child);
    return element;
  }

  const count = new Intl.NumberFormat("en-US");

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

  window.leadline.parts = { h, api, send, count: (n) => count.format(n) };
})();
