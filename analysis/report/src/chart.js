// The charts: lines with bands, dots of sampled designs, rows of names, differences with intervals.
import { areaY, barX, dot, lineY, plot, pointer, ruleX, ruleY, tip } from "@observablehq/plot";

const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C8C8C"]; // Okabe-Ito
const SYMBOLS = ["circle", "square2", "diamond2", "triangle2", "plus", "times", "star"];
const MOST_RUNS = 2000; // pale dots that are drawn
const LOOK = { marginBottom: 46, className: "muster", style: { background: "transparent", fontSize: "13px" } };

/// As wide as the page is, down to that of a telephone.
function width() {
  return Math.max(320, Math.min(900, document.getElementById("page").clientWidth - 32));
}

/// The name of an axis, as far as it fits.
function axisName(text) {
  const most = Math.floor(width() / 7.5);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/// Room for names left of a chart of rows.
function nameRoom() {
  return Math.round(0.28 * width());
}

/// A drawing is one image with a name to readers of screens; what Plot calls its parts is for tests.
function drawn(options) {
  const made = plot({ ...LOOK, width: width(), ...options });
  const svgs = made.tagName.toLowerCase() === "svg" ? [made] : [...made.querySelectorAll("svg")];
  for (const svg of svgs.filter((one) => one.getAttribute("aria-label"))) svg.setAttribute("role", "img");
  unname(made);
  new MutationObserver(() => unname(made)).observe(made, { childList: true, subtree: true }); // a tip comes and goes
  return made;
}

function unname(made) {
  for (const part of made.querySelectorAll("svg [aria-label]")) {
    part.dataset.mark = part.getAttribute("aria-label");
    part.removeAttribute("aria-label");
  }
}

/// Rows are points of the sweep: { x, mean, low, high, by, title }; runs: { x, y, by }.
export function against(rows, runs, labels) {
  const groups = [...new Set(rows.map((row) => row.by))];
  const isNamed = rows.some((row) => typeof row.x === "string");
  const scale = { domain: groups, range: groups.map((_, i) => COLOURS[i % COLOURS.length]) };
  const shared = { fill: "by", stroke: "by", symbol: "by" };
  const common = { marginLeft: isNamed ? nameRoom() : 64, color: { ...scale, legend: groups.length > 1 }, ariaLabel: labels.title,
    symbol: { domain: groups, range: groups.map((_, i) => SYMBOLS[i % SYMBOLS.length]) } };
  return isNamed ? named(rows, runs, labels, common, shared) : numbered(rows, runs, labels, common, shared);
}

function numbered(rows, runs, labels, common, shared) {
  const isLine = !labels.isScattered;
  const paleRuns = runs.length <= MOST_RUNS ? [dot(runs, { x: "x", y: "y", fill: "by", r: 1.6, fillOpacity: 0.4, className: "runs" })] : [];
  return drawn({ ...common, height: 420, x: { label: axisName(labels.x), labelOffset: 40, grid: true }, y: { label: axisName(labels.y), grid: true, zero: true, nice: true },
    marks: [
      ruleY([0]),
      ...(isLine ? [areaY(rows, { x: "x", y1: "low", y2: "high", fill: "by", fillOpacity: 0.18, z: "by" })] :
        [ruleX(rows.filter(hasInterval), { x: "x", y1: "low", y2: "high", stroke: "by", strokeOpacity: 0.6 })]),
      ...paleRuns,
      ...(isLine ? [lineY(rows, { x: "x", y: "mean", stroke: "by", strokeWidth: 2, z: "by" })] : []),
      dot(rows, { x: "x", y: "mean", ...shared, r: isLine ? 4.5 : 3, className: "points" }),
      tip(rows, pointer({ x: "x", y: "mean", title: "title", fill: "var(--paper)", stroke: "var(--soft)" })),
    ] });
}

function named(rows, runs, labels, common, shared) {
  const names = [...new Set(rows.map((row) => row.x))];
  const paleRuns = runs.length <= MOST_RUNS ? [dot(runs, { y: "x", x: "y", fill: "by", r: 1.6, fillOpacity: 0.4, className: "runs" })] : [];
  return drawn({ ...common, height: 90 + 26 * names.length, x: { label: axisName(labels.y), labelOffset: 40, grid: true, zero: true, nice: true },
    y: { label: null, domain: names, tickFormat: short },
    marks: [
      ...paleRuns,
      ruleY(rows.filter(hasInterval), { y: "x", x1: "low", x2: "high", stroke: "by", strokeWidth: 2 }),
      dot(rows, { y: "x", x: "mean", ...shared, r: 4.5, className: "points" }),
      tip(rows, pointer({ y: "x", x: "mean", title: "title", fill: "var(--paper)", stroke: "var(--soft)" })),
    ] });
}

/// Differences with intervals: rows of { name, value, low, high, isHarm, title }.
export function forest(rows, label, title) {
  return drawn({ marginLeft: nameRoom(), height: 80 + 24 * rows.length, ariaLabel: title,
    x: { label, labelOffset: 40, grid: true, inset: 8 }, y: { label: null, domain: rows.map((row) => row.name), tickFormat: short },
    marks: [
      ruleX([0], { strokeDasharray: "4 3" }),
      ruleY(rows.filter(hasInterval), { y: "name", x1: "low", x2: "high", stroke: colourOf, strokeWidth: 2 }),
      dot(rows, { y: "name", x: "value", fill: colourOf, symbol: (row) => (row.isHarm ? "diamond2" : "circle"), r: 5, className: "differences" }),
      tip(rows, pointer({ y: "name", x: "value", title: "title", fill: "var(--paper)", stroke: "var(--soft)" })),
    ] });
}

export function progressBar(counts) {
  const rows = Object.entries(counts).filter(([name, n]) => name !== "all" && n > 0).map(([name, n]) => ({ name, n }));
  return drawn({ height: 80 + 22 * rows.length, marginLeft: 80, ariaLabel: "Runs by what became of them",
    x: { label: "runs", labelOffset: 40, ticks: 5, tickFormat: (n) => (Number.isInteger(n) ? String(n) : "") }, y: { label: null, domain: rows.map((row) => row.name) },
    marks: [barX(rows, { y: "name", x: "n", fill: (row) => (row.name === "done" ? COLOURS[0] : COLOURS[1]) })] });
}

function hasInterval(row) {
  return Number.isFinite(row.low) && Number.isFinite(row.high);
}

function colourOf(row) {
  return row.isHarm ? COLOURS[1] : COLOURS[0];
}

function short(text) {
  const most = Math.floor(nameRoom() / 7.2);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
