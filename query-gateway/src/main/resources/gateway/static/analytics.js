// The numbers of a period, each with the list behind it.
(() => {
  "use strict";
  const page = document.querySelector("[data-analytics]");
  if (!page) return;
  const { h, s, api, ago, lasting, count } = window.leadline.parts;
  const STAGES = [
    ["BROWSING", "Browsing"], ["ENGAGED", "Engaged"], ["EMAIL_CAPTURED", "Email Captured"],
    ["WEBFORM_SUBMITTED", "Webform Submitted"], ["CALENDAR_SHOWN", "Calendar Shown"],
    ["CALL_SCHEDULED", "Call Scheduled"],
  ];
  const CHANNELS = ["CHAT", "EMAIL", "VOICE", "TEXT"];
  const word = (name) => name.charAt(0) + name.slice(1).toLowerCase().replaceAll("_", " ");
  const countries = new Intl.DisplayNames(["en"], { type: "region" });
  const country = (code) => code === "UNKNOWN" ? "Unknown" : countries.of(code);

  // The list with the same period, agent and channel, and one filter more.
  function list(more) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of [...query.entries()]) if (!value) query.delete(name, value);
    for (const [name, value] of more) query.append(name, value);
    return `/leads?${query}`;
  }
  const from = (stage) => STAGES.slice(STAGES.findIndex(([name]) => name === stage)).map(([name]) => ["stage", name]);

  const card = (label, value, more) => h("a", { class: "panel card-number", href: list(more) },
    h("span", { class: "quiet", text: label }), h("strong", { text: value }));

  function bars(title, lines, hint) {
    const most = Math.max(1, ...lines.map((line) => line.value));
    const id = title.toLowerCase().replaceAll(/\W+/g, "-");
    return h("section", { class: "panel section chart", "aria-labelledby": id },
      h("h2", { id, text: title }), hint ? h("p", { class: "quiet", text: hint }) : null,
      lines.length ? h("ul", { class: "bars" }, ...lines.map((line) => h("li", {},
        h(line.href ? "a" : "div", { class: "bar", href: line.href },
          h("span", { class: "name", text: line.label }),
          s("svg", { class: "track", "aria-hidden": "true", height: "8" },
            s("rect", { class: "rest", width: "100%", height: "8", rx: "4" }),
            s("rect", { class: line.tone ?? "fill", width: `${100 * line.value / most}%`, height: "8", rx: "4" })),
          h("span", { class: "number", text: line.text ?? count(line.value) })))))
        : h("p", { class: "quiet", text: "Nothing in this period" }));
  }

  const byValue = (map) => Object.entries(map ?? {}).sort((one, other) => other[1] - one[1]).slice(0, 8);

  function days(all) {
    const shown = all.slice(-60);
    const most = Math.max(1, ...shown.map((day) => day.leads));
    const wide = Math.max(1, shown.length);
    const picture = s("svg", { class: "days", viewBox: `0 0 ${wide * 12} 100`, preserveAspectRatio: "none", "aria-hidden": "true" },
      ...shown.flatMap((day, i) => [
        s("rect", { class: "soft", x: i * 12 + 1, width: 10, y: 100 - 98 * day.leads / most, height: 98 * day.leads / most, rx: 2 }),
        s("rect", { class: "fill", x: i * 12 + 1, width: 10, y: 100 - 98 * day.leadsEngaged / most, height: 98 * day.leadsEngaged / most, rx: 2 })]));
    const table = h("table", { class: "entries" }, h("caption", { class: "sr", text: "Leads by day" }),
      h("thead", {}, h("tr", {}, ...["Day", "Leads", "Engaged", "Calls scheduled"].map((name) => h("th", { scope: "col", text: name })))),
      h("tbody", {}, ...shown.map((day) => h("tr", {}, ...[day.day, count(day.leads), count(day.leadsEngaged), count(day.callsScheduled)].map((text) => h("td", { text }))))));
    return h("section", { class: "panel section chart wide-chart", "aria-labelledby": "days" },
      h("h2", { id: "days", text: "Leads by day" }),
      shown.length ? h("p", { class: "key quiet" }, h("i", { class: "soft" }), "all", h("i", { class: "fill" }), "engaged") : null,
      shown.length ? picture : h("p", { class: "quiet", text: "Nothing in this period" }),
      shown.length ? h("details", {}, h("summary", { text: "As a table" }), table) : null);
  }

  function questions(all) {
    return h("section", { class: "panel section chart", "aria-labelledby": "questions" },
      h("h2", { id: "questions", text: "Recent questions" }),
      all.length ? h("ul", { class: "plain" }, ...all.slice(0, 8).map((one) => h("li", {},
        h("a", { class: "main", href: `/leads/${encodeURIComponent(one.leadId)}`, text: one.text }),
        h("span", { class: "sub" }, h("span", { text: word(one.channel) }), ago(one.at)))))
        : h("p", { class: "quiet", text: "Nobody has asked anything in this period" }));
  }

  function draw(numbers) {
    const channels = numbers.channels ?? {};
    page.replaceChildren(
      h("div", { class: "numbers" },
        card("Leads engaged", count(numbers.leadsEngaged), from("ENGAGED")),
        card("Messages sent by agents", count(numbers.messagesSent), CHANNELS.map((name) => ["channel", name])),
        card("Average session", lasting(numbers.averageSessionSeconds), [["engagement", "HIGH"], ["engagement", "MEDIUM"]]),
        card("Calls scheduled", count(numbers.callsScheduled), from("CALL_SCHEDULED")),
        card("Emails collected", count(numbers.emailsCollected), from("EMAIL_CAPTURED")),
        card("Calendar shown", count(numbers.calendarShown), from("CALENDAR_SHOWN"))),
      h("div", { class: "charts" },
        days(numbers.days ?? []),
        bars("Funnel", STAGES.map(([name, label]) => ({ label, value: numbers.funnel?.[name] ?? 0, href: list(from(name)) })), "Leads that came this far or further"),
        bars("Messages by channel", CHANNELS.filter((name) => channels[name]).flatMap((name) => [
          { label: `${word(name)}, from leads`, value: channels[name].messagesReceived ?? 0, href: list([["channel", name]]) },
          { label: `${word(name)}, to leads`, value: channels[name].messagesSent ?? 0, href: list([["channel", name]]), tone: "second" }])),
        bars("Touchpoints", Object.entries(channels).filter(([, one]) => one.touchpoints).map(([name, one]) =>
          ({ label: word(name), value: one.touchpoints, href: CHANNELS.includes(name) || name === "WEB" ? list([["channel", name]]) : null }))),
        bars("Conversation length", Object.entries(numbers.conversationLength ?? {}).map(([label, value]) => ({ label, value })), "Chats by messages that the lead sent"),
        bars("Countries", byValue(numbers.countries).map(([code, value]) => ({ label: country(code), value, href: list([["country", code]]) }))),
        questions(numbers.recentQuestions ?? []),
        bars("Where chats began", byValue(numbers.initialPages).map(([label, value]) => ({ label, value })))));
  }

  // Until projections of numbers are there, what the list itself can count.
  function fromList(answer) {
    const facets = answer.facets ?? {};
    const funnel = {};
    let further = 0;
    for (const [name] of [...STAGES].reverse()) { further += facets.stage?.[name] ?? 0; funnel[name] = further; }
    page.replaceChildren(
      h("div", { class: "numbers" },
        card("Leads", count(answer.total), []),
        card("Leads engaged", count(funnel.ENGAGED ?? 0), from("ENGAGED")),
        card("Calls scheduled", count(funnel.CALL_SCHEDULED ?? 0), from("CALL_SCHEDULED")),
        card("Calendar shown", count(funnel.CALENDAR_SHOWN ?? 0), from("CALENDAR_SHOWN"))),
      h("div", { class: "charts" },
        bars("Funnel", STAGES.map(([name, label]) => ({ label, value: funnel[name] ?? 0, href: list(from(name)) })), "Leads that came this far or further"),
        bars("Leads by channel", byValue(facets.channel).map(([name, value]) => ({ label: word(name), value, href: list([["channel", name]]) }))),
        bars("Countries", byValue(facets.country).map(([code, value]) => ({ label: country(code), value, href: list([["country", code]]) }))),
        bars("Sources", byValue(facets.source).map(([name, value]) => ({ label: word(name), value, href: list([["source", name]]) })))));
  }

  async function ask() {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of [...query.entries()]) if (!value) query.delete(name, value);
    try {
      draw(await api(`/v1/analytics/overview?${query}`));
    } catch (error) {
      if (error.status === 404) {
        query.set("limit", "1");
        fromList(await api(`/v1/leads?${query}`));
        return;
      }
      if (page.querySelector(".numbers")) return;
      page.replaceChildren(h("p", { class: "panel message bad", role: "alert", text: error.message }));
    } finally {
      page.removeAttribute("aria-busy");
    }
  }
  document.querySelector("[data-period]").addEventListener("change", (event) => event.currentTarget.requestSubmit());
  ask();
  setInterval(() => { if (!document.hidden) ask(); }, 15000);
})();
