// Ticks are kept over pages of one list, and several are set at a stroke.
(() => {
  "use strict";
  const $ = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const boxes = () => all("#claims .ticks > input");
  const KEY = `ticks:${location.pathname}`;
  const read = () => new Set(JSON.parse(sessionStorage.getItem(KEY) || "[]"));
  const write = (kept) => sessionStorage.setItem(KEY, JSON.stringify([...kept]));
  let last = null;

  // Ticked elsewhere: sent along as hidden fields, so that the server sees one list.
  const show = () => {
    const bar = $("#selection");
    if (!bar) return;
    const kept = read();
    const here = new Set(boxes().map((box) => box.value));
    all("[data-elsewhere]", bar).forEach((field) => field.remove());
    const elsewhere = [...kept].filter((id) => !here.has(id));
    for (const id of elsewhere) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "ids";
      field.value = id;
      field.dataset.elsewhere = "";
      bar.append(field);
    }
    bar.classList.toggle("kept", kept.size > 0);
    const words = bar.dataset;
    const told = $("[data-told]", bar);
    if (told) told.textContent = kept.size ? `${kept.size} ${words.ticked || ""}${elsewhere.length ? ` (${elsewhere.length} ${words.elsewhere || ""})` : ""}` : "";
  };
  const restore = () => {
    const kept = read();
    boxes().forEach((box) => { box.checked = kept.has(box.value); });
    show();
  };
  const set = (list, on) => {
    const kept = read();
    list.forEach((box) => { box.checked = on; if (on) kept.add(box.value); else kept.delete(box.value); });
    write(kept);
    show();
  };
  const upTo = (box) => {
    const list = boxes();
    const from = list.indexOf(last);
    const to = list.indexOf(box);
    if (to < 0) return;
    set(from < 0 ? [box] : list.slice(Math.min(from, to), Math.max(from, to) + 1), true);
    last = box;
  };

  document.addEventListener("change", (event) => {
    if (!event.target.matches("#claims .ticks > input")) return;
    set([event.target], event.target.checked);
    last = event.target;
  });
  document.addEventListener("click", (event) => {
    if (event.target.matches("#claims .ticks > input") && event.shiftKey && last) upTo(event.target);
    if (event.target.closest("[data-select-page]")) set(boxes(), true);
    if (event.target.closest("[data-select-none]")) { write(new Set()); const every = $("#select-all"); if (every) every.checked = false; restore(); }
    if (event.target.closest("[data-select-range]")) {
      const row = document.activeElement?.closest(".ticks") || document.querySelector(".row.ticks:focus-within");
      const box = row && $("input", row);
      if (box) upTo(box);
    }
  });
  document.addEventListener("submit", (event) => {
    // What is done to the ticked ones ends the ticking; a file does not.
    if (event.target.id === "selection" && !event.submitter?.formAction.endsWith(".csv")) write(new Set());
  });
  document.addEventListener("htmx:afterSettle", restore);
  document.addEventListener("DOMContentLoaded", restore);
  addEventListener("pageshow", restore);
})();
