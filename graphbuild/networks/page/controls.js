// Filters, views and downloads.
"use strict";

App.makeControls = (model, onChange) => {
  const byId = (id) => document.getElementById(id);
  const types = App.makeChecks(byId("types"), model.types, onChange);
  const sides = App.makeChecks(
    byId("sides"),
    Object.entries(model.sides).map(([name, side]) => ({ name, ...side })),
    onChange,
  );
  byId("sides").hidden = !Object.keys(model.sides).length;
  const years = model.edges.flatMap((tie) => tie.years);
  const [from, to] = [byId("year-from"), byId("year-to")];
  if (years.length) {
    const [first, last] = [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))];
    byId("years").hidden = false;
    for (const input of [from, to]) Object.assign(input, { min: first, max: last });
    Object.assign(from, { value: first, defaultValue: first });
    Object.assign(to, { value: last, defaultValue: last });
  }
  App.makeSlider("weight", model.slider, model.slider?.name, (value) => String(value));
  const levels = model.levels;
  if (levels.length) {
    App.makeSlider("backbone", { min: 0, max: levels.length, step: 1, start: model.level ?? levels.length }, null, (value) =>
      Number(value) === levels.length ? "off" : `below ${levels[value]}`,
    );
  }
  App.makeSlider("ties", model.ties, model.ties?.name, (value) => `at least ${value}`);
  const filters = () => ({
    types,
    sides,
    from: years.length ? Number(from.value || from.min) : null,
    to: years.length ? Number(to.value || to.max) : null,
    // Where all ties weigh the same there is no slider to set.
    weight: model.slider && model.slider.min < model.slider.max ? Number(byId("weight").value) : null,
    level: levels.length ? (levels[byId("backbone").value] ?? null) : null,
    ties: model.ties ? Number(byId("ties").value) : 0,
    counted: model.ties?.kind,
  });
  filters.changed = onChange;
  filters.reset = () => {
    types.restore();
    sides.restore();
    for (const id of ["year-from", "year-to", "weight", "backbone", "ties"]) byId(id).value = byId(id).defaultValue;
    for (const id of ["weight", "backbone", "ties"]) byId(id).dispatchEvent(new Event("input"));
    onChange();
  };
  filters.showAll = () => {
    filters.reset();
    for (const [id, value] of [["weight", model.slider?.min], ["backbone", levels.length], ["ties", 1]]) {
      byId(id).value = value ?? byId(id).value;
      byId(id).dispatchEvent(new Event("input"));
    }
    onChange();
  };
  for (const input of [from, to, byId("weight"), byId("backbone"), byId("ties")]) input.addEventListener("input", onChange);
  return filters;
};

App.makeSlider = (id, range, name, say) => {
  if (!range || range.min >= range.max) return;
  const input = document.getElementById(id);
  document.getElementById(`${id}-field`).hidden = false;
  if (name) document.getElementById(`${id}-name`).textContent = name;
  for (const key of ["min", "max", "step"]) input.setAttribute(key, range[key]);
  input.setAttribute("value", range.start);
  input.value = range.start;
  const show = () => (document.getElementById(`${id}-shown`).textContent = say(input.value));
  input.addEventListener("input", show);
  show();
};

App.makeViews = (model, onChange) => {
  const select = document.getElementById("view");
  for (const [name, label] of model.views) select.append(App.element("option", label, { value: name }));
  document.getElementById("view-field").hidden = model.views.length < 2;
  select.addEventListener("change", () => onChange(select.value));
};

// Lines of words that are no wider than this.
App.wrap = (text, width, font, weight = 400) => {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1) && App.wide(`${lines.at(-1)} ${word}`, font, weight) > width) lines.push("");
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
};

App.makeColours = (model, onChange) => {
  const select = document.getElementById("colour");
  const key = document.getElementById("colour-key");
  for (const { by } of model.palettes) select.append(App.element("option", `by ${by}`, { value: by }));
  select.value = model.colour;
  document.getElementById("colour-field").hidden = model.palettes.length < 2 && model.colour === "type";
  const show = () => {
    model.colour = select.value;
    key.replaceChildren();
    if (model.colour === "type") return;
    for (const { name, colour, many } of App.paletteOf(model).values) {
      const swatch = App.element("span", null, { class: "swatch" });
      swatch.style.background = colour;
      key.append(App.element("li", [swatch, App.element("span", name), App.element("span", many, { class: "many" })], { class: "check" }));
    }
  };
  select.addEventListener("change", () => {
    show();
    onChange();
  });
  show();
};

// The keys in rows that fit a width: each with its place.
App.keyRows = (model, width) => {
  let [x, row] = [14, 0];
  return App.keys(model).map((key) => {
    const wide = 30 + App.wide(key.name, 12);
    if (x > 14 && x + wide > width - 14) [x, row] = [14, row + 1];
    const placed = { ...key, x, row };
    x += wide + 8;
    return placed;
  });
};

App.titleLines = (model, width) => App.wrap(model.title, width - 28, 17, 700);

// The height of title and keys above a drawing.
App.above = (model, width) => 14 + App.titleLines(model, width).length * 22 + ((App.keyRows(model, width).at(-1)?.row ?? -1) + 1) * 19;

// Title, all keys and caption around a drawing of the given size, with the same pen.
App.frame = (pen, model, width, height, top) => {
  const title = App.titleLines(model, width);
  title.forEach((line, at) => pen.words(14, 20 + at * 22, line, { size: 17, weight: 700, anchor: "left", bare: true }));
  for (const key of App.keyRows(model, width)) {
    const y = 20 + title.length * 22 + key.row * 19;
    if (key.line) pen.lines([[key.x, y, key.x + 20, y]], { colour: key.colour, dash: key.dash ? [5, 4] : null, alpha: 1, width: 2.4 });
    else pen.shape(key.x + 8, y, 5.5, key.square, { fill: key.ring ? "#fff" : key.colour, stroke: key.ring ? key.colour : "rgba(0,0,0,.45)", width: key.ring ? 2.6 : 0.7, alpha: 1 });
    pen.words(key.x + 24, y, key.name, { size: 12, anchor: "left", bare: true });
  }
  App.captionLines(model, width).forEach((line, at) => {
    pen.words(14, top + height + 16 + at * 15, line, { size: 11, anchor: "left", bare: true, colour: "#5c6470" });
  });
};

App.captionLines = (model, width) => model.caption.flatMap((text) => App.wrap(text, width - 28, 11));

App.makeDownloads = (model, state, transform, size) => {
  const above = () => App.above(model, size()[0]);
  const save = (blob, suffix) => {
    const link = App.element("a", null, { download: `${model.name}.${suffix}`, href: URL.createObjectURL(blob) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const whole = () => {
    const [width, height] = size();
    return [width, height, above() + height + 22 + App.captionLines(model, width).length * 15];
  };
  document.getElementById("svg").addEventListener("click", () => {
    const [width, height, total] = whole();
    const top = above();
    const pen = new App.SvgPen(width, total);
    pen.parts.push(`<svg y="${top}" width="${width}" height="${height}">`);
    App.draw(pen, model, state, transform(), [width, height]);
    pen.parts.push("</svg>");
    App.frame(pen, model, width, height, top);
    save(new Blob([pen.toString()], { type: "image/svg+xml" }), "svg");
  });
  document.getElementById("png").addEventListener("click", () => {
    const [width, height, total] = whole();
    const top = above();
    const canvas = App.element("canvas", null, { width: width * 2, height: total * 2 });
    const context = canvas.getContext("2d");
    context.scale(2, 2);
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, total);
    context.save();
    context.beginPath();
    context.rect(0, top, width, height);
    context.clip();
    context.translate(0, top);
    App.draw(new App.CanvasPen(context), model, state, transform(), [width, height]);
    context.restore();
    App.frame(new App.CanvasPen(context), model, width, height, top);
    canvas.toBlob((blob) => save(blob, "png"), "image/png");
  });
};
