// Streamlit's grid of cells takes no selection while the mouse rests elsewhere, so whoever comes
// by keyboard cannot reach a cell. Tell a grid that gets the keyboard that a pointer came, too,
// and then, once it has understood that, that it has the focus: it goes to its first cell.
for (const act of ["focusin", "keydown"]) document.addEventListener(act, greet, true);

function greet({ target, isTrusted }) {
  const grid = isTrusted && target.closest?.("[data-testid=data-grid-canvas]");
  if (!grid || grid.querySelector("td[aria-selected=true]")) return;
  const { left, top } = grid.getBoundingClientRect();
  const header = { clientX: left + 12, clientY: top + 12 };
  grid.dispatchEvent(new PointerEvent("pointermove", { ...header, ...MOUSE }));
  soon(() => {
    if (grid.contains(document.activeElement)) {
      grid.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    }
  });
}

const MOUSE = { bubbles: true, pointerType: "mouse" };

function soon(act) {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
