// Elements with text as text, and the words of the page in both languages.

export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
};

export const put = (element, ...children) => element.replaceChildren(...children.flat(Infinity).filter((child) => child != null));

export const inBoth = (zh, en) => {
  if (zh === en) return [document.createTextNode(zh)];
  return [make("span", { class: "t", lang: "zh-Hans" }, zh), make("span", { class: "t", lang: "en" }, en)];
};

export const named = (one) => inBoth(one.zh, one.en);

let texts = {};
export const learn = (known) => { texts = known; };

const filled = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export const t = (key, values = {}) => inBoth(filled(texts[key].zh, values), filled(texts[key].en, values));

// For attributes, which hold no elements: the language that is shown, or both where the reader may switch.
export const plain = (key, values = {}) => {
  const one = texts[key];
  const zh = filled(one.zh, values);
  const en = filled(one.en, values);
  return zh === en ? zh : `${zh} / ${en}`;
};

export const chinese = () => document.documentElement.dataset.lang === "zh";
export const spoken = (one) => (chinese() ? one.zh : one.en);
export const saidNow = (key, values = {}) => filled(spoken(texts[key]), values);

// Offsets of the server count characters (code points); a string of the browser counts UTF-16 units.
export const toPoints = (text, units) => [...text.slice(0, units)].length;
export const toUnits = (text, points) => [...text].slice(0, points).join("").length;
