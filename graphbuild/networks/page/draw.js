// Drawing, the same for the screen and for the SVG file: a pen knows lines, dots, squares and words.
"use strict";

App.FONT = 'system-ui, "Segoe UI", Roboto, Arial, sans-serif';

App.CanvasPen = class {
  constructor(context) {
    this.context = context;
  }
  lines(segments, style) {
    const { context } = this;
    context.strokeStyle = style.colour;
    context.globalAlpha = style.alpha;
    context.lineWidth = style.width;
    context.setLineDash(style.dash || []);
    // One path of thousands of lines is slow where there is no graphics card; single lines are not.
    for (const [x1, y1, x2, y2] of segments) {
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      context.stroke();
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
  }
  shape(x, y, radius, square, style) {
    const { context } = this;
    context.globalAlpha = style.alpha;
    context.beginPath();
    if (square) context.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
    else context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = style.fill;
    context.fill();
    context.strokeStyle = style.stroke;
    context.lineWidth = style.width;
    context.stroke();
    context.globalAlpha = 1;
  }
  words(x, y, text, style) {
    const { context } = this;
    context.font = `${style.weight || 400} ${style.size}px ${App.FONT}`;
    context.textAlign = style.anchor || "center";
    context.textBaseline = "middle";
    context.globalAlpha = style.alpha ?? 1;
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = "rgba(255,255,255,.92)";
    if (!style.bare) context.strokeText(text, x, y);
    context.fillStyle = style.colour || "#1d2530";
    context.fillText(text, x, y);
    context.globalAlpha = 1;
  }
};

App.SvgPen = class {
  constructor(width, height) {
    this.size = [width, height];
    this.parts = [];
  }
  static safe(text) {
    return String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  }
  lines(segments, style) {
    if (!segments.length) return;
    const path = segments.map((s) => `M${s[0].toFixed(1)} ${s[1].toFixed(1)}L${s[2].toFixed(1)} ${s[3].toFixed(1)}`);
    const dash = style.dash ? ` stroke-dasharray="${style.dash.join(" ")}"` : "";
    this.parts.push(
      `<path d="${path.join("")}" fill="none" stroke="${style.colour}" stroke-opacity="${style.alpha}" stroke-width="${style.width}"${dash}/>`,
    );
  }
  shape(x, y, radius, square, style) {
    const look = `fill="${style.fill}" stroke="${style.stroke}" stroke-width="${style.width}" opacity="${style.alpha}"`;
    const [cx, cy, r, q] = [x, y, radius, radius * 0.9].map((n) => n.toFixed(1));
    this.parts.push(
      square
        ? `<rect x="${(x - q).toFixed(1)}" y="${(y - q).toFixed(1)}" width="${(q * 2).toFixed(1)}" height="${(q * 2).toFixed(1)}" ${look}/>`
        : `<circle cx="${cx}" cy="${cy}" r="${r}" ${look}/>`,
    );
  }
  words(x, y, text, style) {
    const anchor = { center: "middle", left: "start", right: "end" }[style.anchor || "center"];
    const halo = style.bare ? "" : ' stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"';
    this.parts.push(
      `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" dy="0.35em" text-anchor="${anchor}" font-size="${style.size}" font-weight="${style.weight || 400}" fill="${style.colour || "#1d2530"}" opacity="${style.alpha ?? 1}"${halo}>${App.SvgPen.safe(text)}</text>`,
    );
  }
  toString() {
    const [width, height] = this.size;
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, Segoe UI, Roboto, Arial, sans-serif">` +
      `<rect width="100%" height="100%" fill="#fff"/>${this.parts.join("\n")}</svg>\n`
    );
  }
};

App.shorten = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);

// Which parts of the drawing are taken, so that words do not overlap.
App.Labels = class {
  constructor() {
    this.boxes = new Map();
  }
  static cells(box) {
    const found = [];
    for (let x = Math.floor(box[0] / 80); x <= Math.floor(box[2] / 80); x += 1) {
      for (let y = Math.floor(box[1] / 40); y <= Math.floor(box[3] / 40); y += 1) found.push(`${x},${y}`);
    }
    return found;
  }
  free(box) {
    const hits = (other) => other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1];
    return !App.Labels.cells(box).some((cell) => (this.boxes.get(cell) || []).some(hits));
  }
  take(box) {
    for (const cell of App.Labels.cells(box)) {
      if (!this.boxes.has(cell)) this.boxes.set(cell, []);
      this.boxes.get(cell).push(box);
    }
  }
};
