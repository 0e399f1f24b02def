// Presence, mentions and citing on the page of a claim; all of it works without.
(() => {
  "use strict";
  const $ = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";

  // ---- who else is here ------------------------------------------------------
  const EVERY_MS = 15000, TYPING_MS = 20000;
  let typedAt = 0, typedIn = "", told = "";
  const message = (more) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", token());
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    return data;
  };
  const field = () => (Date.now() - typedAt < TYPING_MS ? typedIn : "");
  const tell = async () => {
    const line = $("[data-presence]");
    if (!line || document.visibilityState === "hidden") return;
    told = field();
    try {
      const answer = await fetch(line.dataset.presence, { method: "POST", body: message({ field: told, version: line.dataset.version }) });
      if (!answer.ok) return;
      const words = await answer.text();
      const now = $("[data-presence]");
      if (now && now.dataset.shown !== words) { now.innerHTML = words; now.dataset.shown = words; }
    } catch { /* the next one tells */ }
  };
  document.addEventListener("input", (event) => {
    if (!event.target.closest("#claim form[data-draft]") || !event.target.name) return;
    typedAt = Date.now();
    typedIn = event.target.name;
    if (told !== typedIn) { told = typedIn; tell(); }
  });
  if ($("[data-presence]")) {
    tell();
    setInterval(tell, EVERY_MS);
    document.addEventListener("visibilitychange", tell);
    document.addEventListener("htmx:afterSettle", (event) => { if (event.detail.target?.id === "claim" || event.detail.elt?.id === "claim") tell(); });
    addEventListener("pagehide", () => { const line = $("[data-presence]"); if (line) navigator.sendBeacon?.(line.dataset.presence, message({ gone: "1" })); });
  }

  // ---- citing: evidence the rationale rests on ----------------------------------
  document.addEventListener("click", (event) => {
    const cite = event.target.closest("[data-cite]");
    if (!cite) return;
    const box = $(`[data-rests="${cite.dataset.cite}"] input`);
    if (!box) return;
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    box.scrollIntoView({ block: "center" });
    box.focus({ preventScroll: true });
  });

  // ---- conflicts: editing one's own words chooses them -----------------------------
  document.addEventListener("input", (event) => {
    const own = event.target.form && $(`input[name="take_${event.target.name}"][value=mine]`, event.target.form);
    if (own) own.checked = true;
  });

  // A form that was asked for when its fold opened: the cursor goes where one types.
  document.addEventListener("htmx:afterSettle", (event) => { if (event.detail.target?.id === "passage") $("#passage select, #passage textarea")?.focus(); });

  // ---- mentions ------------------------------------------------------------------
  const asked = /(?:^|[\s(])@([^\s@][^@\n]{0,40}|)$/;
  let list = null, at = -1, area = null;
  const close = () => { list?.remove(); list = null; at = -1; area?.removeAttribute("aria-activedescendant"); };
  const names = (form) => all("[data-name]", form).map((box) => box.dataset.name);
  const pick = (name) => {
    const before = area.value.slice(0, area.selectionStart).replace(asked, (found) => `${found.slice(0, found.indexOf("@"))}@${name} `);
    const after = area.value.slice(area.selectionStart);
    area.value = before + after;
    area.setSelectionRange(before.length, before.length);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    area.focus();
  };
  const choose = (to) => {
    const options = all("button", list);
    at = (to + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", index === at));
    area.setAttribute("aria-activedescendant", options[at].id);
  };
  const suggest = () => {
    const found = area.value.slice(0, area.selectionStart).match(asked);
    if (!found) { close(); return; }
    const form = area.form;
    const folded = $("[data-people]", form);
    if (folded && !names(form).length) { window.htmx?.trigger(folded, "people"); }
    const start = found[1].toLowerCase();
    const fit = names(form).filter((name) => name.toLowerCase().includes(start) && name.toLowerCase() !== start.trim()).slice(0, 6);
    close();
    if (!fit.length) return;
    list = document.createElement("ul");
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", $("summary", form)?.textContent || "");
    fit.forEach((name, index) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.id = `suggestion-${index}`;
      button.setAttribute("role", "option");
      button.tabIndex = -1;
      button.textContent = name;
      button.addEventListener("mousedown", (event) => { event.preventDefault(); pick(name); });
      item.setAttribute("role", "presentation");
      item.append(button);
      list.append(item);
    });
    area.after(list);
    choose(0);
  };
  const mentions = (target) => target.matches?.(".say textarea");
  document.addEventListener("input", (event) => { if (mentions(event.target)) { area = event.target; suggest(); } });
  document.addEventListener("htmx:afterSettle", (event) => { if (area?.isConnected && event.detail.target?.id === "people") suggest(); });
  document.addEventListener("focusout", (event) => { if (mentions(event.target)) close(); });
  document.addEventListener("keydown", (event) => {
    if (!list || !mentions(event.target)) return;
    const acts = {
      ArrowDown: () => choose(at + 1),
      ArrowUp: () => choose(at - 1),
      Enter: () => pick(all("button", list)[at].textContent),
      Tab: () => pick(all("button", list)[at].textContent),
      Escape: close,
    };
    if (!acts[event.key] || event.ctrlKey || event.metaKey) return;
    acts[event.key]();
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
})();
