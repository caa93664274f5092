// The cards beside the page: a fact, the article's fields, the words that are selected, what changed.
import { make, put, t, named, plain, saidNow, spoken } from "./dom.js";

const known = (words, table) => words.tables.find((one) => one.value === table) ?? { zh: table, en: table, columns: [] };
const columnOf = (words, table, name) => known(words, table).columns.find((one) => one.value === name) ?? { zh: name, en: name, values: [] };
const shown = (value) => (value === null || value === undefined ? make("i", { class: "soft" }, t("empty")) : typeof value === "object" ? JSON.stringify(value) : String(value));

export const input = (column, value, id) => {
  if (column.values?.length) {
    return make("select", { id, name: column.value }, make("option", { value: "" }, "—"),
      column.values.map((one) => make("option", { value: one.value, selected: one.value === value }, spoken(one))));
  }
  return make("input", { id, name: column.value, value: value ?? "", autocomplete: "off", spellcheck: "false" });
};

// A form of columns; `done` gets those whose value is another one than before, null for an empty one.
const form = (columns, cells, done, label) => {
  const fields = columns.map((column, number) => ({ column, box: input(column, cells[column.value], `c${number}-${column.value}`) }));
  const submit = (event) => {
    event.preventDefault();
    const change = {};
    for (const { column, box } of fields) {
      const value = box.value === "" ? null : column.type === "number" || column.type === "integer" ? Number(box.value) : column.type === "boolean" ? box.value === "true" : box.value;
      if (value !== (cells[column.value] ?? null)) change[column.value] = value;
    }
    done(change);
  };
  return make("form", { class: "columns", onsubmit: submit },
    fields.map(({ column, box }) => make("p", {}, make("label", { for: box.id }, named(column)), box)),
    make("button", { type: "submit" }, t(label)));
};

export const factCard = (words, fact, current, decide) => {
  const table = known(words, fact.table);
  const said = (decision, change) => decide({ kind: "fact", table: fact.table, row: fact.row, decision, change });
  const filled = table.columns.filter((column) => fact.cells[column.value] !== null && fact.cells[column.value] !== undefined);
  const values = filled.map((column) => {
    const value = fact.cells[column.value];
    const code = column.values.find((one) => one.value === value);
    return [make("dt", {}, named(column)), make("dd", {}, code ? named(code) : shown(value))];
  });
  const change = make("details", {}, make("summary", {}, t("change")));
  change.addEventListener("toggle", () => {
    if (change.open && change.children.length === 1) change.append(form(table.columns, fact.cells, (cells) => said("change", cells), "save"));
  });
  return make("article", { class: `fact-card${current ? " current" : ""}` },
    make("h4", {}, make("span", { class: "tag" }, named(table)), " ", make("span", { lang: "zh" }, fact.surface),
      fact.decision ? make("span", { class: "tag done" }, t(fact.decision)) : null),
    values.length ? make("dl", {}, values) : null,
    make("div", { class: "buttons" },
      make("button", { type: "button", onclick: () => said("accept") }, t("accept")),
      make("button", { type: "button", onclick: () => said("reject") }, t("reject"))),
    change);
};

// Where words stand on the page, so that what is typed has its place as well as what is selected.
const find = (capture, value) => {
  for (const line of capture.lines) {
    const at = line.text.indexOf(value);
    if (at >= 0) {
      const start = line.start + [...line.text.slice(0, at)].length;
      return [start, start + [...value].length];
    }
  }
  return null;
};

export const fieldList = (words, capture, sheet, decide) => {
  const names = new Map(words.fields.map((one) => [one.value, one]));
  const rows = capture.fields.filter((one) => names.has(one.field)).map((one) => {
    const box = make("input", { value: one.value ?? "", "aria-label": spoken(names.get(one.field)), autocomplete: "off" });
    const save = (event) => {
      event.preventDefault();
      const value = box.value.trim() || null;
      decide({ kind: "field", field: one.field, value, on_page: value === one.value ? one.on_page : value && find(capture, value) });
    };
    const edit = make("details", {}, make("summary", {}, t("change")),
      make("form", { onsubmit: save }, box, make("button", { type: "submit" }, t("save"))));
    const place = one.on_page ? make("button", { type: "button", class: "link", onclick: () => {
      const line = capture.lines.findLastIndex((each) => each.start <= one.on_page[0]);
      sheet.choose(line, line);
      sheet.selectWords(...one.on_page);
    } }, shown(one.value)) : make("span", {}, shown(one.value));
    return [make("dt", {}, named(names.get(one.field))), make("dd", { lang: "zh" }, place, edit)];
  });
  return rows.length ? make("section", { class: "card" }, make("h3", {}, t("fields")), make("dl", { class: "fields" }, rows)) : null;
};

// What words are in the text of the article, where the rules changed or joined them wrongly.
const textForm = (chosen, text, decide) => {
  const { on_page } = chosen;
  const box = make("input", { id: "in-text", value: text, autocomplete: "off", lang: "zh" });
  const save = (event) => {
    event.preventDefault();
    decide({ kind: "text", text: box.value, on_page });
  };
  const paragraph = (begins) => make("button", { type: "button", onclick: () => decide({ kind: "paragraph", begins, on_page }) }, t(begins ? "begins" : "goes_on"));
  return [
    make("form", { class: "in-text", onsubmit: save }, make("label", { for: "in-text" }, t("in_text")), box, make("button", { type: "submit" }, t("save"))),
    make("p", { class: "in-text" }, make("span", {}, t("paragraph")), make("span", { class: "buttons" }, paragraph(true), paragraph(false))),
  ];
};

export const wordsCard = (words, chosen, decide) => {
  const card = make("section", { class: "card words-card" });
  const text = chosen.text.trim();
  const adding = make("div");
  const table = make("select", { "aria-label": plain("add_to") }, make("option", { value: "" }, saidNow("add_to")),
    words.tables.map((one) => make("option", { value: one.value, selected: one.value === chosen.table }, spoken(one))));
  const offer = () => {
    const one = words.tables.find((each) => each.value === table.value);
    put(adding, one ? form(one.columns, {}, (change) => decide({ kind: "fact", decision: "add", table: one.value, on_page: chosen.on_page, change }), "add") : null);
  };
  table.addEventListener("change", offer);
  if (chosen.table) offer();
  const field = make("select", { "aria-label": plain("use_as") }, make("option", { value: "" }, saidNow("use_as")),
    words.fields.map((one) => make("option", { value: one.value }, spoken(one))));
  field.addEventListener("change", () => {
    if (field.value) decide({ kind: "field", field: field.value, value: text, on_page: chosen.on_page });
  });
  const part = make("select", { "aria-label": plain("part_as") }, make("option", { value: "" }, saidNow("part_as")),
    make("option", { value: "text" }, saidNow("part_text")), words.parts.map((one) => make("option", { value: one.value }, spoken(one))));
  part.addEventListener("change", () => {
    if (part.value) decide({ kind: "part", part: part.value, on_page: chosen.on_page });
  });
  put(card, make("h3", {}, t("words_chosen")), make("p", { class: "quote", lang: "zh" }, text), make("div", { class: "buttons" }, field, table, part), adding, textForm(chosen, text, decide));
  return card;
};

export const changed = (changes) => {
  const rows = changes.slice(0, 60).map((one) => make("tr", {},
    make("td", {}, `${one.table}`, one.column === "row" ? null : `.${one.column}`, make("br"), make("small", { class: "soft" }, one.row)),
    make("td", {}, one.column === "row" && one.before === null ? make("i", {}, t("row_new")) : make("del", {}, shown(one.before))),
    make("td", {}, one.column === "row" && one.after === null ? make("i", {}, t("row_gone")) : make("ins", {}, shown(one.after)))));
  return make("section", { class: "card changed" }, make("h3", {}, t("changed"), changes.length ? ` (${changes.length})` : ""),
    changes.length
      ? make("table", {}, make("thead", {}, make("tr", {}, make("th", {}, t("column")), make("th", {}, t("before")), make("th", {}, t("after")))), make("tbody", {}, rows))
      : make("p", { class: "soft" }, t("changed_none")));
};
