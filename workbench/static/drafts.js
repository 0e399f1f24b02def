// What is typed into a form with data-draft="<kind>:<id>" is kept: at once in this
// browser, soon on the server, until it is accepted or discarded.
(() => {
  "use strict";
  const { person, drafts: address } = document.body.dataset;
  if (!person || !address) return;
  const PAUSE_MS = 800, RETRY_MS = 5000, PATIENCE_MS = 4000, LEAVE_MS = 1500;
  const PREFIX = `draft ${person} `;
  const states = new Map(); // key of a form -> { mark, was, base, at, timer, kept, said }
  const held = new Set();
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  const newMark = () => (crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`);

  // ---- values of a form ----------------------------------------------------
  const LEFT_OUT = new Set(["hidden", "submit", "button", "reset", "image", "file", "password", "fieldset", "output"]);
  const named = (form) => {
    const found = {};
    for (const e of form.elements) if (e.name && !LEFT_OUT.has(e.type)) (found[e.name] ||= []).push(e);
    return found;
  };
  const ticks = (e) => e.type === "checkbox" || e.type === "radio";
  const valueOf = (list) => list.flatMap((e) => {
    if (ticks(e)) return e.checked ? [e.value] : [];
    return e.multiple && e.options ? [...e.selectedOptions].map((o) => o.value) : [e.value];
  });
  const defaultOf = (list) => list.flatMap((e) => {
    if (ticks(e)) return e.defaultChecked ? [e.value] : [];
    if (!e.options) return [e.defaultValue];
    const chosen = [...e.options].filter((o) => o.defaultSelected);
    if (e.multiple) return chosen.map((o) => o.value);
    return [(chosen.at(-1) || e.options[0])?.value ?? ""];
  });
  const put = (list, values) => {
    const left = [...values];
    for (const e of list) {
      if (ticks(e)) e.checked = values.includes(e.value);
      else if (e.multiple && e.options) for (const o of e.options) o.selected = values.includes(o.value);
      else if (left.length) {
        const next = left.shift();
        // An option that is gone cannot be chosen again; the others keep their place.
        if (!e.options || [...e.options].some((o) => o.value === next)) e.value = next;
      }
    }
  };
  const typed = (form, was) => {
    const fields = {};
    for (const [name, list] of Object.entries(named(form))) {
      const before = was[name] || defaultOf(list);
      const value = valueOf(list);
      if (!same(value, before)) fields[name] = { value, was: before };
    }
    return fields;
  };

  // ---- this browser's own copy -----------------------------------------------
  const place = (key, mark) => `${PREFIX}${key} ${mark}`;
  const write = (draft) => { try { localStorage.setItem(place(draft.key, draft.mark), JSON.stringify(draft)); } catch { /* full or forbidden: the server's copy is left */ } };
  const forget = (key, mark) => { try { localStorage.removeItem(place(key, mark)); } catch { /* as above */ } };
  const localDrafts = (key) => {
    const found = [];
    try {
      for (let i = 0; i < localStorage.length; i += 1) {
        const name = localStorage.key(i);
        if (name.startsWith(`${PREFIX}${key} `)) found.push(JSON.parse(localStorage.getItem(name)));
      }
    } catch { /* as above */ }
    return found;
  };
  // A tab holds a lock on what is typed in it, so that another does not take it over.
  // The lock of a page that has just gone is let go a moment later: so long one waits.
  const hold = (mark) => {
    if (held.has(mark) || !navigator.locks) { held.add(mark); return Promise.resolve(true); }
    return new Promise((tell) => {
      navigator.locks.request(`draft ${mark}`, { signal: AbortSignal.timeout(LEAVE_MS) }, () => {
        tell(true);
        held.add(mark);
        return new Promise(() => {});
      }).catch((error) => tell(error.name !== "TimeoutError" && error.name !== "AbortError"));
    });
  };

  // ---- keeping ---------------------------------------------------------------
  const stateOf = (form) => {
    const key = form.dataset.draft;
    if (!states.has(key)) {
      const mark = newMark();
      hold(mark);
      states.set(key, { mark, was: {}, base: form.elements.seen_version?.value || "", at: 0, kept: true });
    }
    return states.get(key);
  };
  const draftOf = (form) => {
    const key = form.dataset.draft;
    const state = stateOf(form);
    const fields = typed(form, state.was);
    for (const [name, one] of Object.entries(fields)) state.was[name] = one.was;
    return { key, mark: state.mark, base: state.base, typed_at: state.at, body: { fields, path: location.pathname, title: document.title } };
  };
  const message = (draft) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", token());
    for (const name of ["key", "mark", "base", "typed_at"]) data.set(name, draft[name] ?? "");
    data.set("body", JSON.stringify(draft.body));
    return data;
  };
  const send = async (state, draft) => {
    try {
      const answer = await fetch(address, { method: "POST", body: message(draft), keepalive: JSON.stringify(draft.body).length < 20000 });
      // What is refused as it stands is not sent again; this browser keeps it.
      state.kept = answer.ok || [400, 413, 422].includes(answer.status);
    } catch { state.kept = false; }
    if (!state.kept && state.at === draft.typed_at) state.timer = setTimeout(() => send(state, draft), RETRY_MS);
  };
  const keep = (form) => {
    const state = stateOf(form);
    state.at = Date.now();
    state.kept = false;
    const draft = draftOf(form);
    write(draft);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => send(state, draft), PAUSE_MS);
  };
  const flush = () => {
    for (const form of all("form[data-draft]")) {
      const state = states.get(form.dataset.draft);
      if (!state || state.kept || !state.at) continue;
      clearTimeout(state.timer);
      navigator.sendBeacon?.(address, message(draftOf(form)));
    }
  };
  const drop = (key) => {
    const state = states.get(key);
    if (!state) return;
    clearTimeout(state.timer);
    forget(key, state.mark);
    states.delete(key);
  };
  const discard = (form) => {
    const key = form.dataset.draft;
    const state = states.get(key);
    for (const [name, list] of Object.entries(named(form))) put(list, state?.was[name] || defaultOf(list));
    all("[data-draft-note]", form).forEach((note) => note.remove());
    if (!state) return;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", token());
    data.set("key", key);
    data.set("mark", state.mark);
    fetch(`${address}end/`, { method: "POST", body: data, headers: { "X-Draft": "1" }, keepalive: true }).catch(() => {});
    drop(key);
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  };

  // ---- bringing back -----------------------------------------------------------
  const say = (form, draft, clash) => {
    all("[data-draft-note]", form).forEach((note) => note.remove());
    const note = document.getElementById("draft-note")?.content.firstElementChild.cloneNode(true);
    if (!note) return;
    const time = note.querySelector("time");
    const at = new Date(draft.typed_at);
    time.dateTime = at.toISOString();
    time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(at);
    note.querySelector("[data-clash]").hidden = !clash;
    form.prepend(note);
  };
  const restore = (form, draft, { quietly }) => {
    const lists = named(form);
    const state = { mark: draft.mark, was: {}, base: draft.base ?? "", at: draft.typed_at, kept: false };
    let changed = false, clash = false;
    for (const [name, one] of Object.entries(draft.body.fields || {})) {
      const list = lists[name];
      if (!list) continue;
      state.was[name] = one.was;
      const shown = defaultOf(list);
      if (!same(shown, one.was) && !same(shown, one.value)) clash = true;
      if (!same(valueOf(list), one.value)) { put(list, one.value); changed = true; }
    }
    const seen = form.elements.seen_version;
    // Words saved there meanwhile are not to be written over unseen: the desk compares.
    if (seen && clash && draft.base) seen.value = draft.base;
    else if (seen) state.base = seen.value;
    states.set(form.dataset.draft, state);
    if (changed && !quietly) say(form, draft, clash);
    if (changed) for (let d = form.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  };
  const newest = (drafts) => drafts.sort((a, b) => b.typed_at - a.typed_at);
  const bring = async (form, drafts) => {
    for (const draft of newest(drafts)) {
      if (!Object.keys(draft.body?.fields || {}).length) continue;
      if (states.has(form.dataset.draft)) return; // typing has begun here
      if (await hold(draft.mark)) { restore(form, draft, { quietly: false }); return; }
    }
  };
  const load = async () => {
    const forms = all("form[data-draft]");
    if (!forms.length) return;
    const query = new URLSearchParams(forms.map((form) => ["key", form.dataset.draft]));
    let answer = [];
    try {
      const reply = await fetch(`${address}?${query}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (reply.ok) answer = (await reply.json()).drafts;
    } catch { /* the browser's own copy is left */ }
    for (const form of forms) {
      const key = form.dataset.draft;
      const known = answer.filter((draft) => draft.key === key);
      const ended = new Set(known.filter((draft) => draft.ended).map((draft) => draft.mark));
      ended.forEach((mark) => forget(key, mark));
      await bring(form, [...localDrafts(key), ...known].filter((draft) => !ended.has(draft.mark)));
    }
    document.body.dataset.draftsReady = "1";
  };

  document.addEventListener("input", (event) => { const form = event.target.form; if (form?.matches("form[data-draft]")) keep(form); });
  document.addEventListener("change", (event) => { const form = event.target.form; if (form?.matches("form[data-draft]")) keep(form); });
  document.addEventListener("click", (event) => { const button = event.target.closest("[data-discard]"); if (button) discard(button.closest("form")); });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const state = form.matches("form[data-draft]") && states.get(form.dataset.draft);
    if (!state) return;
    let mark = form.querySelector("input[name=draft]");
    if (!mark) { mark = document.createElement("input"); mark.type = "hidden"; mark.name = "draft"; form.append(mark); }
    mark.value = `${form.dataset.draft} ${state.mark}`;
    state.sentAt = state.at;
  }, true);
  // The form may be gone from the page by now: what it sent says which it was.
  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig } = event.detail;
    const [key, mark] = String(requestConfig?.parameters?.draft || "").split(" ");
    if (!mark || requestConfig.verb !== "post" || xhr?.status >= 400) return;
    const state = states.get(key);
    if (state?.mark !== mark) { forget(key, mark); return; }
    const later = state.at > state.sentAt && localDrafts(key).find((draft) => draft.mark === mark);
    drop(key);
    if (!later) return;
    // Typed on while it was on its way: that is a draft of its own.
    const fresh = { ...state, mark: newMark(), kept: false };
    hold(fresh.mark);
    states.set(key, fresh);
    write({ ...later, mark: fresh.mark });
  });
  // A part that was swapped in has forms without what is being typed: put it back.
  document.addEventListener("htmx:afterSettle", () => {
    for (const form of all("form[data-draft]")) {
      const state = states.get(form.dataset.draft);
      const draft = state && localDrafts(form.dataset.draft).find((one) => one.mark === state.mark);
      if (draft) restore(form, draft, { quietly: true });
      else if (!state) bring(form, localDrafts(form.dataset.draft));
    }
  });
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
  load();
})();
