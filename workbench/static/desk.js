// Everything works without this file; it adds keys, focus and text selection.
(() => {
  "use strict";
  const $ = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  // What is folded away has a place on the page, yet nobody sees it.
  const shown = (element) => element && !element.disabled && (element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null);

  // Buttons that need a script stay hidden until there is one.
  const reveal = (root) => all("[data-open], [data-dismiss], [data-scripted]", root).forEach((b) => { b.hidden = false; });

  // A form that is alike in all rows stands on the page once, as a template, and is
  // copied into the row where it is opened; without scripts a link leads to its page.
  let copies = 0;
  const fill = (details) => {
    const model = details?.dataset.copy && document.getElementById(`copy-${details.dataset.copy}`);
    if (!model) return;
    const pop = model.content.firstElementChild.cloneNode(true);
    const form = pop.matches("form") ? pop : $("form", pop);
    form.setAttribute("action", details.dataset.to);
    form.setAttribute(form.method === "get" ? "hx-get" : "hx-post", details.dataset.to);
    all("[id]", pop).forEach((one) => {
      const id = `${one.id}-${copies += 1}`;
      $(`[for="${one.id}"]`, pop)?.setAttribute("for", id);
      one.id = id;
    });
    delete details.dataset.copy;
    details.lastElementChild.replaceWith(pop);
    htmx.process(pop);
  };

  // What a row folds away comes when it is opened, from where its link leads.
  const unfold = (details) => {
    const link = details.matches("[data-whole]") && $(".folded a", details);
    if (!link) return;
    details.removeAttribute("data-whole");
    htmx.ajax("GET", link.getAttribute("href"), { source: details, target: link.parentElement, swap: "innerHTML", headers: { "X-Poll": "1" } });
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open)?.showModal();
    event.target.closest("[data-dismiss]")?.parentElement.remove();
    all("details.act[open]").forEach((d) => { if (!d.contains(event.target)) d.open = false; });
    fill(event.target.closest("summary")?.parentElement);
    const row = event.target.closest(".row[tabindex]");
    if (row && !event.target.closest("a, button, summary, input, select, textarea, label")) row.focus();
  });

  // Opening a small form puts the cursor where one types.
  document.addEventListener("toggle", (event) => {
    if (event.target.open) unfold(event.target);
    if (event.target.matches?.("details.act, details.fold, details.edit") && event.target.open) $("textarea, select, input:not([type=hidden])", event.target)?.focus();
  }, true);

  // ---- keys -------------------------------------------------------------
  const table = JSON.parse(document.body?.dataset.keys || "{}");
  // Keys of two, "g t": the first waits for the second.
  const leads = new Set(Object.keys(table).filter((keys) => keys.includes(" ")).map((keys) => keys.split(" ")[0]));
  const keysOff = "keysOff" in document.body.dataset;
  const typing = (target) => target.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  const rows = () => all(".row[tabindex]").filter(shown);
  const here = () => document.activeElement?.closest(".row[tabindex]");
  let pending = "";

  const step = (by) => {
    const list = rows();
    if (!list.length) return;
    const at = list.indexOf(here());
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const press = (name) => {
    const query = `[data-key~="${name}"]`;
    // In a list a key belongs to the row one is on; the first row when on none.
    const root = here() || (rows()[0] && $(query, rows()[0]) ? rows()[0] : document);
    // What another row offers is never pressed from this one.
    const target = all(query, root).find(shown) || all(query).find((e) => shown(e) && !(here() && e.closest(".row[tabindex]")));
    if (!target) return false;
    if (typing(target)) target.focus(); else target.click();
    return true;
  };

  // At the end of a part the walk goes on in the next one.
  const mark = (by) => {
    const marks = all("a.mark-to");
    const at = marks.indexOf(document.activeElement);
    const to = at < 0 ? (by > 0 ? 0 : marks.length - 1) : at + by;
    const onward = $(`[data-marks="${by > 0 ? "forth" : "back"}"]`);
    if (marks[to]) { marks[to].focus(); return; }
    if (onward) { sessionStorage.setItem("walk", by > 0 ? "forth" : "back"); onward.click(); return; }
    marks[by > 0 ? 0 : marks.length - 1]?.focus();
  };

  const acts = {
    next: () => step(1),
    previous: () => step(-1),
    open: () => { const link = here() && $("a[data-main], a[href]", here()); if (link) link.click(); return Boolean(link); },
    help: () => $("#keys")?.showModal(),
    commands: () => listCommands(),
    forth: () => mark(1),
    back: () => mark(-1),
    close: () => { all("details.act[open]").forEach((d) => { d.open = false; $("summary", d).focus(); }); },
    submit: () => document.activeElement?.closest("form")?.requestSubmit(),
  };

  const perform = (act) => {
    const [kind, ...rest] = act.split(":");
    if (kind === "go") { location.href = rest.join(":"); return true; }
    if (kind === "press") return press(rest[0]);
    return acts[kind] ? acts[kind]() !== false : false;
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || $("dialog[open]")) return;
    const withCtrl = event.ctrlKey || event.metaKey;
    if (withCtrl) { if (event.key === "Enter" && table["Ctrl+Enter"]) { acts.submit(); event.preventDefault(); } return; }
    if (event.key === "Escape") { if (typing(event.target)) event.target.blur(); acts.close(); return; }
    if (typing(event.target)) return;
    if (event.key === "Enter" && !event.target.matches(".row[tabindex]")) return;
    if (!keysOff && /^[1-9]$/.test(event.key)) {
      const choice = all(".scale input[type=radio]").filter(shown)[Number(event.key) - 1];
      if (choice) { choice.checked = true; choice.focus(); event.preventDefault(); }
      return;
    }
    const typed = pending ? `${pending} ${event.key}` : event.key;
    pending = "";
    if (!typed.includes(" ") && leads.has(typed)) { pending = typed; setTimeout(() => { pending = ""; }, 1200); return; }
    if ((table[typed] || []).some(perform)) event.preventDefault();
  });

  // What a button's key is stands on it, or in its tooltip: as this person has it.
  const keyOf = (element) => element.dataset.key.split(" ").flatMap((name) => Object.keys(table).filter((keys) => table[keys].includes(`press:${name}`)))[0];
  const nameKeys = () => all("[data-key]").forEach((element) => {
    const keys = keyOf(element);
    const sign = $("kbd", element);
    if (sign) { sign.hidden = !keys; if (keys) sign.textContent = keys; }
    if (!keys) return;
    element.setAttribute("aria-keyshortcuts", keys.replace("Ctrl", "Control"));
    if (!sign && !element.title) element.title = `[${keys}]`;
  });

  // ---- the command list: the same table, and only what can be done here -------
  const listCommands = () => {
    const dialog = $("#commands");
    const from = document.activeElement;
    const can = (act) => act.startsWith("go:") || (act.startsWith("press:") && all(`[data-key~="${act.slice(6)}"]`).some(shown));
    const seen = new Set();
    const list = $("ul", dialog);
    list.replaceChildren(...all("#keys [data-act]").filter((e) => can(e.dataset.act) && !seen.has(e.textContent) && seen.add(e.textContent)).map((e) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "to";
      button.append(e.textContent.trim(), " ", e.previousElementSibling.firstElementChild.cloneNode(true));
      button.addEventListener("click", () => {
        dialog.close();
        from?.focus({ preventScroll: true });
        const link = $("a", e);
        if (link) location.href = link.href; else perform(e.dataset.act);
      });
      item.append(button);
      return item;
    }));
    const find = $("input", dialog);
    find.value = "";
    narrow(dialog);
    dialog.showModal();
    find.focus();
  };
  const narrow = (dialog) => {
    const words = $("input", dialog).value.trim().toLowerCase().split(/\s+/);
    all("li", dialog).forEach((item) => { item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word)); });
    $("[data-none]", dialog).hidden = all("li", dialog).some((item) => !item.hidden);
  };
  document.addEventListener("input", (event) => { const dialog = event.target.closest?.("#commands"); if (dialog) narrow(dialog); });
  document.addEventListener("keydown", (event) => {
    const dialog = event.target.closest?.("#commands");
    if (!dialog) return;
    const buttons = all("li:not([hidden]) button", dialog);
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "ArrowDown") buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? buttons[at - 1] : $("input", dialog)).focus();
    else if (event.key === "Enter" && at < 0) buttons[0]?.click();
    else return;
    event.preventDefault();
  });

  // ---- parts that htmx swaps ---------------------------------------------
  // Where one was when a form went off: the row, the button and the fold around it,
  // and what holds them. The focus returns to the first of these that is still there.
  const said = (e) => e.textContent.replace(/\s+/g, " ").trim();
  const standing = (form, button) => {
    const fold = form.closest("details");
    const holders = [];
    for (let e = form; e; e = e.parentElement) if (e.id) holders.push(e.id);
    return {
      row: rows().indexOf(form.closest(".row[tabindex]") || here()),
      controls: [button, fold && $("summary", fold)].filter(Boolean).map((e) => [e.localName, said(e)]),
      holders,
    };
  };
  const comeBack = ({ row, controls, holders }) => {
    const list = rows();
    if (row >= 0 && list.length) { list[Math.min(row, list.length - 1)].focus({ preventScroll: true }); return; }
    if (document.activeElement && document.activeElement !== document.body) return;
    const holder = holders.map((id) => document.getElementById(id)).find((e) => shown(e) && e.offsetHeight) || $("#main");
    const same = controls.flatMap(([tag, words]) => all(tag, holder).filter((e) => shown(e) && said(e) === words))[0];
    const target = same || (holder.offsetHeight < innerHeight ? holder : $("h1, h2", holder) || holder);
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  };
  // By request: one sent while another is under way has a place of its own.
  const from = new WeakMap();
  let decided = false;
  document.addEventListener("htmx:beforeRequest", (event) => {
    decided = Boolean(event.target.closest("#decision"));
    const form = event.target.closest("form");
    if (form?.method === "post") from.set(event.detail.xhr, standing(form, event.detail.requestConfig?.triggeringEvent?.submitter));
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    reveal(document);
    nameKeys();
    const polled = event.detail.requestConfig?.headers?.["X-Poll"];
    if (!polled && event.detail.xhr?.status < 400) $("#problem")?.replaceChildren();
    // A decision made further down is shown where it stands now.
    if (decided) $("#decision")?.scrollIntoView({ block: "nearest" });
    decided = false;
    const was = from.get(event.detail.xhr);
    if (was && event.detail.xhr.status < 400) comeBack(was);
  });
  document.addEventListener("htmx:sendError", () => note(document.body.dataset.unreachable));
  const note = (words) => {
    const box = document.createElement("div");
    box.className = "error";
    box.textContent = words;
    $("#notes")?.append(box);
  };

  // The style sheet stood in this page; the next ones need not carry it.
  const keepStyle = async () => {
    const address = document.body.dataset.style;
    if (!address || !$("head > style") || $(`head > link[href="${address}"]`)) return;
    try {
      const version = new URL(address, location).searchParams.get("v");
      const secure = location.protocol === "https:" ? "; secure" : "";
      if ((await fetch(address)).ok) document.cookie = `style=${version}; path=/; max-age=604800; samesite=lax${secure}`;
    } catch { /* the next page carries it again */ }
  };
  addEventListener("load", () => setTimeout(keepStyle, 1000));

  document.addEventListener("DOMContentLoaded", () => {
    reveal(document);
    $(".side a[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
    nameKeys();
  });
})();
