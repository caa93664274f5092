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

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-switch]")) button.addEventListener("click", switches[button.dataset.switch]);
  });
})();
