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
    weight: model.slider ? Number(byId("weight").value) : null,
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

App.wrap = (text, length) => {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (`${lines.at(-1)} ${word}`.length > length && lines.at(-1)) lines.push("");
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
};

// Title, legend and caption around a drawing of the given size, with the same pen.
App.frame = (pen, model, width, height, top) => {
  pen.words(14, 20, model.title, { size: 17, weight: 700, anchor: "left", bare: true });
  let x = 14;
  for (const type of model.types) {
    const wide = 24 + type.name.length * 6.6;
    if (x + wide > width - 14) break;
    pen.shape(x + 6, 44, 5.5, type.shape === "square", App.look(model, { type: type.name }, 1, false));
    pen.words(x + 16, 44, type.name, { size: 12, anchor: "left", bare: true });
    x += wide + 8;
  }
  App.captionLines(model, width).forEach((line, at) => {
    pen.words(14, top + height + 16 + at * 15, line, { size: 11, anchor: "left", bare: true, colour: "#5c6470" });
  });
};

App.captionLines = (model, width) => model.caption.flatMap((text) => App.wrap(text, Math.floor(width / 5.9)));

App.makeDownloads = (model, state, transform, size) => {
  const top = 62;
  const save = (blob, suffix) => {
    const link = App.element("a", null, { download: `${model.name}.${suffix}`, href: URL.createObjectURL(blob) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const whole = () => {
    const [width, height] = size();
    return [width, height, top + height + 22 + App.captionLines(model, width).length * 15];
  };
  document.getElementById("svg").addEventListener("click", () => {
    const [width, height, total] = whole();
    const pen = new App.SvgPen(width, total);
    pen.parts.push(`<svg y="${top}" width="${width}" height="${height}">`);
    App.draw(pen, model, state, transform(), [width, height]);
    pen.parts.push("</svg>");
    App.frame(pen, model, width, height, top);
    save(new Blob([pen.toString()], { type: "image/svg+xml" }), "svg");
  });
  document.getElementById("png").addEventListener("click", () => {
    const [width, height, total] = whole();
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
