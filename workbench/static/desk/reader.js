// The reader works without this file; it adds selecting by pointer.
(() => {
  "use strict";
  const $ = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const form = () => $("form[data-selects]");
  const wide = matchMedia("(min-width: 901px)");

  // ---- words and margin notes belong together -------------------------------
  const light = (event, on) => {
    const end = event.target.closest?.("[data-note]");
    if (end) all(`[data-note="${end.dataset.note}"]`).forEach((e) => e.classList.toggle("lit", on));
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) document.addEventListener(name, (event) => light(event, on));

  // Notes stand open beside the text; browsers that cannot style it are helped.
  const unfold = () => {
    if (!CSS.supports("selector(::details-content)")) all("details.margin").forEach((d) => { d.open = wide.matches; });
  };
  wide.addEventListener("change", unfold);

  // A note of another part is asked for by its name.
  const seek = () => {
    const id = location.hash.slice(1);
    if (/^[necr]-/.test(id) && $("nav.parts") && !document.getElementById(id)) location.replace(`${location.pathname}?n=${id}#${id}`);
    const walk = sessionStorage.getItem("walk");
    sessionStorage.removeItem("walk");
    const marks = all("a.mark-to");
    if (walk) marks[walk === "forth" ? 0 : marks.length - 1]?.focus();
  };

  // ---- selecting --------------------------------------------------------------
  // Browsers count UTF-16 units, the desk counts code points: this is the one place.
  const points = (run, node, units) => {
    const range = document.createRange();
    range.setStart(run, 0);
    range.setEnd(node, units);
    return [...range.toString()].length;
  };
  const ends = (range) => {
    const runs = all(".doc [data-at]").filter((run) => range.intersectsNode(run));
    if (!runs.length) return null;
    const first = runs[0];
    const last = runs[runs.length - 1];
    const skipped = first.contains(range.startContainer) ? points(first, range.startContainer, range.startOffset) : 0;
    const kept = last.contains(range.endContainer) ? points(last, range.endContainer, range.endOffset) : [...last.textContent].length;
    const start = Number(first.dataset.at) + skipped;
    const end = Number(last.dataset.at) + kept;
    const texts = runs.map((run) => [...run.textContent]);
    texts[texts.length - 1].length = kept;
    texts[0].splice(0, skipped);
    const words = texts.map((one) => one.join("")).join(" ").replace(/\s+/g, " ").trim();
    return end > start && words ? { start, end, words } : null;
  };
  const paint = (range) => {
    if (!window.Highlight) return;
    if (range) CSS.highlights.set("chosen", new Highlight(range)); else CSS.highlights.delete("chosen");
  };
  const say = (words) => {
    const line = $("[data-chosen]");
    if (line) line.textContent = words || line.dataset.empty;
  };
  const clear = () => {
    const box = form();
    if (!box) return;
    box.elements.start.value = box.elements.end.value = "";
    paint(null);
  };
  const selecting = (on) => { const box = $("#selecting"); if (box) box.checked = on; return box; };

  // While the pointer is down nothing appears beneath it: the drag would run into it.
  let down = false;
  let waits = 0;
  const choose = () => {
    const chosen = document.getSelection();
    if (down || !form() || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    if (!$(".doc").contains(range.startContainer)) return;
    const found = ends(range);
    if (!found) return;
    form().elements.start.value = found.start;
    form().elements.end.value = found.end;
    all("input.pick:checked").forEach((box) => { box.checked = false; });
    paint(range.cloneRange());
    selecting(true);
    say(`“${found.words.length > 280 ? `${found.words.slice(0, 279)}…` : found.words}”`);
  };
  const soon = () => { clearTimeout(waits); waits = setTimeout(choose, 60); };
  document.addEventListener("selectionchange", soon);
  document.addEventListener("pointerdown", () => { down = true; });
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => { down = false; soon(); });
  // Notes between two paragraphs are not what one selects.
  document.addEventListener("selectstart", (event) => {
    const at = event.target.nodeType === 3 ? event.target.parentElement : event.target;
    form()?.classList.toggle("choosing", Boolean(at?.closest?.(".doc") && !at.closest(".margin")));
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("input.pick")) {
      clear();
      const ticked = all("input.pick:checked").length;
      say(ticked ? $("[data-chosen]").dataset.ticked.replace("{n}", ticked) : "");
    }
    // Choosing evidence brings the newest claims to choose from.
    if (event.target.matches("[name=make][value=evidence]") && !$("#found label")) $("[data-find]").dispatchEvent(new Event("found-wanted"));
  });
  document.addEventListener("click", (event) => {
    // A click on marked words leads to their note; selecting in them does not.
    const mark = event.target.closest(".doc .m");
    if (mark && document.getSelection().isCollapsed && !$("#selecting").checked) location.hash = mark.dataset.note;
    const opens = event.target.closest("[data-selecting]");
    const cancels = event.target.closest("[data-cancel]");
    if (!opens && !cancels) return;
    event.preventDefault();
    if (cancels) {
      all("input.pick:checked").forEach((box) => { box.checked = false; });
      clear();
      say("");
      document.getSelection().removeAllRanges();
    }
    const on = cancels ? false : !$("#selecting").checked;
    selecting(on);
    if (on) $("input.pick")?.focus(); else $("[data-selecting]")?.focus();
  });
  // Enter in the search for a claim looks for it; it does not send the form.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-find]") && window.htmx && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.target.dispatchEvent(new Event("found-wanted"));
    }
  });

  // Whatever is swapped in, notes stand open beside the text.
  document.addEventListener("htmx:afterSettle", unfold);

  document.addEventListener("DOMContentLoaded", () => { unfold(); seek(); });
})();
