// A metric against a factor, by another: what the reader chooses, the chart, its data as a table and as CSV.
import { against } from "./chart.js";
import { choice, csvButton, element, shown, table } from "./elements.js";

const MOST_GROUPS = 12; // colours that can be told apart
const NONE = "";

export function explore(data) {
  const varied = data.factors.filter((factor) => factor.levels.length > 1);
  const state = { metric: data.metrics[0].name, x: (varied[0] ?? data.factors[0])?.name ?? NONE, by: NONE, fixed: {} };
  state.by = isScattered(data, state) ? NONE : (groupable(data, state)[0]?.name ?? NONE);
  const controls = element("div", { class: "controls" });
  const figure = element("figure", { class: "chart", id: "chart" });
  const below = element("div");
  const draw = () => {
    const labels = labelsOf(data, state);
    controls.replaceChildren(...choices(data, state, varied, draw));
    const rows = rowsOf(data, state);
    figure.replaceChildren(rows.length ? against(rows, runsOf(data, state, rows), labels) : "No run has a value here.",
      element("figcaption", { class: "soft" }, captionOf(data, state)));
    below.replaceChildren(...dataOf(data, state, rows, labels));
  };
  draw();
  return element("section", { "aria-label": "Explore" }, element("h2", {}, "Explore"), controls, figure, below);
}

function choices(data, state, varied, draw) {
  const set = (key) => (value) => {
    state[key] = value;
    if (state.by === state.x) state.by = NONE;
    draw();
    document.querySelector(`[data-choice="${key}"] select`)?.focus();
  };
  const made = [choice("Metric", data.metrics.map((metric) => [metric.name, metric.harm ? `${metric.name} (harm)` : metric.name]),
    state.metric, set("metric"))];
  if (varied.length > 0) made.push(choice("Against", varied.map((factor) => [factor.name, factor.name]), state.x, set("x")));
  const groups = groupable(data, state);
  if (groups.length > 0)
    made.push(choice("Group by", [[NONE, "(nothing)"], ...groups.map((factor) => [factor.name, factor.name])], state.by, set("by")));
  ["metric", "x", "by"].slice(0, made.length).forEach((key, i) => made[i].setAttribute("data-choice", key));
  for (const factor of others(data, state)) {
    state.fixed[factor.name] ??= factor.levels[0];
    made.push(choice(`At ${factor.name}`, factor.levels.map((level) => [level, level]), state.fixed[factor.name], (value) => {
      state.fixed[factor.name] = value;
      draw();
    }));
  }
  return made;
}

function factorOf(data, name) {
  return data.factors.find((factor) => factor.name === name);
}

function metricOf(data, state) {
  return data.metrics.find((metric) => metric.name === state.metric);
}

/// No two points share a value of what is drawn against: nothing to group or to fix.
function isScattered(data, state) {
  const x = factorOf(data, state.x);
  return x === undefined || x.levels.length === data.points;
}

function groupable(data, state) {
  if (isScattered(data, state)) return [];
  return data.factors.filter((factor) => factor.name !== state.x && factor.levels.length > 1 && factor.levels.length <= MOST_GROUPS);
}

/// Factors that must have one value, so that each mark is one point of the sweep.
function others(data, state) {
  if (isScattered(data, state)) return [];
  return data.factors.filter((factor) => ![state.x, state.by].includes(factor.name) && factor.levels.length > 1);
}

function pointsOf(data, state) {
  const fixed = others(data, state);
  return Array.from({ length: data.points }, (_, point) => point)
    .filter((point) => fixed.every((factor) => factor.texts[point] === state.fixed[factor.name]));
}

function placeOf(factor, point) {
  return factor === undefined ? "all runs" : factor.names ? factor.names[point] : factor.values[point];
}

export function rowsOf(data, state) {
  const metric = metricOf(data, state), x = factorOf(data, state.x), by = factorOf(data, state.by);
  const { mean, low, high } = metric.values;
  const at = (values, point) => (values ? metric.times * values[point] : NaN);
  const order = by ? new Map(by.levels.map((level, i) => [level, i])) : null;
  return pointsOf(data, state).filter((point) => Number.isFinite(mean[point])).map((point) => {
    const row = { point, x: placeOf(x, point), by: by ? by.texts[point] : "", mean: at(mean, point), low: at(low, point),
      high: at(high, point) };
    row.title = titleOf(data, row);
    return row;
  }).sort((a, b) => (order ? order.get(a.by) - order.get(b.by) : 0) || (typeof a.x === "number" ? a.x - b.x : 0));
}

function titleOf(data, row) {
  const setting = data.factors.filter((factor) => factor.levels.length > 1).map((factor) => `${factor.name} = ${factor.texts[row.point]}`);
  const interval = Number.isFinite(row.low) ? ` (${shown(row.low)} to ${shown(row.high)})` : "";
  return [`${shown(row.mean)}${interval}`, ...setting, `point ${row.point}`].join("\n");
}

function runsOf(data, state, rows) {
  const metric = metricOf(data, state);
  if (data.replicates < 2) return [];
  const { runs } = metric.values;
  return rows.flatMap((row) => Array.from({ length: data.replicates }, (_, r) => ({ x: row.x, by: row.by,
    y: metric.times * runs[row.point * data.replicates + r] })).filter((run) => Number.isFinite(run.y)));
}

function labelsOf(data, state) {
  const metric = metricOf(data, state), x = factorOf(data, state.x);
  const unit = metric.shownUnit ? ` [${metric.shownUnit}]` : "";
  return { title: `${metric.words} against ${state.x}`, y: `${metric.words}${unit}`, isScattered: isScattered(data, state),
    x: x ? `${x.words}${["", "1", "-"].includes(x.unit) ? "" : ` [${x.unit}]`}` : "" };
}

function captionOf(data, state) {
  const parts = [`${metricOf(data, state).words}. `];
  if (data.replicates > 1)
    parts.push(`Large marks: means over replicates; bands and lines through them: ${100 * data.level} % t intervals of the mean; small marks: runs. `);
  else parts.push("One replicate: no interval. ");
  if (isScattered(data, state) && data.factors.length > 1) parts.push("From mark to mark, the other factors differ, too.");
  return parts.join("");
}

function dataOf(data, state, rows, labels) {
  const factors = data.factors.filter((factor) => factor.levels.length > 1);
  const headings = ["point", ...factors.map((factor) => factor.name), state.metric, "low", "high"];
  const cells = rows.map((row) => [row.point, ...factors.map((factor) => factor.texts[row.point]), row.mean,
    Number.isFinite(row.low) ? row.low : null, Number.isFinite(row.high) ? row.high : null]);
  const body = element("details", { ontoggle: () => {
    if (body.open && body.children.length === 1)
      body.append(table(`${labels.y}, with the ends of its interval`, headings, cells));
  } }, element("summary", {}, "The data of this chart as a table"));
  return [csvButton(state.metric, headings, cells), body];
}
