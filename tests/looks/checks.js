// Our own checks: each returns what is wrong, in words. Axe does not see these.
(() => {
  const shown = (e) => { const r = e.getBoundingClientRect(); const s = getComputedStyle(e); return e.checkVisibility({ visibilityProperty: true }) && r.width > 0 && r.height > 0 && s.visibility !== "hidden" && !e.closest("[hidden], .vh"); };
  const name = (e) => `${e.tagName.toLowerCase()}.${e.className || ""} “${(e.innerText || e.value || e.getAttribute("aria-label") || "").trim().slice(0, 40)}”`;

  const reflow = () => {
    const wide = document.scrollingElement.scrollWidth;
    const room = document.documentElement.clientWidth;
    if (wide <= room) return [];
    const out = [...document.querySelectorAll("body *")].filter((e) => shown(e) && e.getBoundingClientRect().right > room + 1 && !e.closest(".scroll, [style*=overflow], pre")).slice(0, 3);
    return [`${wide} px of content in ${room} px: ${out.map(name).join("; ")}`];
  };

  // As in WCAG 2.5.8: excepted are links within a sentence, and small targets with room
  // around them: a circle of 24 px about each meets no other target, nor its circle.
  const inSentence = (e) => {
    if (!getComputedStyle(e).display.startsWith("inline")) return false;
    const around = (e.parentElement?.innerText || "").trim().length;
    return around > (e.innerText || "").trim().length + 2;
  };
  const boxOf = (e) => ((e.matches("input[type=checkbox], input[type=radio]") && e.closest("label, .tick")) || e).getBoundingClientRect();
  const small = (r) => Math.min(r.width, r.height) < 23.5;
  const middle = (r) => [r.left + r.width / 2, r.top + r.height / 2];
  const crowded = (r, other) => {
    const [x, y] = middle(r);
    if (small(other)) { const [ox, oy] = middle(other); if (Math.hypot(x - ox, y - oy) < 24) return true; }
    return Math.hypot(Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom)) < 12;
  };
  const targets = () => {
    const all = [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")].filter((e) => shown(e) && !e.disabled && !e.closest("svg"));
    return all
    .filter((e) => small(boxOf(e)) && !inSentence(e))
    .filter((e) => all.some((o) => o !== e && !o.contains(e) && !e.contains(o) && !inSentence(o) && crowded(boxOf(e), boxOf(o))))
    .map((e) => { const r = e.getBoundingClientRect(); return `${name(e)} is ${Math.round(r.width)} × ${Math.round(r.height)} px, with another close by`; });
  };

  const focused = () => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const r = e.getBoundingClientRect();
    const s = getComputedStyle(e);
    const faults = [];
    const ring = (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none" || e.matches("iframe");
    // A box that its label stands for: the label shows it.
    if (e.closest(".vh")) return { key: name(e), faults };
    if (!ring) faults.push(`${name(e)} shows no focus`);
    const x = Math.min(Math.max(r.left + r.width / 2, 1), innerWidth - 2);
    const y = Math.min(Math.max(r.top + Math.min(r.height, 20) / 2, 1), innerHeight - 2);
    const top = document.elementFromPoint(x, y);
    if (r.width && r.height && top && !e.contains(top) && !top.contains(e) && !top.closest("label")) faults.push(`${name(e)} is hidden behind ${name(top)}`);
    return { key: `${name(e)}@${Math.round(r.left)},${Math.round(r.top + scrollY)}`, faults };
  };
  // ---- direction ----------------------------------------------------------
  // Words cut off by their own box, and words that lie on other words. What is meant to
  // lie over the page (a menu that stands, a note) is left out.
  const floats = (e) => { for (let p = e; p; p = p.parentElement) if (["fixed", "absolute", "sticky"].includes(getComputedStyle(p).position)) return true; return false; };
  const clipped = () => [...document.querySelectorAll("body *")]
    .filter((e) => shown(e) && !e.closest("svg, .vh, textarea, select, dialog") && ["hidden", "clip"].includes(getComputedStyle(e).overflowX) && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
    .map((e) => `${name(e)} is cut off: ${e.scrollWidth} px in ${e.clientWidth}`);
  const lines = () => {
    const found = [];
    const walk = document.createTreeWalker(document.querySelector("main") || document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const holder = walk.currentNode.parentElement;
      if (!walk.currentNode.data.trim() || !shown(holder) || holder.closest("svg, option, .vh, dialog, script, .scroll") || floats(holder)) continue;
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      for (const box of range.getClientRects()) if (box.width > 2) found.push({ box, holder });
    }
    return found.sort((a, b) => a.box.top - b.box.top);
  };
  const overlaps = () => {
    const found = [];
    const all = lines();
    all.forEach((one, at) => {
      for (let next = at + 1; next < all.length && all[next].box.top < one.box.bottom - 4; next += 1) {
        const other = all[next];
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
        if (wide > 3 && high > 5 && one.holder !== other.holder) found.push(`${name(one.holder)} lies on ${name(other.holder)}`);
      }
    });
    return found.slice(0, 3);
  };
  // Each box of the page, so that it can be asked for again when the page is turned.
  const blocks = () => [...document.querySelectorAll("body *")].filter((e) => shown(e) && !e.closest("svg, select, dialog, table, input, [dir]:not(html)") && ["block", "flex", "grid", "list-item", "table"].includes(getComputedStyle(e).display));
  const turned = () => {
    const room = document.documentElement.clientWidth;
    const before = blocks().map((e) => [e, e.getBoundingClientRect()]);
    document.documentElement.dir = "rtl";
    scrollTo(0, 0);
    const wrong = before.filter(([e, was]) => {
      const is = e.getBoundingClientRect();
      return shown(e) && (Math.abs(is.left - (room - was.right)) > 3 || Math.abs(is.right - (room - was.left)) > 3);
    });
    const arrows = [...document.querySelectorAll(".arrow, .chain em")].filter((e) => shown(e) && !getComputedStyle(e).transform.startsWith("matrix(-1"));
    return arrows.map((e) => `${name(e)} points as before`).concat(wrong.filter(([e]) => !wrong.some(([o]) => o !== e && o.contains(e))).slice(0, 5)
      .map(([e, was]) => `${name(e)} is not mirrored: it was at ${Math.round(was.left)} to ${Math.round(was.right)} and is at ${Math.round(e.getBoundingClientRect().left)} to ${Math.round(e.getBoundingClientRect().right)} of ${room}`));
  };
  window.looks = { reflow, targets, focused, clipped, overlaps, turned };
})();
