// Arrow keys walk over the tiles as over a sheet; Enter or the space bar opens the evidence.
export function keys(stage) {
  stage.addEventListener("keydown", (event) => {
    const cell = event.target.closest(".matrix .tile");
    if (!cell) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      cell.click();
      return;
    }
    const next = neighbour(cell, event);
    if (!next) return;
    event.preventDefault();
    stage.querySelector(".matrix .tile[tabindex='0']")?.setAttribute("tabindex", "-1");
    next.tabIndex = 0;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
  stage.addEventListener("focusin", ({ target }) => {
    if (!target.matches(".matrix .tile")) return;
    stage.querySelector(".matrix .tile[tabindex='0']")?.setAttribute("tabindex", "-1");
    target.tabIndex = 0;
  });
}

function neighbour(cell, { key, ctrlKey }) {
  const rows = [...cell.closest("table").querySelectorAll("tr:has(.tile)")];
  const row = rows.indexOf(cell.parentElement);
  const column = cell.cellIndex;
  const last = cell.parentElement.cells.length - 1;
  const forward = getComputedStyle(cell).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const at = (r, c) => rows[r]?.cells[c] ?? null;
  if (key === "ArrowDown") return at(row + 1, column);
  if (key === "ArrowUp") return at(row - 1, column);
  if (key === "PageDown") return at(Math.min(row + 10, rows.length - 1), column);
  if (key === "PageUp") return at(Math.max(row - 10, 0), column);
  if (key === "Home") return at(ctrlKey ? 0 : row, 1);
  if (key === "End") return at(ctrlKey ? rows.length - 1 : row, last);
  if (key === "ArrowRight" || key === "ArrowLeft") {
    const next = column + (key === forward ? 1 : -1);
    return next < 1 ? null : at(row, next);
  }
  return null;
}
