// Runs before the page is drawn, so that it appears in the language and the light that the reader chose.
"use strict";
(() => {
  const root = document.documentElement;
  const TAGS = { zh: "zh-Hans", en: "en" };

  const recall = (key) => {
    try { return localStorage.getItem(`pbdata.${key}`); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(`pbdata.${key}`, value); } catch { /* Then the choice holds for this page. */ }
  };

  const speak = (lang) => {
    root.dataset.lang = lang;
    root.lang = TAGS[lang];
  };
  const asked = new URLSearchParams(location.search).get("lang") ?? recall("lang");
  speak(asked && Object.hasOwn(TAGS, asked) ? asked : /^zh\b/i.test(navigator.language) ? "zh" : "en");

  const light = recall("theme");
  if (light === "light" || light === "dark") root.dataset.theme = light;

  const switches = {
    lang() {
      speak(root.dataset.lang === "zh" ? "en" : "zh");
      remember("lang", root.dataset.lang);
      root.dispatchEvent(new CustomEvent("pbdata:lang"));
    },
    theme() {
      const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      root.dataset.theme = (root.dataset.theme ?? system) === "dark" ? "light" : "dark";
      remember("theme", root.dataset.theme);
    },
  };

  // A table of class "sortable" is sorted by a click on a heading; cells may say by what in data-by.
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.by ?? cell.textContent.trim();
  };
  const collator = new Intl.Collator("zh-Hans", { numeric: true });
  const sort = (heading) => {
    const body = heading.closest("table").tBodies[0];
    const column = heading.cellIndex;
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of heading.parentElement.cells) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].map((row) => [key(row, column), row]);
    rows.sort(([a], [b]) => (a === "") - (b === "") || (down ? -1 : 1) * collator.compare(a, b));
    body.append(...rows.map(([, row]) => row));
  };
  const makeSortable = (table) => {
    for (const heading of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(heading));
      heading.append(button);
      heading.setAttribute("aria-sort", "none");
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-switch]")) button.addEventListener("click", switches[button.dataset.switch]);
    for (const table of document.querySelectorAll("table.sortable")) makeSortable(table);
  });
})();
