// What a reading page does beyond its links: panels, facts under the pointer, keys, copying, hits of a search.
"use strict";
(() => {
  const root = document.documentElement;
  const reading = document.getElementById("article");
  const here = document.getElementById("here");
  const panels = [...document.querySelectorAll(".side > .panel")];
  root.classList.add("js");

  // Words that stand in the page hundreds of times hold the other language in an attribute.
  const speak = () => {
    for (const word of reading.querySelectorAll("[data-en]")) {
      word.dataset.zh ??= word.textContent;
      const english = root.dataset.lang === "en";
      word.textContent = english ? word.dataset.en : word.dataset.zh;
      word.lang = english ? "en" : "zh-Hans";
    }
  };
  root.addEventListener("pbdata:lang", speak);
  if (root.dataset.lang === "en") speak();

  // Panels
  const tabs = document.createElement("div");
  const open = (panel) => {
    for (const one of panels) one.classList.toggle("open", one === panel);
    for (const tab of tabs.children) {
      const chosen = tab.getAttribute("aria-controls") === panel.id;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
    }
  };
  const makeTabs = () => {
    tabs.className = "tabs";
    tabs.setAttribute("role", "tablist");
    for (const panel of panels) {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `tab-${panel.id}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      tab.append(...[...panel.querySelector("h2").childNodes].map((node) => node.cloneNode(true)));
      tab.addEventListener("click", () => open(panel));
      tabs.append(tab);
    }
    tabs.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const at = panels.findIndex((panel) => panel.classList.contains("open"));
      const next = (at + step + panels.length) % panels.length;
      open(panels[next]);
      tabs.children[next].focus();
    });
    here.before(tabs);
    open(panels[0]);
  };
  if (panels.length && !reading.querySelector(".split.alone")) makeTabs();

  // Facts and their rows
  const named = (id) => (id ? document.getElementById(id) : null);
  const wordsOf = (id) => reading.querySelectorAll(`#${CSS.escape(id)}, [data-w="${CSS.escape(id)}"]`);
  const rowOf = (id) => reading.querySelector(`.rows th > a[href="#${CSS.escape(id)}"]`)?.closest("tr");
  const anchor = (mark) => mark.id || mark.dataset.w;
  const partner = (target) => {
    if (target.matches("mark")) return rowOf(anchor(target));
    const link = target.matches(".rows tr") ? target.querySelector("th > a") : null;
    return link ? named(link.hash.slice(1)) : null;
  };
  const show = (target, block) => {
    const panel = target.closest(".panel");
    if (panel && panels.includes(panel)) open(panel);
    target.closest("details")?.setAttribute("open", "");
    target.scrollIntoView({ block });
  };
  // What somebody wrote into an address need not be well written.
  const decoded = (fragment) => {
    try { return decodeURIComponent(fragment); } catch { return fragment; }
  };
  const arrive = () => {
    for (const one of reading.querySelectorAll(".current")) one.classList.remove("current");
    const target = named(decoded(location.hash.slice(1)));
    if (!target || !reading.contains(target)) return;
    const wide = matchMedia("(min-width: 68rem)").matches;
    const other = partner(target);
    if (other && wide) show(other, "center");
    other?.classList.add("current");
    for (const one of target.matches("mark") ? wordsOf(target.id) : [target]) one.classList.add("current");
    show(target, target.matches(".panel, section") ? "start" : "center");
  };
  reading.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = named(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    if (location.hash === link.hash) arrive();
    else location.hash = link.hash;
    const focused = target.matches("a, button, [tabindex]") ? target : target.querySelector("a");
    focused?.focus({ preventScroll: true });
  });
  addEventListener("hashchange", arrive);

  // All facts that cover the words under the pointer or the keyboard
  const tell = (link) => {
    const covering = [];
    for (let mark = link.closest("mark"); mark; mark = mark.parentElement.closest("mark")) {
      if (mark.matches(".hit")) continue;
      const row = rowOf(anchor(mark));
      if (!row) continue;
      const one = document.createElement("a");
      one.href = `#${row.id}`;
      const kind = document.createElement("span");
      kind.className = `swatch ${mark.classList[0]}`;
      kind.textContent = named(`k-${mark.classList[0]}`)?.querySelector(`[lang="${root.lang}"]`)?.textContent ?? "";
      const words = row.querySelector("th > a").textContent;
      one.append(kind, ` ${words.length > 24 ? `${words.slice(0, 23)}…` : words}`);
      covering.push(one);
    }
    here.replaceChildren(...covering);
  };
  for (const kind of ["focusin", "mouseover"]) {
    reading.addEventListener(kind, (event) => {
      const link = event.target.closest("mark > a");
      if (link && here) tell(link);
    });
  }

  // Kinds: those that are hidden are no stops of the keyboard either
  const boxes = [...reading.querySelectorAll(".kinds input")];
  const filter = () => {
    const hidden = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    for (const link of reading.querySelectorAll("mark > a[aria-describedby]")) {
      link.tabIndex = hidden.has(link.parentElement.classList[0]) ? -1 : 0;
    }
  };
  for (const box of boxes) box.addEventListener("change", filter);
  const writing = (element) => element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || !/^\d$/.test(event.key) || !boxes.length) return;
    const able = boxes.filter((box) => !box.disabled);
    if (event.key === "0") {
      const on = able.some((box) => !box.checked);
      for (const box of able) box.checked = on;
    } else {
      const box = boxes[event.key - 1];
      if (!box || box.disabled) return;
      box.checked = !box.checked;
    }
    filter();
  });

  // The lines of the page, by the arrows; paragraphs and lines that belong together
  const page = reading.querySelector("ol.page");
  const stops = page ? [...page.querySelectorAll(".n")] : [];
  const walk = (list, from, step, select) => {
    const all = [...list.querySelectorAll(select)];
    const at = all.indexOf(from);
    const next = at >= 0 ? all[at + step] : all.find((one) => (step > 0) === Boolean(from.compareDocumentPosition(one) & 4));
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  page?.addEventListener("keydown", (event) => {
    const on = event.target;
    const line = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const change = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (line) walk(page, on.closest(".line").querySelector(".n"), line, ".n");
    else if (change && change > 0) walk(page, on, 1, ".edit, .part");
    else if (change) {
      const before = [...page.querySelectorAll(".edit, .part")].filter((one) => one.compareDocumentPosition(on) & 4);
      before.at(-1)?.focus();
    } else return;
    event.preventDefault();
  });
  for (const one of page?.querySelectorAll(".edit, .part") ?? []) one.tabIndex = -1;
  // One stop of the keyboard for the whole page; the arrows do the rest.
  stops.forEach((stop, at) => { stop.tabIndex = at ? -1 : 0; });
  page?.addEventListener("focusin", (event) => {
    const line = event.target.closest(".line");
    for (const stop of stops) stop.tabIndex = stop.parentElement === line ? 0 : -1;
  });

  const pair = (event) => {
    for (const one of reading.querySelectorAll(".paired")) one.classList.remove("paired");
    const on = event.target.closest?.(".par, .line");
    for (const link of on?.querySelectorAll(".from, .to") ?? []) named(link.hash.slice(1))?.classList.add("paired");
  };
  reading.addEventListener("mouseover", pair);
  reading.addEventListener("focusin", pair);

  // Copying
  for (const button of reading.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const from = named(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(from.textContent);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(from);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        document.execCommand("copy");
      }
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), 1500);
    });
  }

  // Hits of the search that led here, told by ?q=
  const hidden = (node) => node.parentElement.closest("u.sign, .lines");
  const blocks = () => [...reading.querySelectorAll(".masthead :is(h1, .subtitle), .text :is(p, h2)")];
  const nodesOf = (block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) if (!hidden(walker.currentNode)) nodes.push(walker.currentNode);
    return nodes;
  };
  const markRange = (nodes, start, stop) => {
    let at = 0;
    for (const node of nodes) {
      const length = node.data.length;
      const first = Math.max(start - at, 0), last = Math.min(stop - at, length);
      if (first < last) {
        const range = document.createRange();
        range.setStart(node, first);
        range.setEnd(node, last);
        const mark = document.createElement("mark");
        mark.className = "hit";
        range.surroundContents(mark);
      }
      at += length;
    }
  };
  const markHits = (needles, fold) => {
    for (const block of blocks()) {
      const folded = fold(nodesOf(block).map((node) => node.data).join(""));
      for (const words of needles) {
        for (let at = folded.lastIndexOf(words); at >= 0; at = at ? folded.lastIndexOf(words, at - 1) : -1) {
          markRange(nodesOf(block), at, at + words.length);
        }
      }
    }
    if (!location.hash) reading.querySelector(".hit")?.scrollIntoView({ block: "center" });
  };
  const query = new URLSearchParams(location.search).get("q");
  if (query) {
    const script = document.createElement("script");
    script.src = new URL("search.js", document.querySelector('script[src$="/reading.js"]').src);
    script.onload = async () => {
      const { fold, needles } = await globalThis.pbdata.searching.folding();
      markHits(needles(query), fold);
    };
    document.head.append(script);
  }

  if (location.hash) arrive();
})();
