// What a page shows, read from its DOM.

/** The texts of the articles, in order. */
export const texts = (page) => page.locator(".text").evaluateAll((all) => all.map((e) => e.textContent));

/** Ids of the statements that no filter hides. */
export const shownIds = (page) => page.locator(".list > li:visible").evaluateAll((all) => all.map((li) => li.id.slice(3)));

/** For each article, its marked stretches as [start, words], start in code points. */
export const marking = (page) => page.locator(".text").evaluateAll((all) => all.map((text) => {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const stretches = [];
  let at = 0, open = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".on")) {
      if (!open) stretches.push((open = [at, ""]));
      open[1] += node.data;
    } else if (node.data) {
      open = null;
    }
    at += [...node.data].length;
  }
  return stretches;
}));

/** The same stretches, cut from the text of the JSON by the offsets of the evidence. */
export function chosenText(text, evidence) {
  const points = [...text];
  const stretches = [];
  for (const { start, end } of [...evidence].sort((a, b) => a.start - b.start)) {
    const last = stretches.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else stretches.push([start, end]);
  }
  return stretches.map(([start, end]) => [start, points.slice(start, end).join("")]);
}
