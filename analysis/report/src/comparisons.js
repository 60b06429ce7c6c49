// The key comparisons: what muster compare says, with harm, as a chart and as a table.
import { forest } from "./chart.js";
import { choice, csvButton, element, shown, table } from "./elements.js";

const HEADINGS = ["metric", "harm", "base", "value", "difference", "low", "high", "ratio", "replicates", "says"];

export function comparisons(data) {
  const section = element("section", { "aria-label": "Key comparisons" }, element("h2", {}, "Key comparisons"));
  const held = data.comparisons.filter((one) => one.rows);
  for (const one of data.comparisons.filter((each) => each.refused)) section.append(element("p", { class: "soft" }, one.refused));
  if (held.length === 0) {
    section.append(element("p", {}, data.points === 1 ? "One point: nothing to compare." :
      "No two points of this design differ in one factor alone. Ask for a comparison with --base and --to, or see muster analyze."));
    return section;
  }
  section.append(element("p", {}, "Differences are paired over replicates, which share their random numbers. Harm done to people always stands beside what is asked for."));
  const pairs = held.flatMap((one) => [...new Set(one.rows.map((row) => row.to))].map((to) => ({ one, to })));
  const state = { pair: 0 };
  const controls = element("div", { class: "controls" });
  const body = element("div", { id: "comparison" });
  const draw = () => {
    const { one, to } = pairs[state.pair];
    body.replaceChildren(...of(data, one, to));
  };
  controls.append(choice("Compare", pairs.map(({ one, to }, i) => [String(i), `${to} with ${one.base}`]), "0", (value) => {
    state.pair = Number(value);
    draw();
  }));
  draw();
  section.append(controls, body);
  return section;
}

function of(data, one, to) {
  const rows = one.rows.filter((row) => row.to === to);
  const known = rows.filter((row) => Number.isFinite(row.base) && row.base !== 0 && Number.isFinite(row.difference));
  const percent = known.map((row) => ({ name: row.metric, isHarm: row.harm !== "", value: 100 * row.difference / Math.abs(row.base),
    low: ends(row, row.difference_t_low), high: ends(row, row.difference_t_high),
    title: `${row.metric}\n${shown(row.base)} to ${shown(row.value)}${row.unit === "1" ? "" : ` ${row.unit}`}\n${row.says}` }));
  const chosen = pick(percent, data);
  const cells = rows.map((row) => [row.metric, row.harm, row.base, row.value, row.difference, row.difference_t_low, row.difference_t_high,
    row.ratio, row.n, row.says]);
  const title = `${to}, compared with ${one.base}`;
  return [
    element("h3", {}, title),
    element("figure", { class: "chart" }, forest(chosen, "difference in percent of the base", title),
      element("figcaption", { class: "soft" }, "Lines: 95 % t intervals of the paired difference. Red diamonds: harm. An interval across the dashed line does not show that nothing changes.")),
    csvButton("comparison", HEADINGS, cells),
    element("details", {}, element("summary", {}, "All metrics of this comparison as a table"), table(title, HEADINGS, cells)),
    ...one.notes.map((note) => element("p", { class: "soft" }, note)),
  ];
}

function ends(row, value) {
  return Number.isFinite(value) ? 100 * value / Math.abs(row.base) : NaN;
}

/// The first metrics of the file, and all that is harm.
function pick(rows, data) {
  const first = new Set(data.metrics.slice(0, 6).map((metric) => metric.name));
  return rows.filter((row) => row.isHarm || first.has(row.name));
}
