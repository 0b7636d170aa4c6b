// Completion in the query editor: terms, codes and words that begin as what was typed, or whose meaning has it.
"use strict";

(() => {
  const area = document.querySelector("[data-complete]");
  if (!area) return;
  const list = document.createElement("ul");
  let words = null, items = [], chosen = -1, from = 0;
  list.className = "suggestions";
  list.id = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Terms");
  list.hidden = true;
  document.body.append(list);
  area.setAttribute("aria-autocomplete", "list");

  const load = async () => {
    if (words) return words;
    try {
      const answer = await fetch(area.dataset.complete);
      words = answer.ok ? (await answer.json()).map(([word, meaning]) => ({ word, meaning, small: word.toLowerCase(), about: meaning.toLowerCase() })) : [];
    } catch { words = []; }
    return words;
  };
  const close = () => { list.hidden = true; chosen = -1; area.removeAttribute("aria-activedescendant"); area.removeAttribute("aria-controls"); };
  const fits = (typed) => {
    const small = typed.toLowerCase(), bare = small.replace(/^[a-z]*:/, "");
    const variables = [...new Set(area.value.match(/\?\w+/g) || [])].filter((one) => one !== typed && one.startsWith(typed));
    if (typed.startsWith("?")) return variables.map((word) => ({ word, meaning: "" }));
    const rank = (one) => (one.small === small ? 9 : one.small.startsWith(small) ? 0 : one.small.includes(":" + bare) ? 1 : bare.length > 2 && one.small.includes(bare) ? 2 : bare.length > 2 && one.about.includes(bare) ? 3 : 9);
    return words.map((one) => ({ ...one, rank: rank(one) })).filter((one) => one.rank < 9)
      .sort((a, b) => a.rank - b.rank || a.word.length - b.word.length || (a.word < b.word ? -1 : 1)).slice(0, 12);
  };
  const place = () => {
    // Every letter of the editor is as wide as every other, and no line is wrapped.
    const style = getComputedStyle(area), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.fontSize + " " + style.fontFamily;
    const before = area.value.slice(0, from).split("\n"), box = area.getBoundingClientRect();
    const x = box.left + parseFloat(style.paddingLeft) + pen.measureText(before[before.length - 1]).width - area.scrollLeft;
    const y = box.top + parseFloat(style.paddingTop) + before.length * parseFloat(style.lineHeight) - area.scrollTop;
    list.style.left = Math.max(4, Math.min(x, innerWidth - 300)) + scrollX + "px";
    list.style.top = Math.min(y, box.bottom) + scrollY + 2 + "px";
    list.style.minWidth = "0";
  };
  const mark = (at) => {
    chosen = at;
    [...list.children].forEach((line, number) => line.setAttribute("aria-selected", String(number === at)));
    area.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const take = (item) => {
    area.setRangeText(item.word, from, area.selectionEnd, "end");
    close();
    area.focus();
  };
  const show = (found) => {
    items = found;
    list.replaceChildren(...items.map((item, number) => {
      const line = document.createElement("li"), more = document.createElement("span");
      line.id = "completion-" + number;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      line.textContent = item.word + " ";
      more.className = "count";
      more.textContent = item.meaning.length > 90 ? item.meaning.slice(0, 89) + "…" : item.meaning;
      line.append(more);
      line.addEventListener("mousedown", (event) => { event.preventDefault(); take(item); });
      return line;
    }));
    list.hidden = !items.length;
    if (list.hidden) { close(); return; }
    area.setAttribute("aria-controls", list.id);
    place();
    mark(0);
  };
  const offer = async () => {
    await load();
    const typed = (area.value.slice(0, area.selectionEnd).match(/[?\w][\w:-]*$/) || [""])[0];
    if (typed.length < 2 || /^[0-9]/.test(typed)) { close(); return; }
    from = area.selectionEnd - typed.length;
    const line = area.value.slice(0, from).split("\n").pop();
    if (/#|"[^"]*$|<[^>]*$/.test(line)) { close(); return; }
    show(fits(typed));
  };
  area.addEventListener("input", offer);
  area.addEventListener("blur", close);
  area.addEventListener("scroll", close);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); area.form.requestSubmit(); return; }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark((chosen + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length);
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) {
      event.preventDefault();
      take(items[chosen]);
    } else if (event.key === "Escape") { event.preventDefault(); close(); }
  });
})();
