// A long table: filter, sorting and pages over the rows that pbdata["rows-NAME"] holds.
"use strict";
(() => {
  const { inOrder, inPages, makeSortable } = globalThis.pbdata.tables;
  const SIZE = 200;
  const value = (cell) => (Array.isArray(cell) ? cell[0] : cell);

  const start = (box) => {
    const { columns, rows } = globalThis.pbdata[`rows-${box.dataset.rows}`];
    const table = box.querySelector("table");
    const root = table.dataset.root;
    let order = (some) => some;

    const label = (column, said) => (Object.hasOwn(column.labels, said) ? column.labels[said] : undefined);
    const words = (cell, column) => {
      const said = value(cell);
      return said === null ? "" : label(column, said) ?? String(said);
    };
    const inBoth = (title) => {
      const [zh, en] = title.split(" / ");
      return [[zh, "zh-Hans"], [en ?? zh, "en"]].map(([text, lang]) => {
        const made = document.createElement("span");
        made.className = "t";
        made.lang = lang;
        made.textContent = text;
        return made;
      });
    };
    const fill = (place, cell, column) => {
      const said = value(cell);
      if (column.number) place.className = "n";
      if (said === null) return;
      const linked = Array.isArray(cell) ? place.appendChild(document.createElement("a")) : place;
      if (linked !== place) linked.href = root + cell[1];
      const inside = column.code ? linked.appendChild(document.createElement("code")) : linked;
      const named = label(column, said);
      if (named) inside.append(...inBoth(named));
      else inside.textContent = column.number ? said.toLocaleString("en") : said;
    };
    const show = inPages(box, SIZE, (row) => {
      const line = document.createElement("tr");
      row.forEach((cell, at) => fill(line.insertCell(), cell, columns[at]));
      return line;
    });
    const update = () => {
      const wanted = box.querySelector("input").value.trim().toLowerCase();
      const holds = (row) => row.some((cell, at) => words(cell, columns[at]).toLowerCase().includes(wanted));
      show(order(wanted ? rows.filter(holds) : rows));
    };

    makeSortable(table, (column, down) => {
      order = (some) => inOrder(some, (row) => words(row[column], columns[column]), down);
      update();
    });
    box.querySelector("input").addEventListener("input", update);
    update();
  };

  for (const box of document.querySelectorAll("[data-rows]")) start(box);
})();
