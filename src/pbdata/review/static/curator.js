// A curator's desk: items of the queue one after the other, each decided with a key; the data that change are shown.
import { get, post } from "./api.js";
import { make, put, t, named, plain, saidNow } from "./dom.js";
import { Sheet } from "./sheet.js";
import { changed, factCard, fieldList, wordsCard } from "./cards.js";
import { busily, say, tried } from "./telling.js";

const NEXT_LOOK = 3000;
const SPARED = ["lines", "line", "text_line"];

export class Curator {
  constructor(words, $) {
    this.words = words;
    this.queue = $("queue");
    this.side = $("side");
    this.progress = $("progress");
    this.sheet = new Sheet($("page"), words.labels, () => this.#aside());
    this.skipped = new Set();
    this.kind = "";
    this.current = null;
    this.decided = 0;
    this.reason = make("input", { id: "reason", autocomplete: "off" });
    this.keys = new Map(words.labels.map((one) => [one.key, one.value]));
  }

  async begin() {
    await this.#refill();
    const asked = new URLSearchParams(location.search).get("capture");
    if (asked) await this.#open(asked);
    else await this.#take(this.#items()[0]);
    this.#watch();
  }

  draw() {
    this.#queued();
    this.#aside();
  }

  key(name) {
    const label = this.keys.get(name);
    if (label && this.sheet.chosen) return this.#relabel(label), true;
    const does = {
      a: () => this.#accept(), r: () => this.#judge("reject"), s: () => this.#skip(), z: () => this.#undo(), j: () => this.#step(1), k: () => this.#step(-1),
    }[name];
    if (!does) return false;
    does();
    return true;
  }

  // The queue grows while captures are examined.
  #watch() {
    if (this.seen.examined >= this.seen.total) return;
    setTimeout(async () => {
      const before = this.#items().length;
      await this.#refill();
      if (!before) await this.#take(this.#items()[0]);
      this.#watch();
    }, NEXT_LOOK);
  }

  async #refill() {
    const seen = await tried(() => get("queue", this.kind ? { kind: this.kind } : {}));
    if (!seen) return;
    this.seen = seen;
    this.#queued();
  }

  #items() {
    return this.seen.items.filter((item) => !this.skipped.has(`${item.capture_id} ${item.key}`));
  }

  #isCurrent(item) {
    return this.current && item.capture_id === this.current.capture_id && item.key === this.current.key;
  }

  #queued() {
    const { counts, examined, total } = this.seen;
    const left = Object.values(counts).reduce((sum, n) => sum + n, 0) - this.skipped.size;
    const done = this.decided + this.skipped.size;
    put(
      this.progress,
      make("progress", { max: done + left || 1, value: done, "aria-label": plain("progress", { decided: this.decided, left }) }),
      make("span", {}, t("progress", { decided: this.decided, left })),
      examined < total ? make("span", { class: "soft" }, t("examining", { done: examined, total })) : null,
    );
    const kinds = make("select", { "aria-label": plain("kind"), onchange: (event) => { this.kind = event.target.value; this.#refill(); } },
      make("option", { value: "" }, saidNow("all_kinds")),
      Object.entries(counts).sort().map(([kind, n]) => make("option", { value: kind, selected: kind === this.kind }, `${saidNow(`kind_${kind}`)} (${n})`)));
    const items = this.#items();
    put(
      this.queue,
      make("h2", { id: "queue-head" }, t("queue")),
      kinds,
      items.length ? null : make("p", { class: "soft" }, t("nothing")),
      make("ol", { class: "items" }, items.slice(0, 100).map((item) => make("li", {},
        make("button", { type: "button", "aria-current": this.#isCurrent(item) ? "true" : null, onclick: () => this.#take(item) },
          make("span", { class: "tag" }, t(`kind_${item.kind}`)),
          make("span", { class: "what", lang: "zh" }, item.words.trim().slice(0, 60) || item.capture_id),
          make("small", {}, named(item.why)))))),
    );
    this.queue.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  async #take(item) {
    this.current = item ?? null;
    if (!item) {
      this.#queued();
      this.#aside();
      return;
    }
    await this.#open(item.capture_id);
  }

  async #open(id) {
    if (this.capture?.capture_id !== id) {
      const capture = await tried(() => get("capture", { id }));
      if (!capture) return;
      this.capture = capture;
      this.changes = null;
    }
    this.#shown();
  }

  #shown() {
    const item = this.current?.capture_id === this.capture.capture_id ? this.current : null;
    const fresh = item && this.capture.items.find((one) => one.key === item.key);
    this.fact = item?.about.row && item.about.table !== "articles" ? `${item.about.table} ${item.about.row}` : null;
    const target = fresh?.on_page ?? null;
    const decided = new Set(this.capture.decided.filter((one) => one.resource === "lines").map((one) => one.line_no));
    for (const line of this.capture.lines) line.decided = decided.has(line.line_no);
    const kept = item || this.shownId !== this.capture.capture_id ? null : this.sheet.chosen;
    this.shownId = this.capture.capture_id;
    this.sheet.chosen = kept;
    this.sheet.show(this.capture, { marks: this.capture.facts, target: item?.field === "lines" ? null : target });
    if (target) {
      const first = this.capture.lines.findLastIndex((line) => line.start <= target[0]);
      const last = item.field === "lines" ? item.stop - 1 : first;
      if (item.kind === "refused") this.sheet.words = { on_page: target, text: item.words, table: item.about.table };
      this.sheet.choose(first, last, false);
      this.sheet.reveal(first);
    } else {
      if (!kept) this.sheet.reveal(0);
      this.#aside();
    }
    this.#queued();
  }

  #aside() {
    if (!this.capture) {
      put(this.side);
      return;
    }
    const item = this.current?.capture_id === this.capture.capture_id ? this.current : null;
    const { chosen, words } = this.sheet;
    const standing = item && this.capture.items.some((one) => one.key === item.key);
    put(
      this.side,
      make("h2", { id: "side-head" }, t("decide")),
      standing ? make("p", { class: "why" }, named(item.why)) : null,
      make("div", { class: "buttons" },
        this.#button("accept", "a", () => this.#accept(), !this.#acceptable()),
        this.fact ? this.#button("reject", "r", () => this.#judge("reject")) : null,
        this.#button("skip", "s", () => this.#skip(), !standing),
        this.#button("undo", "z", () => this.#undo(), !this.decided)),
      make("p", { class: "reason" }, make("label", { for: "reason" }, t("reason")), this.reason),
      words ? wordsCard(this.words, words, (decision) => this.#decide(decision)) : null,
      chosen ? this.#labels(chosen) : null,
      this.changes ? changed(this.changes) : null,
      this.#facts(chosen),
      this.capture.article_id || this.capture.fields.length ? fieldList(this.words, this.capture, this.sheet, (decision) => this.#decide(decision)) : null,
      this.capture.status === "rejected"
        ? make("button", { type: "button", onclick: () => this.#decide({ kind: "page", status: "processed" }) }, t("is_article"))
        : make("button", { type: "button", class: "quiet", onclick: () => this.#decide({ kind: "page", status: "rejected" }) }, t("no_article")),
      this.capture.unfit.length ? make("ul", { class: "unfit" }, this.capture.unfit.map((one) => make("li", {}, t("unfit"), ": ", one.said))) : null,
    );
  }

  #button(key, letter, does, disabled = false) {
    return make("button", { type: "button", onclick: does, disabled, "aria-keyshortcuts": letter }, t(key), " ", make("kbd", {}, letter));
  }

  #labels([first, last]) {
    const now = new Set(this.capture.lines.slice(first, last + 1).map((line) => line.label));
    return make("section", { class: "card" },
      make("h3", {}, first === last ? t("line_chosen", { first }) : t("lines_chosen", { first, last }), " · ", t("label_as")),
      make("div", { class: "labels" }, this.words.labels.map((one) => make("button",
        { type: "button", "aria-keyshortcuts": one.key, "aria-pressed": String(now.size === 1 && now.has(one.value)), onclick: () => this.#relabel(one.value) },
        named(one), " ", make("kbd", {}, one.key)))));
  }

  #facts(chosen) {
    if (!chosen || !this.capture.facts.length) return null;
    const [start, end] = [this.capture.lines[chosen[0]].start, this.capture.lines[chosen[1]]];
    const stop = end.start + [...end.text].length;
    const here = this.capture.facts.filter((one) => one.on_page && one.on_page[0] >= start && one.on_page[1] <= stop + 1);
    here.sort((a, b) => (`${b.table} ${b.row}` === this.fact) - (`${a.table} ${a.row}` === this.fact) || a.on_page[0] - b.on_page[0]);
    return make("section", { class: "card" },
      make("h3", {}, t("facts_here"), here.length ? ` (${here.length})` : ""),
      here.length ? here.map((one) => factCard(this.words, one, `${one.table} ${one.row}` === this.fact, (decision) => this.#decide(decision))) : make("p", { class: "soft" }, t("facts_none")));
  }

  #acceptable() {
    return Boolean(this.fact || this.sheet.chosen || this.current?.about.column || this.current?.kind === "rejected");
  }

  // To accept is to decide that what stands there is right: a fact, the labels of lines, an empty field, a rejected page.
  #accept() {
    const { current, capture, sheet } = this;
    if (this.fact) return this.#judge("accept");
    if (current?.about.column) return this.#decide({ kind: "field", field: current.about.column, value: null });
    if (current?.kind === "rejected") return this.#decide({ kind: "page", status: "rejected" });
    if (current && !SPARED.includes(current.field) && !SPARED.includes(current.kind)) return this.#skip();
    if (!sheet.chosen) return null;
    const [first, last] = sheet.chosen;
    const label = capture.lines.slice(first, last + 1).find((line) => line.text.trim())?.label;
    return label && this.#decide({ kind: "lines", first, last, label });
  }

  #judge(decision) {
    if (!this.fact) return null;
    const [table, row] = this.fact.split(" ");
    return this.#decide({ kind: "fact", table, row, decision });
  }

  #relabel(label) {
    const [first, last] = this.sheet.chosen;
    return this.#decide({ kind: "lines", first, last, label });
  }

  #decide(decision) {
    return busily(() => this.#decided(decision));
  }

  #undo() {
    return busily(() => this.#undone());
  }

  async #decided(decision) {
    const { capture_id, version } = this.capture;
    const made = await tried(() => post("decide", { capture_id, version, decision: { ...decision, reason: this.reason.value.trim() || null } }), () => this.#again(capture_id));
    if (!made) return;
    this.decided += 1;
    this.reason.value = "";
    await this.#made(made);
    say(made.changes.length ? "made_again" : "changed_none", { ms: made.ms, n: made.changes.length });
  }

  async #undone() {
    const made = await tried(() => post("undo", {}), () => this.#again(this.capture.capture_id));
    if (!made) return;
    this.decided -= 1;
    await this.#made(made, false);
    say("undone");
  }

  // Show the page as it is now, and go on to the next item where the one in hand is settled.
  async #made(made, onward = true) {
    this.capture = made;
    this.changes = made.changes;
    await this.#refill();
    const open = this.#items().some((item) => this.#isCurrent(item));
    if (onward && this.current && !open) {
      const next = this.#items()[0];
      if (next && next.capture_id !== made.capture_id) {
        this.current = null;
        this.#shown();
        this.next = next;
        return this.#take(next).then(() => { this.changes = made.changes; this.#aside(); });
      }
      this.current = next ?? null;
    }
    return this.#shown();
  }

  async #again(id) {
    const capture = await tried(() => get("capture", { id }));
    if (!capture) return;
    this.capture = capture;
    this.#shown();
  }

  async #skip() {
    if (!this.current) return;
    this.skipped.add(`${this.current.capture_id} ${this.current.key}`);
    await this.#take(this.#items()[0]);
  }

  #step(by) {
    const items = this.#items();
    const at = items.findIndex((item) => this.#isCurrent(item));
    const next = items[at < 0 ? 0 : at + by];
    if (next) this.#take(next);
  }
}
