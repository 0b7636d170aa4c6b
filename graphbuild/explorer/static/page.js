// Suggestions while somebody types, and narrowing of long lists. Everything works without this file.
"use strict";

function suggest(input) {
  const kind = input.dataset.suggest, goes = "go" in input.dataset;
  const list = document.createElement("ul");
  let items = [], chosen = -1, asked = 0, timer = 0;
  list.className = "suggestions";
  list.id = "suggestions-" + (input.id || input.name);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-autocomplete", "list");
  input.parentElement.append(list);

  const close = () => { list.hidden = true; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (item) => {
    if (goes) { location.href = item.address; return; }
    input.value = item.id;
    close();
  };
  const mark = (at) => {
    chosen = at;
    [...list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const show = () => {
    list.replaceChildren(...items.map((item, place) => {
      const line = document.createElement("li"), more = document.createElement("span");
      line.id = list.id + "-" + place;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      line.textContent = item.label + " ";
      more.className = "count";
      more.textContent = [kind ? "" : item.kind, item.about, item.agreements ? item.agreements + " agreements" : ""].filter(Boolean).join(", ");
      line.append(more);
      line.addEventListener("mousedown", (event) => { event.preventDefault(); take(item); });
      return line;
    }));
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const words = input.value.trim();
    if (words.length < 2) { items = []; close(); return; }
    timer = setTimeout(async () => {
      const mine = ++asked;
      try {
        const answer = await fetch("/suggest?" + new URLSearchParams({ q: words, kind }));
        const found = answer.ok ? await answer.json() : [];
        if (mine === asked) { items = found; show(); }
      } catch { close(); }
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((chosen + step + items.length) % items.length);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(items[chosen]);
    } else if (event.key === "Escape") { close(); }
  });
  input.addEventListener("blur", close);
}

function narrow(input) {
  const lines = [...document.querySelectorAll(input.dataset.narrow)];
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/);
    for (const line of lines) line.hidden = !words.every((word) => line.textContent.toLowerCase().includes(word));
  });
}

function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=radio]), textarea, select")) return;
    const wanted = document.querySelector("[data-key=\"" + CSS.escape(event.key) + "\"]");
    if (wanted) { event.preventDefault(); wanted.click(); }
  });
}

// A picture with links is one stop of the Tab key; arrows go from link to link, and what has the focus is told.
function walk(picture) {
  const links = [...picture.querySelectorAll("a")], tip = document.createElement("div");
  if (!links.length) return;
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);
  links.forEach((link, at) => link.setAttribute("tabindex", at ? "-1" : "0"));
  const go = (at) => {
    links.forEach((link) => link.setAttribute("tabindex", "-1"));
    links[at].setAttribute("tabindex", "0");
    links[at].focus();
  };
  const tell = (link) => {
    const box = link.getBoundingClientRect(), title = link.querySelector("title");
    tip.textContent = title ? title.textContent : link.textContent;
    tip.hidden = false;
    tip.style.left = Math.max(4, Math.min(box.left, innerWidth - tip.offsetWidth - 4)) + scrollX + "px";
    tip.style.top = box.bottom + scrollY + 6 + "px";
  };
  picture.addEventListener("keydown", (event) => {
    const at = links.indexOf(event.target.closest("a"));
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (at < 0 || to === undefined || to < 0 || to >= links.length) return;
    event.preventDefault();
    go(to);
  });
  links.forEach((link) => {
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) tell(link); });
    link.addEventListener("blur", () => { tip.hidden = true; });
  });
}

if (document.querySelector("[data-key]")) keys();
document.querySelectorAll("svg.chart, svg.map").forEach(walk);
if (!("site" in document.documentElement.dataset)) document.querySelectorAll("[data-suggest]").forEach(suggest);
document.querySelectorAll("[data-narrow]").forEach(narrow);
