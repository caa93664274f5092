// A coder's desk: the page alone, labels and words that one person gives it, written at every change.
import { get, post } from "./api.js";
import { make, put, t, named, plain, saidNow, spoken } from "./dom.js";
import { Sheet } from "./sheet.js";
import { input } from "./cards.js";
import { busily, say, tried } from "./telling.js";

const TEXT = new Set(["body", "heading", "caption"]);

export class Coder {
  constructor(words, $) {
    this.words = words;
    this.queue = $("queue");
    this.side = $("side");
    this.progress = $("progress");
    this.sheet = new Sheet($("page"), words.labels, () => this.#aside());
    this.keys = new Map(words.labels.map((one) => [one.key, one.value]));
    this.history = [];
  }

  async begin() {
    await this.#refill();
    const asked = new URLSearchParams(location.search).get("capture");
    const first = this.pages.find((one) => one.capture_id === asked) ?? this.pages.find((one) => !one.coded) ?? this.pages[0];
    if (first) await this.#open(first.capture_id);
  }

  draw() {
    this.#listed();
    this.#aside();
  }

  key(name) {
    const label = this.keys.get(name);
    if (label && this.sheet.chosen) return this.#label(label), true;
    if (name === "z") return this.#undo(), true;
    return false;
  }

  async #refill() {
    const seen = await tried(() => get("queue"));
    this.pages = seen?.pages ?? [];
    this.#listed();
  }

  #listed() {
    const done = this.pages.filter((one) => one.coded).length;
    put(this.progress,
      make("progress", { max: this.pages.length || 1, value: done, "aria-label": plain("coded_pages", { done, total: this.pages.length }) }),
      make("span", {}, t("coded_pages", { done, total: this.pages.length })));
    put(this.queue, make("h2", { id: "queue-head" }, t("pages")),
      make("ol", { class: "items" }, this.pages.map((one) => make("li", {},
        make("button", { type: "button", "aria-current": one.capture_id === this.capture?.capture_id ? "true" : null, onclick: () => this.#open(one.capture_id) },
          make("span", { class: "tag" }, t(one.coded ? "coded" : "not_coded")),
          make("span", { class: "what" }, make("code", {}, one.capture_id)))))));
  }

  async #open(id) {
    const capture = await tried(() => get("capture", { id }));
    if (!capture) return;
    this.history = [];
    this.sheet.chosen = null;
    this.#shown(capture);
  }

  #shown(capture) {
    this.capture = capture;
    const labels = new Map();
    for (const run of capture.coding.lines) for (let n = run.first; n <= run.last; n += 1) labels.set(n, run.label);
    for (const line of capture.lines) {
      line.label = labels.get(line.line_no);
      line.kept = TEXT.has(line.label);
    }
    const marks = capture.coding.facts.flatMap((of) => of.found.map((one) => ({ table: of.table, row: `${one.start}`, on_page: [one.start, one.stop] })));
    this.sheet.show(capture, { marks });
    this.#listed();
  }

  // Write the coding with a change; `make` gets the coding and gives the new one.
  #write(changed, remember = true) {
    return busily(() => this.#written(changed, remember));
  }

  async #written(changed, remember) {
    const { capture_id, version, coding } = this.capture;
    const made = await tried(() => post("code", { capture_id, version, coding: changed }), async () => {
      const now = await tried(() => get("capture", { id: capture_id }));
      if (now) this.#shown(now);
    });
    if (!made) return false;
    if (remember) this.history.push(coding);
    const page = this.pages.find((one) => one.capture_id === capture_id);
    if (page) page.coded = true;
    this.#shown(made);
    return true;
  }

  async #undo() {
    const before = this.history.at(-1);
    if (!before) return say("nothing_to_undo");
    if (await this.#write(before, false)) {
      this.history.pop();
      say("undone");
    }
    return null;
  }

  async #label(label) {
    const [first, last] = this.sheet.chosen;
    const { lines } = this.capture;
    const labels = lines.map((line) => (line.line_no >= first && line.line_no <= last && line.text.trim() ? label : line.label));
    const runs = [];
    labels.forEach((one, n) => {
      if (!one) return;
      if (runs.length && runs.at(-1).label === one && runs.at(-1).last === n - 1) runs.at(-1).last = n;
      else runs.push({ first: n, last: n, label: one });
    });
    if (!(await this.#write({ ...this.capture.coding, lines: runs }))) return;
    const next = this.capture.lines.find((line) => line.line_no > last && line.text.trim());
    if (next) this.sheet.choose(next.line_no, next.line_no);
    const done = this.capture.lines.filter((line) => line.label).length;
    say("coded_lines", { done, total: this.capture.lines.filter((line) => line.text.trim()).length });
  }

  #field(name, value, place) {
    const others = this.capture.coding.fields.filter((one) => one.field !== name);
    const one = { field: name, ...(value ? { value } : {}), ...(value && place ? { start: place[0], stop: place[1] } : {}) };
    return this.#write({ ...this.capture.coding, fields: [...others, one] });
  }

  #facts(table, found) {
    const others = this.capture.coding.facts.filter((one) => one.table !== table);
    return this.#write({ ...this.capture.coding, facts: [...others, ...(found ? [{ table, found }] : [])] });
  }

  #aside() {
    if (!this.capture) return;
    const { chosen, words } = this.sheet;
    put(this.side, make("h2", { id: "side-head" }, t("decide")),
      make("p", { class: "soft" }, t("page_hint")),
      make("div", { class: "buttons" }, make("button", { type: "button", disabled: !this.history.length, "aria-keyshortcuts": "z", onclick: () => this.#undo() }, t("undo"), " ", make("kbd", {}, "z"))),
      chosen ? this.#labels(chosen) : null,
      words ? this.#words(words) : null,
      this.#fields(),
      this.#found());
  }

  #labels([first, last]) {
    return make("section", { class: "card" },
      make("h3", {}, first === last ? t("line_chosen", { first }) : t("lines_chosen", { first, last }), " · ", t("label_as")),
      make("div", { class: "labels" }, this.words.labels.map((one) => make("button",
        { type: "button", "aria-keyshortcuts": one.key, onclick: () => this.#label(one.value) }, named(one), " ", make("kbd", {}, one.key)))));
  }

  #words(chosen) {
    const text = chosen.text.trim();
    const field = make("select", { "aria-label": plain("use_as") }, make("option", { value: "" }, saidNow("use_as")),
      this.words.fields.map((one) => make("option", { value: one.value }, spoken(one))));
    field.addEventListener("change", () => field.value && this.#field(field.value, text, chosen.on_page));
    const adding = make("div");
    const table = make("select", { "aria-label": plain("add_to") }, make("option", { value: "" }, saidNow("add_to")),
      this.words.tables.map((one) => make("option", { value: one.value }, spoken(one))));
    table.addEventListener("change", () => {
      const one = this.words.tables.find((each) => each.value === table.value);
      if (!one) return put(adding);
      const boxes = one.columns.map((column, n) => ({ column, box: input(column, null, `k${n}-${column.value}`) }));
      const add = (event) => {
        event.preventDefault();
        const codes = boxes.filter(({ box }) => box.value !== "").map(({ column, box }) => ({ column: column.value, value: box.value }));
        const found = this.capture.coding.facts.find((each) => each.table === one.value)?.found ?? [];
        const fact = { start: chosen.on_page[0], stop: chosen.on_page[1], surface: chosen.text, ...(codes.length ? { codes } : {}) };
        this.#facts(one.value, [...found, fact].sort((a, b) => a.start - b.start));
      };
      return put(adding, make("form", { class: "columns", onsubmit: add },
        boxes.map(({ column, box }) => make("p", {}, make("label", { for: box.id }, named(column)), box)),
        make("button", { type: "submit" }, t("add"))));
    });
    return make("section", { class: "card words-card" }, make("h3", {}, t("words_chosen")), make("p", { class: "quote", lang: "zh" }, text), make("div", { class: "buttons" }, field, table), adding);
  }

  #fields() {
    const coded = new Map(this.capture.coding.fields.map((one) => [one.field, one]));
    return make("section", { class: "card" }, make("h3", {}, t("fields")), make("dl", { class: "fields" }, this.words.fields.map((one) => {
      const said = coded.get(one.value);
      return [make("dt", {}, named(one)), make("dd", { lang: "zh" }, said ? said.value ?? make("i", { class: "soft" }, t("not_printed")) : make("i", { class: "soft" }, t("not_coded")), " ",
        said && !said.value ? null : make("button", { type: "button", class: "link", onclick: () => this.#field(one.value, null) }, t("not_printed")))];
    })));
  }

  #found() {
    const coded = new Map(this.capture.coding.facts.map((one) => [one.table, one.found]));
    return make("section", { class: "card" }, make("h3", {}, t("facts")), make("p", { class: "soft" }, t("looked_for")),
      make("ul", { class: "tables" }, this.words.tables.map((one) => {
        const found = coded.get(one.value);
        const box = make("input", { type: "checkbox", onchange: () => this.#facts(one.value, box.checked ? [] : null) });
        box.checked = found !== undefined;
        box.disabled = Boolean(found?.length);
        return make("li", {}, make("label", {}, box, " ", named(one), found?.length ? ` (${found.length})` : ""),
          found?.length ? make("ul", { class: "found" }, found.map((fact) => make("li", { lang: "zh" }, fact.surface, " ",
            make("button", { type: "button", class: "link", onclick: () => this.#facts(one.value, found.filter((each) => each !== fact)) }, t("reject"))))) : null);
      })));
  }
}
