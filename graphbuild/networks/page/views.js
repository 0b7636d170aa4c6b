// The three ways to see a network: by its ties, as a list of agreements, as a jigsaw in order of time.
"use strict";

App.MUTED = 0.08;
App.ROW = 22;
App.WHILE_MOVING = 1500;

// Where every node stands in a view, in the coordinates of the drawing.
App.place = (model, view) => {
  if (view !== "jigsaw") {
    for (const node of model.nodes) [node.px, node.py] = [node.x, node.y];
    return;
  }
  const order = (a, b) => (a.first || "9999").localeCompare(b.first || "9999") || a.index - b.index;
  const left = model.nodes.filter((node) => node.kind === "agreement" && node.shown).sort(order);
  const right = model.nodes.filter((node) => node.kind !== "agreement" && node.shown).sort(order);
  const tall = Math.max(left.length, right.length) * 15;
  left.forEach((node, at) => ([node.px, node.py] = [0, ((at + 0.5) * tall) / left.length]));
  right.forEach((node, at) => ([node.px, node.py] = [460, ((at + 0.5) * tall) / right.length]));
};

App.box = (model, view) => {
  if (view === "list") {
    const rows = App.rows(model);
    const most = Math.max(1, ...rows.map((row) => row.dots.length));
    const wide = Math.max(0, ...rows.map((row) => App.wide(App.said(model, row.node), 13, 700)));
    return [-wide - 28, -App.ROW, most * 15 + 40, (rows.length + 1) * App.ROW];
  }
  const shown = model.nodes.filter((node) => node.shown);
  if (!shown.length) return [0, 0, 100, 100];
  const xs = shown.map((node) => node.px);
  const ys = shown.map((node) => node.py);
  const side = view === "jigsaw" ? 330 : 45;
  return [Math.min(...xs) - side, Math.min(...ys) - 30, Math.max(...xs) + side, Math.max(...ys) + 30];
};

// The rows of the list: agreements by date, each with its participations ordered by type and name.
App.rows = (model) =>
  model.nodes
    .filter((node) => node.kind === "agreement" && node.shown)
    .sort((a, b) => (a.first || "9999").localeCompare(b.first || "9999") || a.index - b.index)
    .map((node) => ({
      node,
      dots: node.ties
        .filter((tie) => tie.shown)
        .map((tie) => ({ tie, node: App.other(tie, node) }))
        .sort(
          (a, b) =>
            model.types.findIndex((type) => type.name === a.node.type) -
              model.types.findIndex((type) => type.name === b.node.type) || a.node.label.localeCompare(b.node.label),
        ),
    }));

App.said = (model, node) => `${node.first || "no date"}  ${App.cut(model, 56)[node.index]}`;

App.look = (model, node, alpha, chosen) => {
  const value = model.colour !== "type" && App.paletteOf(model).values[node.value[model.colour]];
  const { colour, ring } = value || model.looks[node.type];
  if (ring) return { fill: chosen ? "#ffe9a8" : "#fff", stroke: colour, width: 2.6, alpha };
  return { fill: colour, stroke: chosen ? "#000" : "rgba(0,0,0,.45)", width: chosen ? 2.5 : 0.7, alpha };
};

App.lit = (state) => {
  if (!state.chosen) return null;
  const lit = new Set([state.chosen]);
  for (const tie of state.chosen.ties) if (tie.shown) lit.add(App.other(tie, state.chosen));
  return lit;
};

App.drawTies = (pen, model, state, at, zoom) => {
  const lit = App.lit(state);
  const buckets = new Map();
  const many = model.edges.reduce((sum, tie) => sum + tie.shown, 0);
  const base = many > 3000 ? 0.2 : many > 800 ? 0.36 : 0.62;
  // While the drawing moves, the heaviest ties stand for all; the rest follow when it rests.
  const drawn = state.moving ? model.heavy.filter((tie) => tie.shown).slice(0, App.WHILE_MOVING) : model.edges;
  for (const tie of drawn) {
    if (!tie.shown) continue;
    const near = !lit || tie.source === state.chosen || tie.target === state.chosen;
    const share = ((tie[model.weigh] || 0) - model.lightest) / (model.heaviest - model.lightest || 1);
    const heavy = model.slider ? Math.round(3 * Math.sqrt(Math.max(0, share))) : 0;
    const key = `${tie.side || ""}|${near}|${heavy}`;
    if (!buckets.has(key)) buckets.set(key, { near, heavy, side: tie.side, segments: [] });
    const [x1, y1] = at(tie.source);
    const [x2, y2] = at(tie.target);
    buckets.get(key).segments.push([x1, y1, x2, y2]);
  }
  const scale = Math.min(1.6, Math.max(0.5, zoom));
  const ordered = [...buckets.values()].sort((a, b) => a.near - b.near || a.heavy - b.heavy);
  for (const bucket of ordered) {
    pen.lines(bucket.segments, {
      colour: model.sides[bucket.side]?.colour || "#7b8492",
      dash: bucket.side === "third party" ? [5, 4] : null,
      alpha: bucket.near ? (lit ? 0.75 : base) : lit ? 0.05 : base,
      width: (1.2 + bucket.heavy * 1.2) * scale,
    });
  }
};

// A head on each tie of a network with directions, where it meets the node that it points to.
App.drawHeads = (pen, model, state, at, radius) => {
  const lit = App.lit(state);
  const heads = { near: [], far: [] };
  for (const tie of model.edges) {
    if (!tie.shown) continue;
    const [x1, y1] = at(tie.source);
    const [x2, y2] = at(tie.target);
    const far = Math.hypot(x2 - x1, y2 - y1);
    const r = radius(tie.target) + 1;
    if (far < r + 4) continue;
    const [dx, dy] = [(x2 - x1) / far, (y2 - y1) / far];
    const [tx, ty] = [x2 - dx * r, y2 - dy * r];
    const long = Math.min(8, (far - r) / 2);
    const near = !lit || tie.source === state.chosen || tie.target === state.chosen;
    for (const turn of [-0.42, 0.42]) {
      const [bx, by] = [-dx - dy * turn, -dy + dx * turn];
      heads[near ? "near" : "far"].push([tx, ty, tx + bx * long, ty + by * long]);
    }
  }
  pen.lines(heads.far, { colour: "#4a5360", alpha: 0.06, width: 1.4 });
  pen.lines(heads.near, { colour: "#4a5360", alpha: 0.85, width: 1.4 });
};

App.drawNetwork = (pen, model, state, at, zoom, size) => {
  const lit = App.lit(state);
  App.drawTies(pen, model, state, at, zoom);
  const grow = state.view === "jigsaw" ? 0 : Math.min(1.5, Math.max(0.45, Math.sqrt(zoom)));
  const radius = (node) => (grow ? node.radius * grow : 5);
  if (model.directed) App.drawHeads(pen, model, state, at, radius);
  for (const node of [...model.ranked].reverse()) {
    if (!node.shown) continue;
    const [x, y] = at(node);
    if (x < -60 || y < -60 || x > size[0] + 60 || y > size[1] + 60) continue;
    const alpha = !lit || lit.has(node) ? 1 : App.MUTED * 2;
    pen.shape(x, y, radius(node), node.kind !== "actor" && node.kind !== "person", App.look(model, node, alpha, node === state.chosen));
  }
  if (state.labels) App.nameNodes(pen, model, state, at, radius, lit, size);
};

App.nameNodes = (pen, model, state, at, radius, lit, size) => {
  const labels = new App.Labels();
  const jigsaw = state.view === "jigsaw";
  const inside = ([x, y]) => x >= 0 && y >= 0 && x <= size[0] && y <= size[1];
  const order = (lit ? [...lit] : model.ranked).filter((node) => node.shown && inside(at(node)));
  // Titles of agreements are long and many: they give way to the names of actors.
  const others = model.types.some((type) => type.name !== "agreement");
  const late = (node) => (node === state.chosen ? -1 : others && node.kind === "agreement" ? 1 : 0);
  order.sort((a, b) => late(a) - late(b) || b.near - a.near);
  const titled = jigsaw || lit || order.length < 70;
  const taken = [];
  for (const node of jigsaw ? [] : model.nodes) {
    if (!node.shown || !inside(at(node))) continue;
    const [x, y] = at(node);
    const r = radius(node) + 1;
    labels.take([x - r, y - r, x + r, y + r]);
    taken.push([x - r, y - r, x + r, y + r]);
  }
  const named = new App.Labels();
  const most = state.moving || (!others && !lit) ? 60 : 260;
  const short = App.cut(model, jigsaw ? 48 : 30);
  App.named = { boxes: [], nodes: taken };
  order.forEach((node, rank) => {
    const big = node === state.chosen;
    if (App.named.boxes.length > most || (late(node) > 0 && !titled)) return;
    const cut = big ? App.shorten(node.label, 70) : short[node.index];
    const text = jigsaw && node.kind === "agreement" && node.first ? `${node.first}  ${cut}` : cut;
    const font = big ? 14 : 12;
    const wide = App.wide(text, font, big ? 700 : 400);
    const whole = ({ box }) => box[0] >= 2 && box[1] >= 2 && box[2] <= size[0] - 2 && box[3] <= size[1] - 2;
    const leading = !jigsaw && !state.moving && (rank < 25 || big);
    const spots = jigsaw
      ? [App.beside(node, at(node), wide, font)]
      : [...App.around(at(node), radius(node), wide, font), ...(leading ? App.apart(at(node), radius(node), wide, font) : [])].filter(whole);
    // A line to a name may pass a node, or the midst of a dense network would have no name.
    const spot = spots.find((one) => labels.free(one.box) && (one.line || []).every((box) => named.free(box)));
    if (!spot) return;
    for (const box of [spot.box, ...(spot.line || [])]) [labels, named].forEach((one) => one.take(box));
    if (spot.lead) pen.lines([spot.lead], { colour: "#5c6470", alpha: 0.9, width: 0.8 });
    pen.words(spot.x, spot.y, text, { size: font, anchor: spot.anchor, weight: big ? 700 : 400 });
    App.named.boxes.push(spot.box);
  });
};

App.wide = (text, font, weight = 400) => {
  App.ruler ||= document.createElement("canvas").getContext("2d");
  App.ruler.font = `${weight} ${font}px ${App.FONT}`;
  return App.ruler.measureText(text).width;
};

// Places for a name away from its node, with the line that leads to it.
App.apart = ([x, y], r, wide, font) => {
  const found = [];
  for (const distance of [20, 32, 46, 62, 84, 110, 140, 180]) {
    for (let step = 0; step < 16; step += 1) {
      const [dx, dy] = [Math.cos(0.1 + (step * Math.PI) / 8), Math.sin(0.1 + (step * Math.PI) / 8)];
      const cx = x + dx * (r + distance + (wide / 2) * Math.abs(dx));
      const cy = y + dy * (r + distance);
      const box = [cx - wide / 2 - 2, cy - font * 0.65, cx + wide / 2 + 2, cy + font * 0.65];
      const end = [Math.min(Math.max(x, box[0]), box[2]), Math.min(Math.max(y, box[1]), box[3])];
      const far = Math.hypot(end[0] - x, end[1] - y) || 1;
      const start = [x + ((end[0] - x) * r) / far, y + ((end[1] - y) * r) / far];
      const line = [];
      for (let at = 0.05; at < 1; at += 0.08) {
        const [px, py] = [start[0] + (end[0] - start[0]) * at, start[1] + (end[1] - start[1]) * at];
        line.push([px - 1, py - 1, px + 1, py + 1]);
      }
      found.push({ x: cx, y: cy, anchor: "center", box, line, lead: [...start, ...end] });
    }
  }
  return found;
};

// Places for a name around a node: below, above, right, left.
App.around = ([x, y], r, wide, font) => {
  const half = font * 0.62;
  const row = (middle) => ({ x, y: middle, anchor: "center", box: [x - wide / 2, middle - half, x + wide / 2, middle + half] });
  const beside = (start, anchor, left) => ({ x: start, y, anchor, box: [left, y - half, left + wide, y + half] });
  return [
    row(y + r + half + 2),
    row(y - r - half - 2),
    beside(x + r + 4, "left", x + r + 4),
    beside(x - r - 4, "right", x - r - 4 - wide),
  ];
};

App.beside = (node, [x, y], wide, font) => {
  const left = node.kind === "agreement";
  const start = left ? x - wide - 10 : x + 10;
  return { x: left ? x - 10 : x + 10, y, anchor: left ? "right" : "left", box: [start, y - font / 2, start + wide, y + font / 2] };
};

App.drawList = (pen, model, state, at, zoom, size) => {
  const lit = App.lit(state);
  const grow = Math.min(1.4, zoom);
  App.rows(model).forEach((row, number) => {
    const [x, y] = at({ px: 0, py: number * App.ROW });
    if (y < -20 || y > size[1] + 20) return;
    const muted = lit && !lit.has(row.node);
    const words = App.said(model, row.node);
    if (zoom > 0.35) {
      pen.words(x - 12 * zoom, y, words, {
        size: Math.min(13, 12 * zoom),
        anchor: "right",
        bare: true,
        alpha: muted ? 0.3 : 1,
        weight: row.node === state.chosen ? 700 : 400,
      });
    }
    row.dots.forEach((dot, place) => {
      const [dx] = at({ px: place * 15, py: 0 });
      const alpha = !lit || dot.node === state.chosen || row.node === state.chosen ? 1 : App.MUTED * 2;
      const look = App.look(model, dot.node, alpha, dot.node === state.chosen);
      pen.shape(dx, y, 5.6 * grow, false, look);
      if (dot.tie.side === "third party") {
        pen.lines([[dx - 5 * grow, y + 8 * grow, dx + 5 * grow, y + 8 * grow]], { colour: model.sides["third party"].colour, alpha, width: 2 * grow });
      }
    });
  });
};

App.draw = (pen, model, state, transform, size) => {
  const at = (node) => [node.px * transform.k + transform.x, node.py * transform.k + transform.y];
  const view = state.view === "list" ? App.drawList : App.drawNetwork;
  view(pen, model, state, at, transform.k, size);
};

// What lies under a point of the screen: a node, or nothing.
App.hit = (model, state, transform, x, y) => {
  if (state.view === "list") {
    const px = (x - transform.x) / transform.k;
    const row = App.rows(model)[Math.round((y - transform.y) / transform.k / App.ROW)];
    if (!row) return null;
    return px < -7 ? row.node : row.dots[Math.round(px / 15)]?.node || null;
  }
  let best = null;
  let nearest = Infinity;
  const grow = state.view === "jigsaw" ? 0 : Math.min(1.5, Math.max(0.45, Math.sqrt(transform.k)));
  for (const node of model.nodes) {
    if (!node.shown) continue;
    const distance = Math.hypot(node.px * transform.k + transform.x - x, node.py * transform.k + transform.y - y);
    const reach = Math.max(7, grow ? node.radius * grow : 8) + 2;
    if (distance < reach && distance < nearest) [best, nearest] = [node, distance];
  }
  return best;
};
