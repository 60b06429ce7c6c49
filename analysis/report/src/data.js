// What the page holds, as the charts take it.

/// Float32 numbers from base64.
export function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

export function read(text) {
  const data = JSON.parse(text);
  for (const metric of data.metrics) {
    let held;
    // decoded when the metric is first shown: a page of many metrics opens at once
    Object.defineProperty(metric, "values", { get: () => (held ??= decoded(data, metric)) });
    metric.isShare = ["", "1", "-"].includes(metric.unit) && metric.denominator !== "";
    metric.times = metric.isShare ? 100 : 1;
    metric.shownUnit = metric.isShare ? `% of ${metric.denominator}` : ["", "1", "-"].includes(metric.unit) ? "" : metric.unit;
    metric.words = sentence(metric.meaning.split(";")[0].replace(`, over ${metric.denominator}`, "")) || metric.name;
  }
  for (const factor of data.factors) {
    factor.texts = factor.names ?? factor.values.map((value) => String(Number(value.toPrecision(6))));
    factor.levels = levels(factor);
    factor.words = sentence(factor.meaning.split(";")[0]) || factor.name;
  }
  if (data.labels.length > 0)
    data.factors.unshift({ name: "label", meaning: "label of the point", words: "Label", unit: "", names: data.labels,
      texts: data.labels, levels: [...new Set(data.labels)] });
  return data;
}

function decoded(data, metric) {
  const runs = unpacked(metric.runs);
  if (!metric.mean) return { runs, mean: runs, low: null, high: null };
  return { runs, mean: unpacked(metric.mean), low: unpacked(metric.low), high: unpacked(metric.high) };
}

function levels(factor) {
  if (factor.names) return [...new Set(factor.names)];
  return [...new Map(factor.values.map((value, i) => [value, factor.texts[i]])).entries()]
    .sort(([a], [b]) => a - b).map(([, text]) => text);
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function counts(data) {
  const n = [0, 0, 0, 0];
  for (const status of data.status) n[status] += 1;
  return { missing: n[0], done: n[1], failed: n[2], stopped: n[3], all: data.status.length };
}

/// Whether points lie on a grid: some factors take few values each, many times.
export function isGrid(data) {
  return data.design === "grid" || (data.points > 1 && data.factors.every((factor) => factor.levels.length < data.points));
}
