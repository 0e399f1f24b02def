// Our own checks: each returns what is wrong, in words. Axe does not see these.
(() => {
  const shown = (e) => { const r = e.getBoundingClientRect(); const s = getComputedStyle(e); return r.width > 0 && r.height > 0 && s.visibility !== "hidden" && !e.closest("[hidden], .vh"); };
  const name = (e) => `${e.tagName.toLowerCase()}.${e.className || ""} “${(e.innerText || e.value || e.getAttribute("aria-label") || "").trim().slice(0, 40)}”`;

  const reflow = () => {
    const wide = document.scrollingElement.scrollWidth;
    const room = document.documentElement.clientWidth;
    if (wide <= room) return [];
    const out = [...document.querySelectorAll("body *")].filter((e) => shown(e) && e.getBoundingClientRect().right > room + 1 && !e.closest(".scroll, [style*=overflow], pre")).slice(0, 3);
    return [`${wide} px of content in ${room} px: ${out.map(name).join("; ")}`];
  };

  // Links within a sentence are excepted, as in WCAG 2.5.8.
  const inSentence = (e) => {
    if (!getComputedStyle(e).display.startsWith("inline")) return false;
    const around = (e.parentElement?.innerText || "").trim().length;
    return around > (e.innerText || "").trim().length + 2;
  };
  const targets = () => [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")]
    .filter((e) => shown(e) && !e.disabled)
    .filter((e) => {
      const box = (e.matches("input[type=checkbox], input[type=radio]") && e.closest("label, .tick")) || e;
      const r = box.getBoundingClientRect();
      return Math.min(r.width, r.height) < 23.5 && !inSentence(e) && !e.closest("svg");
    })
    .map((e) => { const r = e.getBoundingClientRect(); return `${name(e)} is ${Math.round(r.width)} × ${Math.round(r.height)} px`; });

  const focused = () => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const r = e.getBoundingClientRect();
    const s = getComputedStyle(e);
    const faults = [];
    const ring = (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none" || e.matches("iframe");
    if (!ring) faults.push(`${name(e)} shows no focus`);
    const x = Math.min(Math.max(r.left + r.width / 2, 1), innerWidth - 2);
    const y = Math.min(Math.max(r.top + Math.min(r.height, 20) / 2, 1), innerHeight - 2);
    const top = document.elementFromPoint(x, y);
    if (r.width && r.height && top && !e.contains(top) && !top.contains(e) && !top.closest("label")) faults.push(`${name(e)} is hidden behind ${name(top)}`);
    return { key: `${name(e)}@${Math.round(r.left)},${Math.round(r.top + scrollY)}`, faults };
  };
  window.looks = { reflow, targets, focused };
})();
