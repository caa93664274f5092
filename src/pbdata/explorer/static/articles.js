// The list of articles: filters, sorting and pages over pbdata.articles. What is shown stands in the address, behind the #.
"use strict";
(() => {
  const { rows, outlets, places, programmes } = globalThis.pbdata.articles;
  const { inOrder, inPages, makeSortable } = globalThis.pbdata.tables;
  const list = document.getElementById("list");
  const filters = Object.fromEntries([...list.querySelectorAll("[data-filter]")].map((one) => [one.dataset.filter, one]));
  const SIZE = 100;
  const collator = new Intl.Collator("zh-Hans", { numeric: true });
  const DAY = 1;
  let order = (some) => some;

  const option = (select, value, words) => {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = words;
    select.append(made);
  };
  const count = (numbers) => {
    const counted = new Map();
    for (const at of numbers) counted.set(at, (counted.get(at) ?? 0) + 1);
    return counted;
  };
  const byNumber = (counted, name) => [...counted].filter(([at]) => at !== -1).sort((a, b) => b[1] - a[1] || collator.compare(name(a[0]), name(b[0])));

  for (const [at, n] of byNumber(count(rows.map((row) => row[2])), (at) => outlets[at])) option(filters.outlet, outlets[at], `${outlets[at]} (${n})`);
  for (const [at, n] of byNumber(count(rows.flatMap((row) => row[4])), (at) => programmes[at][1])) option(filters.programme, programmes[at][0], `${programmes[at][1]} (${n})`);

  // A place is offered with all that lie in it, below what it lies in.
  const tree = new Map();
  for (const row of rows) {
    if (row[3] === -1) continue;
    const names = [];
    for (const [id, name] of places[row[3]]) {
      names.push(name);
      const node = tree.get(id) ?? { path: [...names], n: 0 };
      node.n += 1;
      tree.set(id, node);
    }
  }
  const branches = [...tree].sort(([, a], [, b]) => collator.compare(a.path.join("/"), b.path.join("/")));
  for (const [id, { path, n }] of branches) option(filters.place, id, `${"　".repeat(path.length - 1)}${path.at(-1)} (${n})`);

  const number = (values, id) => values.findIndex(([at]) => at === id);
  const inside = (place) => new Set(places.flatMap((path, at) => (path.some(([id]) => id === place) ? [at] : [])));
  const chosen = () => {
    const title = filters.title.value.trim().toLowerCase();
    const { value: from } = filters.from, { value: until } = filters.until;
    const outlet = outlets.indexOf(filters.outlet.value);
    const programme = number(programmes, filters.programme.value);
    const within = filters.place.value && inside(filters.place.value);
    return rows.filter((row) =>
      (!title || (row[0] ?? "").toLowerCase().includes(title))
      && (!from || row[1] >= from)
      && (!until || (row[1] && row[1].slice(0, until.length) <= until))
      && (outlet === -1 || row[2] === outlet)
      && (programme === -1 || row[4].includes(programme))
      && (!within || within.has(row[3])));
  };

  const words = [(row) => row[0] ?? "", (row) => row[1], (row) => outlets[row[2]] ?? "", (row) => places[row[3]]?.map(([, name]) => name).join("/") ?? ""];

  const cell = (line, text, href) => {
    const made = line.insertCell();
    made.lang = "zh-Hans";
    if (!text) return made;
    const target = href ? made.appendChild(document.createElement("a")) : made;
    if (href) target.href = href;
    target.textContent = text;
    return made;
  };
  const show = inPages(list, SIZE, (row) => {
    const line = document.createElement("tr");
    cell(line, row[0] ?? row[5].slice(9, -5), row[5]);
    cell(line, row[1]).className = "nowrap";
    cell(line, outlets[row[2]]);
    cell(line, places[row[3]]?.at(-1)?.[1]);
    return line;
  });
  const update = () => show(order(chosen()));
  const note = () => {
    const said = new URLSearchParams(Object.entries(filters).flatMap(([name, one]) => (one.value ? [[name, one.value]] : [])));
    history.replaceState(null, "", `${location.pathname}${location.search}${said.size ? `#${said}` : ""}`);
  };
  const recall = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    for (const [name, one] of Object.entries(filters)) one.value = said.get(name) ?? "";
    update();
  };

  for (const one of Object.values(filters)) one.addEventListener("input", () => { note(); update(); });
  makeSortable(list.querySelector("table"), (column, down) => {
    order = (some) => inOrder(some, words[column], down);
    update();
  }, [DAY]);
  addEventListener("hashchange", recall);
  list.hidden = false;
  recall();
})();
