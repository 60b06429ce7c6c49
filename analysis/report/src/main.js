// The page of muster report: what was run, what came out, and where it comes from.
import { progressBar } from "./chart.js";
import { comparisons } from "./comparisons.js";
import { counts, read } from "./data.js";
import { element, table } from "./elements.js";
import { explore } from "./explore.js";

const DESIGNS = { grid: "every combination of the factors' values", zip: "values of the factors in step", list: "labelled settings",
  file: "settings of a file", random: "independent random draws", lhs: "a Latin hypercube", sobol: "a Sobol' sequence",
  saltelli: "a design for Sobol' indices", morris: "trajectories for elementary effects" };

function period(time) {
  if (time.start === "") return `${time.counts}s ${time.first} to ${time.last}`;
  const day = (days) => new Date(Date.parse(`${time.start}T00:00:00Z`) + 864e5 * days).toISOString().slice(0, 10);
  return `${day(time.first)} to ${day(time.last)}`;
}

function introduction(data) {
  const design = data.design === "" ? "one run" : DESIGNS[data.design] ?? data.design;
  const scale = [...new Set(data.scale)];
  return element("header", {}, element("h1", {}, data.title),
    element("p", {}, `The model ${data.model}, ${period(data.time)}. Design: ${design}, ${data.points} ${data.points === 1 ? "point" : "points"} with `
      + `${data.replicates} ${data.replicates === 1 ? "replicate" : "replicates"} each`
      + (scale.length === 1 && scale[0] !== 1 ? `, on ${Number((100 * scale[0]).toPrecision(4))} % of all agents.` : ".")),
    element("p", { class: "soft" }, "It explains and compares; it does not forecast."));
}

function design(data) {
  const rows = data.factors.map((factor) => [factor.name, factor.kind ?? "", factor.words, factor.levels.length,
    factor.levels.length > 8 ? `${factor.levels[0]} to ${factor.levels.at(-1)}` : factor.levels.join(", "), factor.unit === "1" ? "" : factor.unit]);
  return element("section", { "aria-label": "Design" }, element("h2", {}, "Design"),
    rows.length ? table("Factors", ["factor", "kind", "meaning", "values", "which", "unit"], rows) :
      element("p", {}, "Nothing was varied."));
}

function completeness(data) {
  const n = counts(data);
  const left = n.all - n.done;
  const text = left === 0 ? `All ${n.all} runs are done.` :
    `${n.done} of ${n.all} runs are done; ${left} count nowhere: ${n.failed} failed, ${n.stopped} stopped, ${n.missing} missing.`;
  return element("section", { "aria-label": "Completeness" }, element("h2", {}, "Completeness"), element("p", { id: "completeness" }, text),
    left ? element("figure", {}, progressBar(n)) : undefined,
    data.failures.length ? table("Runs that failed", ["point", "replicate", "stage", "message"],
      data.failures.map((one) => [one.point, one.replicate, one.stage, one.message])) : undefined);
}

function provenance(data) {
  const { file, sha256, written_by, scenario, sweep } = data.provenance;
  const text = (title, body) => (body ? element("details", {}, element("summary", {}, title), element("pre", { tabindex: "0" }, body)) : undefined);
  return element("section", { "aria-label": "Provenance" }, element("h2", {}, "Provenance"),
    element("p", {}, "File ", element("code", {}, file), ", SHA-256 ", element("code", { id: "digest" }, sha256), "."),
    element("p", {}, `Written by ${written_by}. muster verify computes a sample of its runs again and compares.`),
    text("The scenario, resolved", scenario), text("The sweep, resolved", sweep));
}

const data = read(document.getElementById("data").textContent);
const parts = [introduction(data), design(data), completeness(data), comparisons(data)];
if (data.metrics.length) parts.push(explore(data));
document.getElementById("page").replaceChildren(...parts, provenance(data));
document.body.dataset.ready = "yes";
