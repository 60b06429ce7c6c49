// Opens pages of muster report in a browser and says what is there, as JSON. Usage: node browser.mjs CHROMIUM FOLDER
// FOLDER holds grid.html, list.html, sampled.html, large.html; pictures of them are written beside them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [chromium, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({ executablePath: chromium, headless: true, protocolTimeout: 300000,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });

async function opened(name, theme = "light", width = 1100) {
  const page = await browser.newPage();
  page.complaints = [];
  page.on("console", (message) => page.complaints.push(message.text()));
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("request", (request) => { if (!/^(file|blob|data):/.test(request.url())) page.complaints.push(request.url()); });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  await page.goto(`file://${folder}/${name}.html`);
  await page.waitForSelector("body[data-ready]", { timeout: 120000 });
  return page;
}

const faults = (page) => page.evaluate(`${axe}; axe.run().then((found) => found.violations.map((one) => one.id + ": " + one.help))`);
const rowsOfChart = (page) => page.evaluate(async () => {
  const details = document.querySelector("#chart ~ div details");
  details.open = true;
  await new Promise((done) => setTimeout(done, 50));
  return [...details.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent));
});
const marks = (page, kind) => page.$$eval(`#chart .${kind} > *`, (found) => found.length);

const said = {};
for (const name of ["grid", "list", "sampled"]) {
  const page = await opened(name);
  const one = said[name] = { text: await page.$eval("#page", (found) => found.innerText), points: await marks(page, "points"),
    runs: await marks(page, "runs"), table: await rowsOfChart(page), faults: await faults(page),
    headings: await page.$$eval("h2", (found) => found.map((each) => each.textContent)),
    body: await page.$eval("body", (found) => found.id), images: await page.$$eval("img", (found) => found.length) };
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  if (name === "grid") {
    await page.focus('[data-choice="metric"] select'); // by keyboard alone
    await page.keyboard.press("ArrowDown");
    one.metricByKeyboard = await page.$eval('[data-choice="metric"] select', (found) => found.value);
    one.tableByKeyboard = await rowsOfChart(page);
    await page.select('[data-choice="x"] select', "danger.trigger");
    one.pointsAgainstTheOther = await marks(page, "points");
    await page.select('[data-choice="by"] select', "surveillance.informer_density");
    one.pointsGrouped = await marks(page, "points");
    const dot = await page.$('#chart .points > *');
    await dot.hover();
    one.tip = await page.$eval('#chart [data-mark="tip"]', (found) => found.textContent);
    one.csv = await page.evaluate(async () => {
      const held = [];
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob) => { held.push(blob); return create.call(URL, blob); };
      HTMLAnchorElement.prototype.click = () => {};
      document.querySelector("#chart ~ div button").click();
      return held[0].text();
    });
    one.faultsAfter = await faults(page);
  }
  one.complaints = page.complaints;
  await page.close();
}
for (const [theme, width] of [["dark", 1100], ["light", 400]]) {
  const page = await opened("grid", theme, width);
  said[`${theme}${width}`] = { faults: await faults(page), complaints: page.complaints,
    isWiderThanPage: await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth) };
  await page.screenshot({ path: `${folder}/${theme}-${width}.png`, fullPage: true });
  await page.close();
}
const times = [];
for (let i = 0; i < 3; i += 1) { // the best of three: what else the machine does is not the page's doing
  const page = await opened("large");
  times.push(await page.evaluate(async () => {
    const started = performance.now();
    const select = document.querySelector('[data-choice="metric"] select');
    select.selectedIndex = 1;
    select.dispatchEvent(new Event("change"));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const navigation = performance.getEntriesByType("navigation")[0];
    return { open: navigation.domContentLoadedEventEnd, change: performance.now() - started };
  }));
  await page.close();
}
said.large = { open: Math.min(...times.map((one) => one.open)), change: Math.min(...times.map((one) => one.change)) };
await browser.close();
console.log(JSON.stringify(said));
