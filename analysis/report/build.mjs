// Makes bundle.js of src/ and the locked packages; see scripts/report-bundle. Usage: node build.mjs [OUTPUT]
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const SOURCES = [...readdirSync("src").sort().map((name) => `src/${name}`), "build.mjs", "package.json", "package-lock.json"];

/// As tests/analysis/report_bundle_test.py forms it: names and contents in order.
function digest() {
  const sum = createHash("sha256");
  for (const name of SOURCES) sum.update(`${name}\n`).update(readFileSync(name));
  return sum.digest("hex");
}

/// Licences of the packages in the bundle: each text once, after the copyright lines of those that have it.
function licences(inputs) {
  const names = new Set(inputs.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
  const holders = new Map();
  for (const name of [...names].sort()) {
    const folder = `node_modules/${name}`;
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file ? readFileSync(`${folder}/${file}`, "utf8") : JSON.parse(readFileSync(`${folder}/package.json`)).license;
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const rest = lines.filter((line) => !/^Copyright /.test(line)).join("\n").trim();
    holders.set(rest, [...(holders.get(rest) ?? []), `${name}: ${lines.filter((line) => /^Copyright /.test(line)).join("; ")}`]);
  }
  return [...holders].map(([text, who]) => `${who.join("\n")}\n\n${text}`).join("\n\n").replaceAll("*/", "* /");
}

const made = await build({ entryPoints: ["src/main.js"], bundle: true, minify: true, format: "iife", target: "es2021",
  legalComments: "none", charset: "ascii", write: false, metafile: true, logLevel: "warning" });
// an end of the script element in the code would end it on the page
const code = made.outputFiles[0].text.replaceAll("</script", "<\\/script");
const banner = `/* sources ${digest()}\nMade by scripts/report-bundle. It contains:\n${licences(Object.keys(made.metafile.inputs))}\n*/\n`;
writeFileSync(process.argv[2] ?? "bundle.js", banner + code);
