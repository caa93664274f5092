// The page as it was captured, a line a row: lines are chosen by dragging or with the keyboard, words by selecting them.
import { make, put, t, named, plain, toPoints, toUnits } from "./dom.js";

const KINDS = {
  figures: "figure", dates: "date", place_mentions: "place", organisations: "organisation", persons: "person", person_mentions: "person",
  posts: "person", programme_mentions: "programme", programme_definitions: "programme", programme_items: "programme",
  pairings: "pairing", pairing_ends: "pairing", quotations: "quotation",
};

export class Sheet {
  // `told` is called whenever other lines or words are chosen.
  constructor(place, labels, told) {
    this.place = place;
    this.labels = new Map(labels.map((one) => [one.value, one]));
    this.told = told;
    this.chosen = null;
    this.words = null;
    this.head = make("div", { class: "sheet-head" });
    this.list = make("ol", { class: "lines", role: "listbox", "aria-multiselectable": "true", tabindex: "0" });
    put(place, this.head, this.list);
    this.list.addEventListener("pointerdown", (event) => this.#begin(event));
    this.list.addEventListener("pointermove", (event) => this.#drag(event));
    addEventListener("pointerup", () => { this.from = null; });
    this.list.addEventListener("keydown", (event) => this.#move(event));
    document.addEventListener("selectionchange", () => this.#select());
  }

  show(capture, { marks = [], target = null } = {}) {
    this.capture = capture;
    this.words = null;
    this.#headed();
    this.list.setAttribute("aria-label", plain("page"));
    this.rows = capture.lines.map((line) => this.#row(line, marks, target));
    put(this.list, this.rows);
    if (this.chosen && this.chosen[1] < this.rows.length) this.choose(...this.chosen, false);
    else this.choose(null, null, false);
  }

  #headed() {
    const { capture } = this;
    put(
      this.head,
      make("h2", { id: "page-head" }, t("page"), " ", make("code", {}, capture.path ?? capture.capture_id)),
      capture.reason ? make("p", { class: "notice" }, t("rejected_page", { reason: capture.reason })) : null,
    );
  }

  #row(line, marks, target) {
    const label = this.labels.get(line.label);
    const decided = line.decided ? " decided" : "";
    const state = line.label === undefined ? "" : line.kept ? " kept" : " gone";
    const doubt = line.other ? make("span", { class: "doubt" }, "? ", named(this.labels.get(line.other) ?? { zh: line.other, en: line.other })) : null;
    return make(
      "li",
      { class: `line${state}${decided}${line.text.trim() ? "" : " blank"}`, id: `line-${line.line_no}`, role: "option", "aria-selected": "false", "data-line": line.line_no, "data-rule": line.rule },
      make("span", { class: "number" }, String(line.line_no)),
      make("span", { class: "label" }, label ? named(label) : line.label && line.label !== "blank" ? line.label : "", doubt),
      make("span", { class: "words", lang: "zh" }, this.#marked(line, marks, target)),
    );
  }

  // The words of a line with the facts that stand on it and the place of what is decided. Marks do not overlap: the longest of those that do wins.
  #marked(line, marks, target) {
    const stop = line.start + [...line.text].length;
    const here = marks.filter((one) => one.on_page && one.on_page[0] >= line.start && one.on_page[1] <= stop);
    here.sort((a, b) => a.on_page[0] - b.on_page[0] || b.on_page[1] - a.on_page[1]);
    const ends = target && target[0] < stop && target[1] > line.start ? [Math.max(target[0], line.start), Math.min(target[1], stop)] : null;
    const points = [...line.text];
    const cut = (from, to) => points.slice(from - line.start, to - line.start).join("");
    const plainly = (from, to) => {
      if (!ends || to <= ends[0] || from >= ends[1]) return [cut(from, to)];
      const [first, last] = [Math.max(from, ends[0]), Math.min(to, ends[1])];
      return [cut(from, first), make("mark", { class: "target" }, cut(first, last)), cut(last, to)];
    };
    const parts = [];
    let at = line.start;
    for (const one of here) {
      const [from, to] = one.on_page;
      if (from < at) continue;
      parts.push(...plainly(at, from));
      parts.push(make("mark", { class: `fact ${KINDS[one.table]}`, "data-fact": `${one.table} ${one.row}` }, plainly(from, to).filter((part) => part !== "")));
      at = to;
    }
    parts.push(...plainly(at, stop));
    return parts.filter((part) => part !== "");
  }

  choose(first, last, scroll = true) {
    this.chosen = first === null ? null : [Math.min(first, last), Math.max(first, last)];
    this.rows.forEach((row, number) => {
      const inside = this.chosen !== null && number >= this.chosen[0] && number <= this.chosen[1];
      row.classList.toggle("chosen", inside);
      row.setAttribute("aria-selected", String(inside));
    });
    if (this.chosen) {
      const row = this.rows[last];
      this.list.setAttribute("aria-activedescendant", row.id);
      if (scroll) row.scrollIntoView({ block: "nearest" });
    } else {
      this.list.removeAttribute("aria-activedescendant");
    }
    this.told();
  }

  reveal(number) {
    this.rows[number]?.scrollIntoView({ block: "center" });
  }

  #line(event) {
    const row = event.target.closest?.("[data-line]");
    return row ? Number(row.dataset.line) : null;
  }

  #begin(event) {
    const line = this.#line(event);
    if (line === null || event.button !== 0) return;
    const grip = event.target.closest(".number, .label");
    if (!grip) {
      this.choose(line, line, false);
      return;
    }
    event.preventDefault();
    this.list.focus({ preventScroll: true });
    getSelection().removeAllRanges();
    this.from = event.shiftKey && this.chosen ? this.chosen[0] : line;
    this.choose(this.from, line, false);
  }

  #drag(event) {
    if (this.from === null || this.from === undefined) return;
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-line]");
    if (under) this.choose(this.from, Number(under.dataset.line), false);
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || !this.rows.length) return;
    event.preventDefault();
    const end = this.end ?? this.chosen?.[1] ?? -1;
    let next = this.chosen === null ? 0 : (event.shiftKey ? end : step > 0 ? this.chosen[1] : this.chosen[0]) + step;
    next = Math.max(0, Math.min(this.rows.length - 1, next));
    if (event.shiftKey && this.chosen) {
      this.anchor ??= step > 0 ? this.chosen[0] : this.chosen[1];
      this.end = next;
      this.choose(this.anchor, next);
    } else {
      this.anchor = this.end = null;
      this.choose(next, next);
    }
  }

  // The words that are selected, with their place on the page.
  #select() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const [first, last] = [this.#place(range.startContainer, range.startOffset), this.#place(range.endContainer, range.endOffset)];
    if (!first || !last || last.at <= first.at) return;
    if (this.words?.on_page[0] === first.at && this.words.on_page[1] === last.at) return;
    this.words = { on_page: [first.at, last.at], text: selection.toString(), line: first.line };
    this.told();
  }

  #place(node, offset) {
    const words = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".words");
    if (!words || !this.list.contains(words)) return null;
    const before = document.createRange();
    before.selectNodeContents(words);
    before.setEnd(node, offset);
    const line = Number(words.parentElement.dataset.line);
    const { start, text } = this.capture.lines[line];
    return { at: start + toPoints(text, before.toString().length), line };
  }

  // Select words of the page as if by hand.
  selectWords(from, to) {
    const line = this.capture.lines.findLast((one) => one.start <= from);
    const words = this.rows[line.line_no].querySelector(".words");
    const range = document.createRange();
    const [start, stop] = [from, to].map((at) => this.#node(words, toUnits(line.text, at - line.start)));
    range.setStart(...start);
    range.setEnd(...stop);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  #node(words, units) {
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    let left = units;
    let node = walker.nextNode();
    while (node && left > node.length) {
      left -= node.length;
      node = walker.nextNode();
    }
    return [node ?? words, node ? left : 0];
  }
}
