// Search over titles and texts. The index and the texts are scripts in search/, loaded when a search needs them.
"use strict";
(() => {
  const BASE = new URL("../", document.currentScript.src);
  const PAGE = 20;
  const SNIPPETS = 3;
  const AROUND = 28;
  const KEPT_UNITS = 40e6;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

  // Scripts by name; each leaves its data in pbdata[name], from where it is taken.
  const loading = new Map();
  const load = (name) => {
    if (!loading.has(name)) {
      loading.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        const finish = (end) => (script.remove(), end());
        script.onload = () => finish(() => {
          done(globalThis.pbdata[name]);
          delete globalThis.pbdata[name];
        });
        script.onerror = () => finish(() => {
          loading.delete(name);
          failed(new Error(`search/${name}.js`));
        });
        script.src = new URL(`search/${name}.js`, BASE);
        document.head.append(script);
      }));
    }
    return loading.get(name);
  };

  // Folding, a unit of UTF-16 at a time, as the index was made. Texts are not folded but searched by a pattern of all units that
  // fold to those of the words, so that no text is held twice.
  const makeFold = async () => {
    const [from, into, phrases, forms] = await load("fold");
    const table = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
    const others = new Map();
    for (let i = 0; i < from.length; i += 1) {
      table[from.charCodeAt(i)] = into.charCodeAt(i);
      others.set(into[i], (others.get(into[i]) ?? "") + from[i]);
    }
    const escaped = (units) => units.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const fold = (text) => {
      const units = new Uint16Array(text.length);
      for (let i = 0; i < text.length; i += 1) units[i] = table[text.charCodeAt(i)];
      let folded = "";
      for (let i = 0; i < units.length; i += 8192) folded += String.fromCharCode.apply(null, units.subarray(i, i + 8192));
      return folded;
    };
    // The folded words, and their form where the whole of them is converted: 覆 is 复 only in words as 答覆.
    const form = new Map(phrases.map((phrase, at) => [phrase, forms[at]]));
    const phrase = new RegExp(phrases.join("|"), "g");
    const needles = (words) => [...new Set([fold(words), fold(words.replace(phrase, (found) => form.get(found)))])];
    const unitsOf = (needle) => needle.replace(/[^]/g, (unit) => `[${escaped(unit + (others.get(unit) ?? ""))}]`);
    const pattern = (words) => new RegExp(needles(words).map(unitsOf).join("|"), "g");
    return { fold, needles, pattern };
  };
  let folder;
  const folding = () => (folder ??= makeFold());

  // The reading pages ask for nothing but the folding.
  globalThis.pbdata ??= {};
  globalThis.pbdata.searching = { folding };
  const form = document.getElementById("search");
  if (!form) return;

  const rows = [...globalThis.pbdata.articles.rows];
  const { outlets } = globalThis.pbdata.articles;
  const results = form.querySelector(".results");
  const status = results.querySelector(".status");
  const list = results.querySelector("ol");
  const more = results.querySelector("button");
  const hasTexts = form.dataset.texts === "yes";

  // The shard of those that begin at these numbers in which a number lies
  const shardOf = (starts, number) => {
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= number) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const value = new Int8Array(128).fill(-1);
  [...DIGITS].forEach((digit, at) => { value[digit.charCodeAt(0)] = at; });
  const decode = (told) => {
    const numbers = [];
    let number = -1, step = 0, shift = 0;
    for (let i = 0; i < told.length; i += 1) {
      const digit = value[told.charCodeAt(i)];
      step += (digit & 31) << shift;
      if (digit & 32) shift += 5;
      else {
        number += step + 1;
        numbers.push(number);
        step = shift = 0;
      }
    }
    return numbers;
  };

  const postings = async (gram, starts) => {
    const shard = shardOf(starts, gram.charCodeAt(0));
    if (shard < 0) return [];
    const grams = await load(`grams-${shard}`);
    return Object.hasOwn(grams, gram) ? decode(grams[gram]) : [];
  };
  const meet = (one, other) => {
    const within = new Set(one);
    return other.filter((number) => within.has(number));
  };
  // Articles whose text holds all pairs of characters of a needle: for one or two characters these are the hits.
  const candidates = async (words, starts) => {
    const grams = words.length === 1 ? [words] : [...new Set(Array.from({ length: words.length - 1 }, (_, i) => words.slice(i, i + 2)))];
    const lists = await Promise.all(grams.map((gram) => postings(gram, starts)));
    lists.sort((a, b) => a.length - b.length);
    return lists.reduce((found, next) => (found.length ? meet(next, found) : found));
  };

  // Texts; those that were read last stay, as far as there is room.
  const kept = new Map();
  let units = 0;
  const texts = async (shard) => {
    const name = `texts-${shard}`;
    let found = kept.get(shard);
    if (found) kept.delete(shard);
    else {
      found = await load(name);
      loading.delete(name);
      if (kept.has(shard)) kept.delete(shard);
      else units += found.reduce((sum, text) => sum + text.length, 0);
    }
    kept.set(shard, found);
    for (const [oldest, some] of kept) {
      if (units <= KEPT_UNITS || oldest === shard) break;
      kept.delete(oldest);
      units -= some.reduce((sum, text) => sum + text.length, 0);
    }
    return found;
  };
  const textOf = async (number, starts) => {
    const shard = shardOf(starts, number);
    return (await texts(shard))[number - starts[shard]];
  };

  const hits = (text, pattern) => Array.from(text.matchAll(pattern), (match) => match.index);
  const holds = (text, pattern) => text.search(pattern) >= 0;

  // What is shown
  const say = (key, values = {}) => {
    const said = form.querySelector(`template[data-say="${key}"]`).content.cloneNode(true);
    for (const one of said.querySelectorAll("*")) {
      if (!one.children.length) one.textContent = one.textContent.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
    }
    return said;
  };
  const plain = (text) => text.replace(/\s+/g, " ").replace(HIDDEN, (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
  const marked = (text, places, length, start = 0, stop = text.length) => {
    const nodes = [];
    let at = start;
    for (const place of places) {
      if (place < at || place + length > stop) continue;
      const mark = document.createElement("mark");
      mark.textContent = plain(text.slice(place, place + length));
      nodes.push(plain(text.slice(at, place)), mark);
      at = place + length;
    }
    nodes.push(plain(text.slice(at, stop)));
    return nodes;
  };
  const whole = (text, at) => (at > 0 && at < text.length && /[\udc00-\udfff]/.test(text[at]) ? at + 1 : at);
  const snippets = (text, places, length) => {
    const made = [];
    let reached = 0;
    for (const place of places) {
      if (place < reached || made.length === SNIPPETS) continue;
      const start = whole(text, Math.max(place - AROUND, 0));
      const stop = whole(text, Math.min(place + length + AROUND, text.length));
      const line = document.createElement("p");
      line.lang = "zh-Hans";
      const offset = document.createElement("code");
      offset.textContent = [...text.slice(0, place)].length;
      line.append(offset, start ? "…" : "", ...marked(text, places, length, start, stop), stop < text.length ? "…" : "");
      made.push(line);
      reached = stop;
    }
    return made;
  };
  const item = (number, query, inTitle, text, inText) => {
    const [title, date, outlet, , , href] = rows[number];
    const one = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(`${href}?q=${encodeURIComponent(query)}`, BASE);
    link.lang = "zh-Hans";
    link.append(...marked(title ?? "–", inTitle, query.length));
    const about = document.createElement("small");
    about.textContent = [date, outlets[outlet]].filter(Boolean).map(plain).join(" · ");
    one.append(link, about, ...(text ? snippets(text, inText, query.length) : []));
    return one;
  };

  const rest = () => new Promise((done) => setTimeout(done));
  let asked = 0;
  const search = async (query, where) => {
    const mine = (asked += 1);
    const stale = () => mine !== asked;
    const { needles, pattern } = await folding();
    const looked = pattern(query);
    const starts = await load("shards");
    const titles = where === "text" ? [] : rows.flatMap(([title], number) => (holds(title ?? "", looked) ? [number] : []));
    const inTitles = new Set(titles);
    const possible = where === "title" || !hasTexts ? [] : (await Promise.all(needles(query).map((needle) => candidates(needle, starts.grams)))).flat();
    if (stale()) return;
    const needed = new Set(possible);
    const sure = query.length <= 2;
    const order = [...new Set([...titles, ...possible])].sort((a, b) => a - b);

    list.replaceChildren();
    more.hidden = true;
    results.hidden = false;
    const found = [];
    let wanted = PAGE;
    let shown = 0;
    const draw = async () => {
      while (shown < Math.min(wanted, found.length)) {
        const number = found[shown];
        shown += 1;
        const inText = needed.has(number) ? await textOf(number, starts.texts) : null;
        if (stale()) return;
        const inTitle = inTitles.has(number) ? hits(rows[number][0], looked) : [];
        list.append(item(number, query, inTitle, inText, inText ? hits(inText, looked) : []));
      }
      more.hidden = shown >= found.length;
    };
    more.onclick = async () => {
      wanted += PAGE;
      const next = shown;
      await draw();
      list.children[next]?.querySelector("a").focus();
    };
    const check = async (number) => holds(await textOf(number, starts.texts), looked);
    let last = performance.now();
    for (let at = 0; at < order.length; at += 1) {
      const number = order[at];
      if (sure || inTitles.has(number) || (needed.has(number) && await check(number))) found.push(number);
      if (stale()) return;
      if (found.length === PAGE && shown < PAGE) await draw();
      if (performance.now() - last > 50) {
        status.replaceChildren(say("reading", { n: at + 1, all: order.length }));
        await rest();
        last = performance.now();
      }
    }
    if (stale()) return;
    await draw();
    if (stale()) return;
    status.replaceChildren(found.length ? say("found", { n: found.length.toLocaleString("en") }) : say("none"));
    results.dataset.done = query;
  };

  const run = () => {
    const query = form.q.value;
    const where = form.in?.value ?? "title";
    try {
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}${where === "both" ? "" : `&in=${where}`}${location.hash}` : location.pathname + location.hash);
    } catch { /* Then the address does not hold the search. */ }
    delete results.dataset.done;
    if (!query) {
      asked += 1;
      results.hidden = true;
      return;
    }
    search(query, where).catch((error) => {
      results.hidden = false;
      status.replaceChildren(say("missing", { file: error.message }));
    });
  };
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    run();
  });
  const given = new URLSearchParams(location.search);
  if (given.get("q")) {
    form.q.value = given.get("q");
    if (form.in && given.get("in")) form.in.value = given.get("in");
    run();
  }
})();
