// Choosing, filtering and finding statements. Without it the page is the same text in one piece.
"use strict";
(() => {
  const page = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const items = all(".list > li");
  const marks = all(".text a, .gap");
  const panel = $("articles"), tip = $("tip"), form = $("filters");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = matchMedia("(max-width: 49.99rem)");
  let chosen = null;

  const idsOf = (mark) => (mark.dataset.st || mark.hash.slice(4)).split(" ");
  const behaviour = () => (still.matches ? "auto" : "smooth");
  const remember = (id) => {
    // Some mail viewers show an attachment where the address may not be changed.
    try { history.replaceState(null, "", "#st-" + id); } catch { /* the page works without */ }
  };

  // Choosing
  function choose(item, { focusMark = false, showItem = false } = {}) {
    if (item.hidden) showAll();
    for (const old of all(".on")) old.classList.remove("on");
    const id = item.id.slice(3);
    const own = marks.filter((mark) => idsOf(mark).includes(id));
    item.classList.add("on");
    for (const mark of own) mark.classList.add("on");
    chosen = item;
    remember(id);
    if (showItem) item.scrollIntoView({ block: "nearest", behavior: behaviour() });
    open();
    if (own.length) scrollPanel(own[0]);
    if (focusMark && own.length) own[0].focus({ preventScroll: true });
  }
  function scrollPanel(target) {
    const from = panel.getBoundingClientRect(), to = target.getBoundingClientRect();
    const middle = Math.max(60, from.height / 3);
    panel.scrollTo({ top: panel.scrollTop + to.top - from.top - middle, behavior: behaviour() });
  }
  function open() {
    if (narrow.matches) { page.classList.add("reading"); $("close-articles").hidden = false; }
  }
  function close() {
    page.classList.remove("reading");
    if (panel.contains(document.activeElement)) (link(chosen) || $("open-articles")).focus();
  }
  const link = (item) => item && item.querySelector("small > a");
  const itemOf = (hash) => {
    const target = hash.length > 1 && $(decodeURIComponent(hash.slice(1)));
    if (!target) return null;
    if (hash.startsWith("#st-")) return target;
    if (!hash.startsWith("#ev-")) return null;
    return items.find((item) => item.querySelector(`[href="${hash}"]`)) || null;
  };
  function follow() {
    let item = null;
    try { item = itemOf(location.hash); } catch { /* not one of our addresses */ }
    if (item) choose(item, { showItem: true });
  }

  document.addEventListener("click", (event) => {
    const anchor = event.target.closest("a");
    if (anchor && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    if (anchor && anchor.matches(".text a")) {
      event.preventDefault();
      const ids = idsOf(anchor);
      const next = chosen ? ids.indexOf(chosen.id.slice(3)) + 1 : 0;
      const item = $("st-" + ids[next % ids.length]);
      choose(item, { showItem: true });
      if (!narrow.matches) link(item).focus({ preventScroll: true });
    } else if (anchor && /^#(ev|st)-/.test(anchor.getAttribute("href"))) {
      const item = itemOf(anchor.hash);
      if (!item) return;
      event.preventDefault();
      choose(item, { focusMark: anchor.hash.startsWith("#ev-"), showItem: anchor.matches(".points a") });
    } else if (anchor && /^#(a|un)-/.test(anchor.getAttribute("href"))) {
      event.preventDefault();
      open();
      const target = $(anchor.hash.slice(1));
      if (target.matches(".missed")) showMissed(true);
      if (target.hidden) showAll();
      scrollPanel(target);
      target.focus({ preventScroll: true });
    } else if (!anchor) {
      const item = event.target.closest(".list > li");
      if (item && String(getSelection()) === "") choose(item);
    }
  });
  addEventListener("hashchange", follow);

  // Keys
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!tip.hidden) hideTip();
      else if (panel.contains(document.activeElement) && link(chosen)) { page.classList.remove("reading"); link(chosen).focus(); }
      else close();
      return;
    }
    const item = event.target.closest && event.target.closest(".list > li");
    if (!item || event.ctrlKey || event.metaKey || event.altKey || !"jk".includes(event.key)) return;
    const shown = items.filter((other) => !other.hidden);
    const next = shown[shown.indexOf(item) + (event.key === "j" ? 1 : -1)];
    if (next) { choose(next, { showItem: true }); link(next).focus({ preventScroll: true }); }
  });

  // Who said it
  function showTip(mark) {
    tip.textContent = mark.dataset.who;
    tip.hidden = false;
    mark.setAttribute("aria-describedby", "tip");
    const at = mark.getClientRects()[0], box = tip.getBoundingClientRect();
    const top = at.top - box.height - 6;
    tip.style.top = `${top < 4 ? at.bottom + 6 : top}px`;
    tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.width - 8))}px`;
  }
  function isShown(mark) {
    const box = panel.getBoundingClientRect(), at = mark.getClientRects()[0];
    return at.top > box.top && at.top < box.bottom;
  }
  function hideTip() {
    tip.hidden = true;
    for (const mark of all("[aria-describedby=tip]")) mark.removeAttribute("aria-describedby");
  }
  for (const mark of all(".text [title]")) {
    const kind = ["demand", "consequence", "question"].find((name) => mark.classList.contains(name));
    mark.dataset.who = mark.matches("a") ? `${mark.title} (${kind || "position"})` : mark.title;
    mark.removeAttribute("title");
  }
  for (const name of ["mouseover", "focusin"]) {
    panel.addEventListener(name, (event) => {
      const mark = event.target.closest("[data-who]");
      if (mark) { hideTip(); showTip(mark); }
    });
  }
  for (const name of ["mouseout", "focusout"]) {
    panel.addEventListener(name, (event) => {
      if (!tip.contains(event.relatedTarget)) hideTip();
    });
  }
  tip.addEventListener("mouseleave", hideTip);
  panel.addEventListener("scroll", () => {
    const mark = document.activeElement.closest("#articles [data-who]");
    if (tip.hidden) return;
    hideTip();
    if (mark && isShown(mark)) showTip(mark);
  }, { passive: true });

  // Filters
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = new Map();
  const wordsOf = (item) => {
    if (!words.has(item)) words.set(item, fold(item.closest(".group").firstElementChild.textContent + " " + item.textContent));
    return words.get(item);
  };
  const articlesOf = (item) => all("small > a[href^='#ev-']", item)
    .map((anchor) => $(anchor.hash.slice(1)).closest("article").dataset.a);
  function filter() {
    const wanted = fold($("q").value).split(/\s+/).filter(Boolean);
    const speaker = $("by-speaker").value;
    const article = $("by-article") ? $("by-article").value : "";
    const off = all(".chip[data-kind][aria-pressed=false]").map((chip) => chip.dataset.kind);
    let n = 0;
    for (const item of items) {
      item.hidden = off.some((kind) => item.parentElement.classList.contains(kind))
        || (speaker !== "" && item.closest(".group").dataset.s !== speaker)
        || (article !== "" && !articlesOf(item).includes(article))
        || !wanted.every((word) => wordsOf(item).includes(word));
      if (!item.hidden) n += 1;
    }
    for (const part of all(".group, .kind-list")) part.hidden = !part.querySelector("li:not([hidden])");
    for (const text of all("article[data-a]")) text.hidden = article !== "" && text.dataset.a !== article;
    const message = n === items.length ? `${n} statements` : `${n} of ${items.length} statements`;
    $("count").textContent = message;
    $("show-all").hidden = n === items.length && article === "";
    $("filtered").hidden = n === items.length;
    $("filtered").textContent = `Filtered: ${message} are shown.`;
  }
  function showAll() {
    form.reset();
    for (const chip of all(".chip[data-kind]")) chip.setAttribute("aria-pressed", "true");
    filter();
  }
  function showMissed(on) {
    page.classList.toggle("show-missed", on);
    $("show-missed").setAttribute("aria-pressed", String(on));
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const chip of all(".chip[data-kind]")) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
  $("show-missed").addEventListener("click", () => {
    showMissed($("show-missed").getAttribute("aria-pressed") !== "true");
    if (page.classList.contains("show-missed")) open();
  });
  $("show-all").addEventListener("click", () => { showAll(); $("q").focus(); });
  $("open-articles").addEventListener("click", () => { open(); panel.focus(); });
  $("close-articles").addEventListener("click", close);

  const speakers = new Map();
  for (const group of all(".group")) {
    const number = Number(group.dataset.s), known = speakers.get(number);
    const name = known ? known.name : group.querySelector("bdi").textContent;
    speakers.set(number, { name, count: (known ? known.count : 0) + all("li", group).length });
  }
  for (const [number, { name, count }] of [...speakers].sort(([a], [b]) => a - b)) {
    $("by-speaker").append(new Option(`${name.replace(/[\u202a-\u202e\u2066-\u2069]/g, "")} (${count})`, number));
  }
  // A link to copy; without script the marks in the articles are the same links.
  for (const item of items) {
    const anchor = document.createElement("a");
    anchor.href = "#" + item.id;
    anchor.className = "link";
    anchor.textContent = "#";
    anchor.setAttribute("aria-label", "# Link to this statement");
    item.lastElementChild.append(" ", anchor);
  }

  page.classList.add("js");
  form.hidden = false;
  filter();
  follow();
})();
