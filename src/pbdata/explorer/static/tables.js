// Tables: sorting by the heads of the columns, and pages of a long one. A table of class "sortable" is sorted as it stands.
"use strict";
(() => {
  const collator = new Intl.Collator("zh-Hans", { numeric: true });

  // Rows by the words that `words` gives for each; those that have none come last, whichever way it goes.
  const inOrder = (rows, words, down) => {
    const keyed = rows.map((row) => [words(row), row]);
    keyed.sort(([a], [b]) => (a === "") - (b === "") || (down ? -1 : 1) * collator.compare(a, b));
    return keyed.map(([, row]) => row);
  };

  // Calls `sort` with the number of a column, and with whether it goes down, when its head is clicked. Columns in `falling` go down first.
  const makeSortable = (table, sort, falling = []) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const stood = head.getAttribute("aria-sort");
        const down = stood === "none" ? falling.includes(column) : stood === "ascending";
        for (const other of heads) other.setAttribute("aria-sort", "none");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(column, down);
      });
    });
  };

  // Gives a function that shows rows in the table of a box, `size` on a page; `line` makes the line of a row.
  const inPages = (box, size, line) => {
    let shown = [];
    let page = 0;
    const turns = box.querySelectorAll("[data-turn]");
    const draw = () => {
      const last = Math.max(0, Math.ceil(shown.length / size) - 1);
      box.querySelector("tbody").replaceChildren(...shown.slice(page * size, (page + 1) * size).map(line));
      box.querySelector("[data-count]").textContent = shown.length.toLocaleString("en");
      box.querySelector("[data-page]").textContent = `${page + 1} / ${last + 1}`;
      box.querySelector(".pages").hidden = last === 0;
      for (const button of turns) {
        const to = page + Number(button.dataset.turn);
        button.disabled = to < 0 || to > last;
      }
    };
    for (const button of turns) {
      button.addEventListener("click", () => {
        page += Number(button.dataset.turn);
        draw();
        box.scrollIntoView();
      });
    }
    return (rows) => {
      shown = rows;
      page = 0;
      draw();
    };
  };

  (globalThis.pbdata ??= {}).tables = { inOrder, makeSortable, inPages };

  // Cells of a table that is sorted as it stands may say by what in data-by.
  const sortAsItStands = (table) => {
    const body = table.tBodies[0];
    const words = (column) => (row) => row.cells[column].dataset.by ?? row.cells[column].textContent.trim();
    makeSortable(table, (column, down) => body.append(...inOrder([...body.rows], words(column), down)));
  };
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("table.sortable").forEach(sortAsItStands));
})();
