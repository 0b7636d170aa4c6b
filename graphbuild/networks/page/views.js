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
    return [-440, -App.ROW, most * 15 + 40, (rows.length + 1) * App.ROW];
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

App.look = (model, node, alpha, chosen) => {
  const { colour, ring } = model.looks[node.type];
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
    if (!model.directed) continue;
    const ends = bucket.segments.map(([x1, y1, x2, y2]) => [x1 + (x2 - x1) * 0.7, y1 + (y2 - y1) * 0.7, x2, y2]);
    pen.lines(ends, { colour: "#7b8492", alpha: bucket.near ? base : 0.05, width: (3.2 + bucket.heavy) * scale });
  }
};

App.drawNetwork = (pen, model, state, at, zoom, size) => {
  const lit = App.lit(state);
  App.drawTies(pen, model, state, at, zoom);
  const grow = state.view === "jigsaw" ? 0 : Math.min(1.5, Math.max(0.45, Math.sqrt(zoom)));
  const radius = (node) => (grow ? node.radius * grow : 5);
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
  const discs = new App.Labels();
  for (const node of jigsaw ? [] : order.slice(0, 200)) {
    const [x, y] = at(node);
    const r = radius(node) * 0.75;
    if (r > 3) discs.take([x - r, y - r, x + r, y + r]);
  }
  const most = state.moving || (!others && !lit) ? 60 : 260;
  let drawn = 0;
  order.forEach((node, rank) => {
    const big = node === state.chosen;
    if (drawn > most || (late(node) > 0 && !titled)) return;
    const title = jigsaw && node.kind === "agreement" && node.first ? `${node.first}  ${node.label}` : node.label;
    const text = App.shorten(title, big ? 70 : jigsaw ? 48 : 30);
    const font = big ? 14 : 12;
    const whole = ({ box }) => box[0] >= 2 && box[1] >= 2 && box[2] <= size[0] - 2 && box[3] <= size[1] - 2;
    const spots = jigsaw
      ? [App.beside(node, at(node), text, font)]
      : App.around(at(node), radius(node), text, font).filter((one) => big || whole(one));
    // The first names are worth covering a small node; later ones are drawn where there is room.
    const free = (spot) => labels.free(spot.box) && (rank < 30 || big || discs.free(spot.box));
    const spot = spots.find((one) => labels.free(one.box) && discs.free(one.box)) || spots.find(free) || (big && spots[0]);
    if (!spot) return;
    labels.take(spot.box);
    drawn += 1;
    pen.words(spot.x, spot.y, text, { size: font, anchor: spot.anchor, weight: big ? 700 : 400 });
  });
};

// Places for a name around a node: below, above, right, left.
App.around = ([x, y], r, text, font) => {
  const wide = text.length * font * 0.56;
  const row = (middle) => ({ x, y: middle, anchor: "center", box: [x - wide / 2, middle - font / 2, x + wide / 2, middle + font / 2] });
  const beside = (start, anchor, left) => ({ x: start, y, anchor, box: [left, y - font / 2, left + wide, y + font / 2] });
  return [
    row(y + r + font * 0.65 + 1),
    row(y - r - font * 0.65 - 1),
    beside(x + r + 4, "left", x + r + 4),
    beside(x - r - 4, "right", x - r - 4 - wide),
  ];
};

App.beside = (node, [x, y], text, font) => {
  const wide = text.length * font * 0.56;
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
    const words = `${row.node.first || "no date"}  ${App.shorten(row.node.label, 56)}`;
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
