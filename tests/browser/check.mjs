// Opens the pages that pages.py wrote in Chromium and checks what only a browser can say.
// Usage: node check.mjs FOLDER CHROMIUM
import { readFileSync, copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { assert, equal, run, same } from "./claims.mjs";
import { chosenText, marking, shownIds, texts } from "./reading.mjs";

const [folder, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const facts = (name) => JSON.parse(readFileSync(resolve(folder, `${name}.json`), "utf8"));
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** Open a page; whatever it logs, asks for or pops up is an error of the claim that opened it. */
async function open(name, { hash = "", width = 1440, height = 900, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const url = pathToFileURL(resolve(folder, name)).href;
  page.faults = [];
  page.on("console", (message) => page.faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => page.faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { page.faults.push("dialog"); dialog.dismiss(); });
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) page.faults.push(`request: ${request.url().slice(0, 90)}`);
  });
  await page.goto(url + hash);
  return page;
}
async function quiet(page) {
  same(page.faults, []);
  await page.context().close();
}
const first = (briefing, kind) => briefing.statements.find((s) => s.kind === kind).id;

for (const name of ["sample", "hostile"]) {
  const briefing = facts(name);
  await run(`${name}: the text of every article is in the page, code point for code point`, async () => {
    const page = await open(`${name}.html`);
    same(await texts(page), briefing.articles.map((article) => carried(article.text)));
    await quiet(page);
  });
  await run(`${name}: choosing a statement marks exactly the words of its evidence`, async () => {
    const page = await open(`${name}.html`);
    const step = Math.max(1, Math.floor(briefing.statements.length / 40));
    const some = briefing.statements.filter((_, n) => n % step === 0);
    assert(name !== "sample" || some.length >= 20, "fewer than 20 statements");
    for (const statement of some) {
      await page.locator(`#st-${statement.id} > p`).last().click({ position: { x: 4, y: 4 } });
      same(await marking(page), expected(briefing, statement), statement.id);
      equal(new URL(page.url()).hash, `#st-${statement.id}`);
    }
    await quiet(page);
  });
  await run(`${name}: choosing a statement brings its words into view, at every width`, async () => {
    for (const width of [390, 834, 1440]) {
      const page = await open(`${name}.html`, { width });
      for (const statement of briefing.statements.slice(-6)) {
        await page.locator(`#st-${statement.id} small a`).first().click();
        assert(await page.locator(".text a.on").first().evaluate(isInView), `${statement.id} at ${width}`);
        await page.keyboard.press("Escape");
      }
      await quiet(page);
    }
  });
  for (const width of [390, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      await run(`${name}: axe-core finds nothing at ${width} pixels, ${colorScheme}`, async () => {
        const page = await open(`${name}.html`, { width, colorScheme, hash: `#st-${briefing.statements[0].id}` });
        await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
        await page.click("#show-missed");
        await page.evaluate(axe);
        const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        same(found.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 120)} ${v.nodes[0].failureSummary}`), []);
        await quiet(page);
      });
    }
  }
  await run(`${name}: nothing is wider than a phone`, async () => {
    const page = await open(`${name}.html`, { width: 390 });
    equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    await quiet(page);
  });
}

await run("hostile: nothing in it runs, and its file name may be anything", async () => {
  const name = "a'\"><img src=x onerror=window.ran=3>&#x202e;.html".replaceAll("/", "");
  copyFileSync(resolve(folder, "hostile.html"), resolve(folder, name));
  const page = await open(name);
  await page.waitForTimeout(300);
  equal(await page.evaluate(() => window.ran), undefined);
  equal(await page.evaluate(() => document.querySelectorAll("img, script").length), 1);
  await quiet(page);
});
await run("the policy stops what is put into the page later", async () => {
  const page = await open("sample.html");
  const refused = [];
  page.on("requestfailed", (request) => refused.push(request.failure().errorText));
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = 4";
    document.body.append(script, Object.assign(new Image(), { src: "https://example.invalid/x.png" }));
    document.body.insertAdjacentHTML("beforeend", "<p onclick='window.ran=5' style='color:red' id=late>x</p>");
    document.getElementById("late").click();
  });
  await page.waitForTimeout(200);
  equal(await page.evaluate(() => window.ran), undefined);
  assert(page.faults.filter((fault) => fault.includes("Content Security Policy")).length >= 3, page.faults);
  same(refused, ["csp"]);
  await page.context().close();
});
await run("an empty briefing is a page without faults", async () => {
  await quiet(await open("empty.html"));
});

const briefing = facts("sample");
await run("kinds, speakers, articles and words filter, and Show all undoes it", async () => {
  const page = await open("sample.html");
  const all = briefing.statements.map((s) => s.id);
  same((await shownIds(page)).sort(), [...all].sort());
  await page.click("[data-kind=position]");
  same(await ids(page), of((s) => s.kind !== "position"));
  await page.click("#show-all");
  const speaker = briefing.statements[0].speaker;
  const option = await page.locator("#by-speaker option").evaluateAll((options, name) =>
    options.find((o) => o.textContent.replace(/ \(\d+\)$/, "") === name).value, speaker);
  await page.selectOption("#by-speaker", option);
  same(await ids(page), of((s) => s.speaker === speaker));
  await page.click("#show-all");
  const article = briefing.articles[2].id;
  await page.selectOption("#by-article", "3");
  same(await ids(page), of((s) => s.evidence.some((e) => e.article === article)));
  equal(await page.locator("article[data-a]:visible").count(), 1);
  await page.click("#show-all");
  await page.fill("#q", "COMMISSION strait");
  const found = await ids(page);
  assert(found.length > 0 && found.length < all.length, found.length);
  equal(await page.textContent("#count"), `${found.length} of ${all.length} statements`);
  await page.fill("#q", "no such words anywhere");
  same(await ids(page), []);
  await page.click("#show-all");
  equal((await ids(page)).length, all.length);
  await quiet(page);
});
await run("a link to a statement, or to its words, chooses it, and shows it though filtered", async () => {
  const id = first(briefing, "question");
  const page = await open("sample.html", { hash: `#st-${id}` });
  equal(await page.locator(".list > .on").getAttribute("id"), `st-${id}`);
  assert(await page.locator(`#st-${id}`).evaluate(isInView), "statement out of view");
  assert(await page.locator(".text a.on").first().evaluate(isInView), "words out of view");
  const href = await page.locator(`#st-${first(briefing, "demand")} small a`).first().getAttribute("href");
  await page.click("[data-kind=demand]");
  await page.evaluate((hash) => { location.hash = hash; }, href);
  await page.waitForTimeout(100);
  equal(await page.locator(".list > .on").getAttribute("id"), `st-${first(briefing, "demand")}`);
  assert(await page.locator(".list > .on").isVisible(), "hidden by a filter");
  await quiet(page);
});
await run("keys alone reach, choose, read, return and go on", async () => {
  const page = await open("sample.html");
  await page.keyboard.press("Tab");
  equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the briefing");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("strait");
  const link = page.locator(".list > li:visible small a").first();
  for (let n = 0; n < 40 && !(await link.evaluate((a) => a === document.activeElement)); n += 1) await page.keyboard.press("Tab");
  assert(await link.evaluate((a) => a === document.activeElement), "no statement reached");
  await page.keyboard.press("Enter");
  assert(await page.evaluate(() => document.activeElement.matches(".text a.on")), "words have no focus");
  assert((await page.textContent("#tip")).length > 3 && await page.isVisible("#tip"), "nobody named");
  await page.keyboard.press("Escape");
  assert(!(await page.isVisible("#tip")), "tooltip stays");
  await page.keyboard.press("Escape");
  assert(await link.evaluate((a) => a === document.activeElement), "no way back");
  await page.keyboard.press("j");
  assert(await page.evaluate(() => document.activeElement.closest("li").matches(".on")), "j goes nowhere");
  assert(!(await link.evaluate((a) => a === document.activeElement)), "j stays");
  await quiet(page);
});
await run("pointing at words says who said them, and choosing them leads to the statement", async () => {
  const page = await open("sample.html");
  const statement = briefing.statements[0];
  const mark = page.locator(`.text a[href="#st-${statement.id}"]`).first();
  await mark.scrollIntoViewIfNeeded();
  const at = await mark.evaluate((a) => { const box = a.getClientRects()[0]; return [box.left + 5, box.top + 5]; });
  await page.mouse.move(...at);
  equal(await page.textContent("#tip"), `${statement.speaker === "unattributed" ? "Nobody named" : statement.speaker} (${statement.kind})`);
  await page.mouse.click(...at);
  same(await marking(page), expected(briefing, statement));
  assert(await page.locator(`#st-${statement.id}`).evaluate(isInView), "statement out of view");
  await quiet(page);
});
await run("what no statement covers can be shown", async () => {
  const page = await open("hostile.html", { width: 390 });
  await page.click("#show-missed");
  equal(await page.locator("#un-1").textContent(), "Nobody covers this");
  assert(await page.locator("#un-1").evaluate((e) => getComputedStyle(e).outlineStyle !== "none"), "not shown");
  assert(await page.locator("#articles").isVisible(), "sheet closed");
  await page.click("#close-articles");
  assert(!(await page.locator("#articles").isVisible()), "sheet open");
  await quiet(page);
});
await run("without script it is a plain document whose links work", async () => {
  const page = await open("sample.html", { javaScriptEnabled: false, width: 390 });
  assert(!(await page.isVisible("#filters")), "filters without script");
  equal(await page.locator(".list > li:visible").count(), briefing.statements.length);
  assert(await page.locator(".text").last().isVisible(), "articles hidden");
  const link = page.locator(".list small a").nth(20);
  const href = await link.getAttribute("href");
  await link.click();
  equal(new URL(page.url()).hash, href);
  assert(await page.locator(`[id="${href.slice(1)}"]`).evaluate(isInView), "words out of view");
  await page.context().close();
});
await run("on paper every statement and article is printed whole, and no control", async () => {
  const page = await open("sample.html");
  await page.emulateMedia({ media: "print" });
  assert(!(await page.isVisible("#filters")) && !(await page.isVisible("#tip")), "controls printed");
  const cut = await page.evaluate(() => [...document.querySelectorAll("#articles, main, .text")]
    .filter((e) => e.scrollHeight > e.clientHeight + 2 && getComputedStyle(e).overflowY !== "visible").map((e) => e.id));
  same(cut, []);
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format });
    assert(pdf.length > 50000, `${format}: ${pdf.length} bytes`);
  }
  await page.emulateMedia({ media: "screen" });
  await page.selectOption("#by-article", "1");
  await page.emulateMedia({ media: "print" });
  assert(await page.isVisible("#filtered"), "a filtered print does not say so");
  await quiet(page);
});

await browser.close();

async function ids(page) { return (await shownIds(page)).sort(); }
function of(test) { return briefing.statements.filter(test).map((s) => s.id).sort(); }
function carried(text) { return [...text].map((c) => (c === "\0" || /^[\ud800-\udfff]$/.test(c) ? "\ufffd" : c)).join(""); }
function expected(from, statement) {
  return from.articles.map((article) => chosenText(carried(article.text), statement.evidence.filter((e) => e.article === article.id)));
}
function isInView(element) {
  const box = element.getClientRects()[0], middle = [box.left + Math.min(6, box.width / 2), box.top + Math.min(8, box.height / 2)];
  const top = document.elementFromPoint(...middle);
  return Boolean(top) && (top === element || element.contains(top) || top.contains(element));
}
