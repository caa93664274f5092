// A long table: filter, sorting and pages over the rows that pbdata["rows-NAME"] holds.
"use strict";
(() => {
  const SIZE = 200;
  const collator = new Intl.Collator("zh-Hans", { numeric: true });
  const value = (cell) => (Array.isArray(cell) ? cell[0] : cell);

  const start = (box) => {
    const { columns, rows } = globalThis.pbdata[`rows-${box.dataset.rows}`];
    const table = box.querySelector("table");
    const root = table.dataset.root;
    const state = { column: -1, down: false, page: 0 };
    let shown = rows;

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
    const draw = () => {
      const last = Math.max(0, Math.ceil(shown.length / SIZE) - 1);
      const lines = shown.slice(state.page * SIZE, (state.page + 1) * SIZE).map((row) => {
        const line = document.createElement("tr");
        row.forEach((cell, at) => fill(line.insertCell(), cell, columns[at]));
        return line;
      });
      table.tBodies[0].replaceChildren(...lines);
      box.querySelector("[data-count]").textContent = shown.length.toLocaleString("en");
      box.querySelector("[data-page]").textContent = `${state.page + 1} / ${last + 1}`;
      for (const button of box.querySelectorAll("[data-turn]")) {
        const to = state.page + Number(button.dataset.turn);
        button.disabled = to < 0 || to > last;
      }
    };
    const update = () => {
      const wanted = box.querySelector("input").value.trim().toLowerCase();
      shown = wanted ? rows.filter((row) => row.some((cell, at) => words(cell, columns[at]).toLowerCase().includes(wanted))) : rows;
      if (state.column !== -1) {
        const keyed = shown.map((row) => [words(row[state.column], columns[state.column]), row]);
        keyed.sort(([a], [b]) => (a === "") - (b === "") || (state.down ? -1 : 1) * collator.compare(a, b));
        shown = keyed.map(([, row]) => row);
      }
      state.page = 0;
      draw();
    };

    [...table.tHead.rows[0].cells].forEach((heading, column, all) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      heading.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        state.down = state.column === column && !state.down;
        state.column = column;
        for (const other of all) other.setAttribute("aria-sort", "none");
        heading.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        update();
      });
    });
    for (const button of box.querySelectorAll("[data-turn]")) {
      button.addEventListener("click", () => {
        state.page += Number(button.dataset.turn);
        draw();
        box.scrollIntoView();
      });
    }
    box.querySelector("input").addEventListener("input", update);
    update();
  };

  for (const box of document.querySelectorAll("[data-rows]")) start(box);
})();
