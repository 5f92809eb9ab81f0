// Claims about a page: each is one line, and any that fails makes the exit code 1.
export async function run(claim, body) {
  const started = performance.now();
  try {
    await body();
    console.log(`ok    ${claim} (${Math.round(performance.now() - started)} ms)`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`FAIL  ${claim}\n      ${String(error.stack).split("\n").slice(0, 12).join("\n      ")}`);
  }
}
export function assert(truth, message) {
  if (!truth) throw new Error(typeof message === "string" ? message : JSON.stringify(message));
}
export function equal(found, wanted) {
  assert(found === wanted, `found ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`);
}
export function same(found, wanted, where = "") {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  assert(a === b, `${where} differs at ${at}: found …${a.slice(Math.max(0, at - 40), at + 400)}, wanted …${b.slice(Math.max(0, at - 40), at + 120)}`);
}
