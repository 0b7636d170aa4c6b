// Bringing it together: state, events, downloads.
"use strict";

App.start = () => {
  const byId = (id) => document.getElementById(id);
  const model = App.read();
  // On a phone the drawing comes first; the filters open on demand.
  const narrow = window.matchMedia("(max-width: 900px)");
  const unfold = () => (byId("filters").open = !narrow.matches);
  narrow.addEventListener("change", unfold);
  unfold();
  const canvas = byId("canvas");
  const context = canvas.getContext("2d");
  const state = { view: "network", chosen: null, labels: true };
  model.looks = Object.fromEntries(model.types.map((type) => [type.name, type]));
  model.heaviest = Math.max(1e-9, ...model.edges.map((tie) => tie[model.weigh] || 0));
  model.lightest = model.slider ? model.slider.start : 0;
  model.heavy = [...model.edges].sort((a, b) => (b[model.weigh] || 0) - (a[model.weigh] || 0));
  let transform = App.d3.zoomIdentity;
  let waiting = false;

  const size = () => [canvas.clientWidth, canvas.clientHeight];
  const paint = () => {
    waiting = false;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = size();
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    App.draw(new App.CanvasPen(context), model, state, transform, [width, height]);
  };
  const refresh = () => {
    if (!waiting) requestAnimationFrame(paint);
    waiting = true;
  };

  const zoom = App.d3.zoom().scaleExtent([0.02, 12]).on("start zoom end", (event) => {
    transform = event.transform;
    state.moving = event.type === "zoom" && Boolean(event.sourceEvent);
    refresh();
  });
  const surface = App.d3.select(canvas).call(zoom).on("dblclick.zoom", null);
  const fit = () => {
    const [left, top, right, bottom] = App.box(model, state.view);
    const [width, height] = size();
    let k = Math.min(2.5, width / (right - left), height / (bottom - top));
    let y = height / 2 - ((top + bottom) / 2) * k;
    if (state.view !== "network" && k < 0.8) {
      k = Math.min(1, width / (right - left));
      y = 12 - top * k;
    }
    const x = width / 2 - ((left + right) / 2) * k;
    surface.call(zoom.transform, App.d3.zoomIdentity.translate(x, y).scale(k));
  };

  const choose = (node, centre = true) => {
    state.chosen = node;
    App.showNode(model, node, choose, () => choose(null));
    if (node && centre && node.shown && state.view !== "list") {
      const [width, height] = size();
      const k = Math.max(transform.k, 0.9);
      surface.call(zoom.transform, App.d3.zoomIdentity.translate(width / 2 - node.px * k, height / 2 - node.py * k).scale(k));
    }
    refresh();
  };

  const filters = App.makeControls(model, () => {
    App.apply(model, filters());
    App.place(model, state.view);
    const shown = [model.nodes, model.edges].map((items) => items.filter((item) => item.shown).length);
    byId("count").textContent = `Shown: ${shown[0].toLocaleString("en")} of ${model.nodes.length.toLocaleString("en")} nodes, ${shown[1].toLocaleString("en")} of ${model.edges.length.toLocaleString("en")} ties`;
    if (state.chosen && !state.chosen.shown) choose(null);
    else if (state.chosen) App.showNode(model, state.chosen, choose, () => choose(null));
    refresh();
  });
  App.makeSearch(model, (node) => {
    if (!node.shown) filters.showAll();
    choose(node);
    canvas.focus();
  });
  App.makeColours(model, refresh);
  App.makeViews(model, (view) => {
    state.view = view;
    App.place(model, view);
    fit();
    refresh();
  });

  canvas.addEventListener("pointermove", (event) => {
    const node = event.buttons ? null : App.hit(model, state, transform, event.offsetX, event.offsetY);
    canvas.classList.toggle("over", Boolean(node));
    const tip = byId("tip");
    tip.hidden = !node;
    if (!node) return;
    tip.textContent = [node.label, node.kind === "agreement" ? node.first : node.type].filter(Boolean).join(" · ");
    tip.style.left = `${Math.min(event.offsetX + 14, size()[0] - 200)}px`;
    tip.style.top = `${event.offsetY + 14}px`;
  });
  canvas.addEventListener("pointerleave", () => (byId("tip").hidden = true));
  canvas.addEventListener("click", (event) => {
    if (!event.defaultPrevented) choose(App.hit(model, state, transform, event.offsetX, event.offsetY), false);
  });
  canvas.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    const shown = model.ranked.filter((node) => node.shown);
    const step = { n: 1, p: -1 }[event.key];
    if (move) surface.call(zoom.translateBy, move[0] / transform.k, move[1] / transform.k);
    else if (event.key === "+" || event.key === "=") surface.call(zoom.scaleBy, 1.3);
    else if (event.key === "-") surface.call(zoom.scaleBy, 1 / 1.3);
    else if (event.key === "0") fit();
    else if (event.key === "Escape") choose(null);
    else if (step && shown.length) choose(shown[(shown.indexOf(state.chosen) + step + shown.length) % shown.length]);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT)$/.test(document.activeElement.tagName)) {
      byId("search").focus();
      event.preventDefault();
    }
  });
  byId("labels").addEventListener("change", (event) => {
    state.labels = event.target.checked;
    refresh();
  });
  byId("fit").addEventListener("click", fit);
  byId("reset").addEventListener("click", () => {
    choose(null);
    filters.reset();
    fit();
  });
  App.makeDownloads(model, state, () => transform, size);
  new ResizeObserver(refresh).observe(canvas);
  filters.changed();
  fit();
  document.body.dataset.ready = "yes";
};
