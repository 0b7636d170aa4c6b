// The data of the page, and what of it passes the filters.
"use strict";
const App = { d3: window.d3 };

App.read = () => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const nodes = data.nodes.map((node, index) => ({ index, ties: [], shown: true, ...node }));
  const edges = data.edges.map((edge, index) => {
    const tie = { index, ...edge, source: nodes[edge.s], target: nodes[edge.t], shown: true };
    tie.source.ties.push(tie);
    tie.target.ties.push(tie);
    tie.years = (tie.docs || []).map((at) => data.documents[at].year).filter(Boolean);
    return tie;
  });
  for (const node of nodes) {
    node.degree = new Set(node.ties.map((tie) => App.other(tie, node))).size;
    node.text = [node.label, node.id, node.country, node.short].filter(Boolean).join(" ").toLowerCase();
  }
  for (const { by, of } of data.palettes) nodes.forEach((node, at) => ((node.value ||= {})[by] = of[at]));
  return { ...data, nodes, edges, ranked: [...nodes] };
};

App.paletteOf = (model) => model.palettes.find((palette) => palette.by === model.colour);

// The keys of the drawing: what each colour means, and each kind of tie.
App.keys = (model) => {
  const marks = model.colour === "type" ? model.types : App.paletteOf(model).values;
  const square = model.nodes.every((node) => node.kind !== "actor" && node.kind !== "person");
  const keys = marks.map((mark) => ({ name: mark.name, colour: mark.colour, ring: mark.ring, square: mark.shape === "square" || (square && mark.shape === undefined) }));
  return [...keys, ...Object.entries(model.sides).map(([name, side]) => ({ name: `${name} (tie)`, colour: side.colour, line: true, dash: name === "third party" }))];
};

// Names cut to a length, of which no two that differ look the same: cut in the middle, else with the id.
App.cut = (model, length) => {
  model.cuts ||= new Map();
  if (model.cuts.has(length)) return model.cuts.get(length);
  const half = Math.floor((length - 1) / 2);
  const middle = (text) => (text.length > length ? `${text.slice(0, half).trimEnd()}…${text.slice(-half).trimStart()}` : text);
  const count = (texts) => texts.reduce((seen, text) => seen.set(text, (seen.get(text) || 0) + 1), new Map());
  const ends = model.nodes.map((node) => App.shorten(node.label, length));
  const alike = count(ends);
  const next = model.nodes.map((node, at) => (alike.get(ends[at]) > 1 ? middle(node.label) : ends[at]));
  const still = count(next);
  const said = model.nodes.map((node, at) => {
    if (still.get(next[at]) === 1) return next[at];
    const id = ` [${node.id}]`;
    return node.id === "" ? next[at] : App.shorten(node.label, Math.max(8, length - id.length)) + id;
  });
  model.cuts.set(length, said);
  return said;
};

App.other = (tie, node) => (tie.source === node ? tie.target : tie.source);

// Filters are plain values; `apply` marks every tie and node as shown or not.
App.apply = (model, filters) => {
  const { types, sides, from, to, weight, level, ties, counted } = filters;
  const passes = (node) => types.has(node.type) && (!counted || node.kind !== counted || node.degree >= ties);
  for (const tie of model.edges) {
    const timed = from === null || !tie.years.length || tie.years.some((year) => year >= from && year <= to);
    tie.shown =
      timed &&
      passes(tie.source) &&
      passes(tie.target) &&
      (tie.side === undefined || sides.has(tie.side)) &&
      (weight === null || tie[model.weigh] >= weight - 1e-9) &&
      (level === null || tie.sig === undefined || tie.sig < level);
  }
  for (const node of model.nodes) {
    const near = new Set();
    for (const tie of node.ties) if (tie.shown) near.add(App.other(tie, node));
    node.near = near.size;
    node.radius = 3.5 + 1.9 * Math.sqrt(near.size);
    node.shown = passes(node) && (node.ties.length === 0 ? level === null : near.size > 0);
  }
  model.ranked.sort((a, b) => b.near - a.near || b.degree - a.degree || a.index - b.index);
};
