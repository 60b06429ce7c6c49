// Elements of the page. Texts of the file are set as text, never as markup.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
}

/// A labelled choice; `options` are [value, text] pairs.
export function choice(label, options, chosen, changed) {
  const select = element("select", { onchange: () => changed(select.value) },
    ...options.map(([value, text]) => element("option", { value, selected: value === chosen }, text)));
  return element("label", {}, label, select);
}

/// A table with headings; numbers stand flush right.
export function table(caption, headings, rows) {
  const isNumber = headings.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === "number" || row[i] === null));
  const cell = (name, text, i) => element(name, { class: isNumber[i] ? "number" : undefined,
    scope: name === "th" ? "col" : undefined }, shown(text));
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    element("table", {}, element("caption", { class: "soft" }, caption),
      element("thead", {}, element("tr", {}, ...headings.map((text, i) => cell("th", text, i)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map((text, i) => cell("td", text, i)))))));
}

/// A number with five figures, whole thousands with commas.
export function shown(value) {
  if (typeof value !== "number") return value ?? "-";
  if (!Number.isFinite(value)) return "-";
  const rounded = Number(value.toPrecision(5));
  return Math.abs(rounded) >= 1000 ? Math.round(value).toLocaleString("en") : String(rounded);
}

/// The button that saves rows as CSV.
export function csvButton(name, headings, rows) {
  return element("button", { type: "button", onclick: () => save(`${name}.csv`, csv([headings, ...rows])) }, "Save as CSV");
}

export function csv(rows) {
  return rows.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

/// A text that begins like a formula gets an apostrophe, so that no spreadsheet computes it.
function csvCell(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  if (typeof value === "number") return String(Number(value.toPrecision(7)));
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function save(name, text) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}
