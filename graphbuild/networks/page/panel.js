// The details of a node, the search and the controls. Every text of the data is set as text.
"use strict";

App.element = (name, content, attributes = {}) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  if (typeof content === "string" || typeof content === "number") element.textContent = content;
  else if (content) element.append(...content);
  return element;
};

App.pageLink = (documentOf) => {
  const { title, page } = documentOf;
  if (!/^https?:\/\//.test(page || "")) return App.element("span", title);
  return App.element("a", title, { href: page, target: "_blank", rel: "noopener noreferrer" });
};

App.showNode = (model, node, choose, close) => {
  const panel = document.getElementById("panel");
  panel.replaceChildren();
  if (!node) return;
  const { element } = App;
  const button = element("button", "×", { type: "button", id: "close", "aria-label": "close the details" });
  button.addEventListener("click", close);
  panel.append(element("div", [button, element("h2", node.label)], { class: "top" }));
  const facts = element("dl", []);
  for (const [name, value] of node.facts) facts.append(element("dt", name), element("dd", value));
  facts.append(element("dt", "neighbours"), element("dd", String(node.degree)));
  panel.append(facts);
  const documents = (node.docs || []).map((at) => model.documents[at]);
  const own = node.kind === "agreement";
  if (documents.length && own && documents[0].page) panel.append(element("p", [App.pageLink({ ...documents[0], title: "Its page on PA-X" })]));
  App.listTies(panel, model, node, choose);
  if (documents.length && !own) App.listAgreements(panel, documents);
  panel.scrollTop = 0;
};

App.listTies = (panel, model, node, choose) => {
  const { element } = App;
  const ties = node.ties.filter((tie) => tie.shown);
  const weight = (tie) => tie[model.weigh] || 0;
  ties.sort((a, b) => weight(b) - weight(a) || (App.other(a, node).first || "").localeCompare(App.other(b, node).first || ""));
  panel.append(element("h3", `Ties shown (${ties.length})`));
  const list = element("ul", []);
  for (const tie of ties.slice(0, 60)) {
    const other = App.other(tie, node);
    const go = element("button", other.label, { type: "button" });
    go.addEventListener("click", () => choose(other));
    const said = [tie.side, tie.note, tie.agreements && `${tie.agreements} agreement${tie.agreements > 1 ? "s" : ""}`, tie.w !== undefined && `weight ${tie.w}`];
    const when = other.kind === "agreement" ? other.first : "";
    list.append(element("li", [go, element("span", [when, ...said].filter(Boolean).join(" · "), { class: "side" })]));
  }
  panel.append(list);
  if (ties.length > 60) panel.append(element("p", `and ${ties.length - 60} more`));
};

App.listAgreements = (panel, documents) => {
  const { element } = App;
  panel.append(element("h3", `Agreements (${documents.length})`));
  const list = element("ul", []);
  const ordered = [...documents].sort((a, b) => (a.date || "9999").localeCompare(b.date || "9999"));
  for (const item of ordered.slice(0, 200)) {
    list.append(element("li", [element("span", item.date || "no date", { class: "when" }), App.pageLink(item)]));
  }
  panel.append(list);
  if (documents.length > 200) panel.append(element("p", `and ${documents.length - 200} more`));
};

App.makeChecks = (place, items, onChange) => {
  const chosen = new Set(items.map((item) => item.name));
  for (const item of items) {
    const box = App.element("input", null, { type: "checkbox", checked: true, "data-name": item.name });
    const swatch = App.element("span", null, { class: `swatch ${item.shape || ""}` });
    if (item.shape?.startsWith("stroke")) swatch.style.borderTopColor = item.colour;
    else if (item.ring) swatch.style.border = `3px solid ${item.colour}`;
    else swatch.style.background = item.colour;
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(item.name);
      else chosen.delete(item.name);
      onChange();
    });
    place.append(App.element("label", [box, swatch, App.element("span", item.name), App.element("span", item.many ?? "", { class: "many" })], { class: "check" }));
  }
  chosen.restore = () => {
    for (const box of place.querySelectorAll("input")) {
      box.checked = true;
      chosen.add(box.dataset.name);
    }
  };
  return chosen;
};

App.makeSearch = (model, choose) => {
  const input = document.getElementById("search");
  const list = document.getElementById("found");
  let hits = [];
  let active = 0;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = () => {
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (hits.length) input.setAttribute("aria-activedescendant", `found-${active}`);
    // Only the list scrolls: scrollIntoView would move the filters and the page too.
    const item = list.children[active];
    if (!item) return;
    if (item.offsetTop < list.scrollTop) list.scrollTop = item.offsetTop;
    const below = item.offsetTop + item.offsetHeight - list.clientHeight;
    if (below > list.scrollTop) list.scrollTop = below;
  };
  const take = (at) => {
    if (!hits[at]) return;
    input.value = hits[at].label;
    close();
    choose(hits[at]);
  };
  const update = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    hits = words.length ? model.ranked.filter((node) => words.every((word) => node.text.includes(word))).slice(0, 12) : [];
    active = 0;
    list.replaceChildren();
    hits.forEach((node, at) => {
      const said = [node.type, node.country, node.id, node.shown ? "" : "filtered out"].filter(Boolean).join(" · ");
      const item = App.element("li", [App.element("div", node.label), App.element("small", said)], { role: "option", id: `found-${at}` });
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(at);
      });
      list.append(item);
    });
    if (words.length && !hits.length) list.append(App.element("li", "Nothing is found", { "aria-disabled": "true" }));
    list.hidden = !words.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  };
  input.addEventListener("input", update);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      active = (active + step + hits.length) % hits.length;
      mark();
      event.preventDefault();
    } else if (event.key === "Enter") take(active);
    else if (event.key === "Escape") close();
  });
};
