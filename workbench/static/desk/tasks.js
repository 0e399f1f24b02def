// A card may be dragged to a column; it presses the button that stands on the card.
(() => {
  "use strict";
  const STEPS = { on_it: "take", free: "release", given: "release", ended: "done" };
  let held = null;
  const button = (card, column) => card?.querySelector(`button[data-key="${STEPS[column?.dataset.column]}"]`);
  const ready = () => document.querySelectorAll("[data-board=place] [data-task]").forEach((card) => { card.draggable = Boolean(card.querySelector("button[data-key]")); });
  const columnOf = (event) => event.target.closest?.("[data-board=place] [data-column]");
  const clear = () => document.querySelectorAll(".column.takes").forEach((column) => column.classList.remove("takes"));

  document.addEventListener("dragstart", (event) => {
    held = event.target.closest?.("[data-task]");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.id);
    held.classList.add("dragged");
  });
  document.addEventListener("dragover", (event) => {
    const column = columnOf(event);
    if (!held || !column || column.contains(held) || !button(held, column)) return;
    event.preventDefault();
    clear();
    column.classList.add("takes");
  });
  document.addEventListener("drop", (event) => {
    const press = held && columnOf(event) && button(held, columnOf(event));
    if (!press) return;
    event.preventDefault();
    press.click();
  });
  document.addEventListener("dragend", () => { held?.classList.remove("dragged"); held = null; clear(); });
  document.addEventListener("DOMContentLoaded", ready);
  document.addEventListener("htmx:afterSettle", ready);
})();
