// The search of a site that is only files: everything is in the list `things`.
"use strict";

(() => {
  const words = document.getElementById("words"), kind = document.getElementById("kind");
  const found = document.getElementById("found"), hits = document.getElementById("hits");
  const up = document.documentElement.dataset.site || "";
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const list = window.things.map(([kind, id, label, about, agreements, file]) => ({ kind, id, label, about, agreements, file, folded: plain(label) }));
  const given = new URLSearchParams(location.search);
  words.value = given.get("q") || "";
  kind.value = given.get("kind") || "";
  const rank = (item, text) => (item.folded === text || plain(item.id) === text ? 0 : item.folded.startsWith(text) ? 1 : 2);
  const show = () => {
    const text = plain(words.value.trim()), parts = text.split(/\s+/).filter(Boolean);
    const fits = list.filter((item) => (!kind.value || item.kind === kind.value) && (plain(item.id) === text || parts.every((part) => item.folded.includes(part))));
    fits.sort((a, b) => rank(a, text) - rank(b, text) || b.agreements - a.agreements || a.label.localeCompare(b.label));
    found.textContent = fits.length + " found" + (fits.length > 200 ? "; the first 200:" : "");
    hits.replaceChildren(...fits.slice(0, 200).map((item) => {
      const line = document.createElement("li"), link = document.createElement("a"), more = document.createElement("span");
      link.href = up + item.file;
      link.textContent = item.label;
      more.className = "count";
      more.textContent = " " + [item.kind, item.about, item.agreements ? item.agreements + " agreements" : ""].filter(Boolean).join(", ");
      line.append(link, more);
      return line;
    }));
  };
  words.addEventListener("input", show);
  kind.addEventListener("change", show);
  document.querySelector("[data-finder]").addEventListener("submit", (event) => { event.preventDefault(); show(); });
  show();
})();
