// A page that is being read is kept fresh by a light part; nothing is swapped under the
// hands of somebody who selects, types or unfolds: then a link offers what is new.
(() => {
  "use strict";
  const $ = (query, root = document) => root.querySelector(query);
  const root = () => $("#fresh")?.parentElement;
  const free = () => !$("#selecting")?.checked && document.getSelection().isCollapsed && !$("details[open]:not(.margin)", root()) && !$(":is(input, textarea, select):focus", root());
  let keep = null;
  document.addEventListener("htmx:afterSettle", (event) => {
    const link = $("#fresh [data-fresh]");
    if ((event.detail.target?.id === "fresh" || event.target.id === "fresh") && link && free()) {
      const focused = document.activeElement;
      keep = root()?.contains(focused) ? { note: focused.dataset.note, href: focused.getAttribute("href") } : null;
      link.click();
      return;
    }
    if (!keep) return;
    const again = keep.note ? $(`a.mark-to[data-note="${keep.note}"]`) : keep.href && [...document.links].find((a) => a.getAttribute("href") === keep.href);
    again?.focus({ preventScroll: true });
    keep = null;
  });
})();
