// The review page: a queue, a page, and what is decided on it. A curator's desk or a coder's, as the server says.
import { get } from "./api.js";
import { learn, make, put, t } from "./dom.js";
import { Curator } from "./curator.js";
import { Coder } from "./coder.js";
import { tried } from "./telling.js";

const $ = (id) => document.getElementById(id);

const single = () => {
  try { return localStorage.getItem("pbdata.keys") !== "off"; } catch { return true; }
};

// Single keys do something, but not where somebody writes, and not where they were switched off.
const listen = (desk) => {
  const box = make("input", { type: "checkbox", id: "single" });
  box.checked = single();
  box.addEventListener("change", () => {
    try { localStorage.setItem("pbdata.keys", box.checked ? "on" : "off"); } catch { /* Then it holds for this page. */ }
  });
  $("tools").append(make("label", { class: "single" }, box, " ", t("single_keys")), make("details", { class: "keys" }, make("summary", {}, t("keys")), make("p", {}, t("page_hint"), " ", t("keys_hint"))));
  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest?.("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "Enter" || event.key === " ") return;
    const done = desk.key(event.key.toLowerCase());
    if (done) event.preventDefault();
  });
};

const begin = async () => {
  const words = await tried(() => get("words"));
  if (!words) return;
  learn(words.texts);
  const desk = words.coder ? new Coder(words, $) : new Curator(words, $);
  put($("brand"), words.coder ? t("blind", { coder: words.coder }) : t("review"));
  if (words.site) $("tools").append(make("a", { href: "../site/index.html" }, t("explorer")));
  listen(desk);
  await desk.begin();
  document.documentElement.addEventListener("pbdata:lang", () => desk.draw());
};

begin();
