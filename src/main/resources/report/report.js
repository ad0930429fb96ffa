
"use strict";
(() => {
  // What would hide text or turn the direction of writing is shown by its code, as in the other reports.
  const visible = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (c) =>
    c === "\n" || c === "\t" ? c : "\\u{" + c.codePointAt(0).toString(16) + "}");
  const data = JSON.parse(document.getElementById("data").textContent,
    (key, value) => (typeof value === "string" ? visible(value) : value));
  const root = document.documentElement;
  const detail = document.getElementById("detail");
  const search = document.getElementById("search");
  let opened = null;

  // Text from outside goes through textContent only, never through markup.
  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const label = (patch) => {
    const step = data.steps.find((s) => s[2] === patch);
    return step && patch ? step[0] : "";
  };

  // A page opened from a mail may not be allowed to remember anything.
  const remember = (value) => {
    try {
      if (value) localStorage.setItem("seamreplay-theme", value);
      return localStorage.getItem("seamreplay-theme");
    } catch {
      return null;
    }
  };
  const stored = remember();
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;
  const toggleTheme = () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    remember(root.dataset.theme);
  };

  // A value counts as different if the other side has none of that name with that content.
  const contents = (record) =>
    new Set((record ? record.parts : []).map((p) => p[0] + "\n" + p[1]));

  const side = (record, other, name) => {
    if (!record) return make("div", "side absent " + name);
    const element = make("div", "side " + name);
    if (record.step !== undefined) {
      element.append(make("b", "", "end of step " + record.step), " ");
    } else {
      const changed = other && (other.cpu !== record.cpu || other.calls !== record.calls);
      element.append(make("span", "name", "#" + record.seq + " cpu " + record.cpu + " "));
      element.append(make("b", "", record.leaf));
      if (record.note) element.append(" " + record.note);
      if (record.calls > 1) element.append(" ", make(changed ? "mark" : "span", "", "x " + record.calls));
      element.append("  ");
    }
    const there = contents(other);
    for (const [key, value] of record.parts) {
      const part = make("span", "part");
      part.append(make("span", "name", key + "="));
      const differs = other && !there.has(key + "\n" + value);
      part.append(make(differs ? "mark" : "span", "", value));
      element.append(part);
    }
    if (record.at) {
      const by = label(record.patch);
      const place = record.at + " in " + record.in + (by ? "  [patch " + by + "]" : "");
      element.append(make("span", "src", place + (record.c ? "\n    " + record.c : "")));
    }
    return element;
  };

  const list = (title, names, entries, more) => {
    const box = make("div");
    if (!entries.length) return box;
    box.append(make("h3", "", title));
    for (const [line, expected, got, cause] of entries) {
      const values = make("dl");
      values.append(make("dt", "", "what"), make("dd", "", line));
      const dd = (name, style, text) => {
        const cell = make("dd");
        cell.append(make("code", style, text));
        values.append(make("dt", "", name), cell);
      };
      dd(names[0], "expected", expected);
      dd(names[1], "got", got);
      if (cause) values.append(make("dt", "", "so"), make("dd", "", cause));
      box.append(values);
    }
    if (more) box.append(make("p", "note", "and " + more + " more"));
    return box;
  };

  // Rows of records beside each other; the first view is what matters most.
  const rows = ([beside, entries], name) => {
    const two = beside !== "";
    const table = make("div", "rows");
    const head = make("div", two ? "pair" : "pair one");
    if (two) head.append(make("div", "side head left", beside));
    head.append(make("div", two ? "side head right" : "side head", name));
    table.append(head);
    for (const row of entries) {
      if (typeof row === "number") {
        table.append(make("div", "skip", "\u22ef " + row + " more"));
        continue;
      }
      const [a, b] = [data.records[row[0]], data.records[row[1]]];
      const pair = make("div", (two ? "pair" : "pair one") + (row[2] ? "" : " differ"));
      if (two) pair.append(side(a, row[2] ? null : b, "left"));
      pair.append(side(b, row[2] ? null : a, "right"));
      table.append(pair);
    }
    return table;
  };

  const traces = (views, name, bar) => {
    const box = make("div");
    box.append(make("h3", "", "Trace"), rows(views[0], name));
    if (views.length > 1) {
      const choices = views.map((view, i) => {
        const button = make("button", "choice", "beside " + view[0]);
        button.setAttribute("aria-pressed", i === 0);
        button.addEventListener("click", () => {
          box.replaceChild(rows(view, name), box.lastChild);
          choices.forEach((c) => c.setAttribute("aria-pressed", c === button));
          move(1);
        });
        return button;
      });
      bar.append(...choices);
    }
    return box;
  };

  const nextChoice = () => {
    const choices = [...detail.querySelectorAll(".choice")];
    const at = choices.findIndex((c) => c.getAttribute("aria-pressed") === "true");
    if (choices.length) choices[(at + 1) % choices.length].click();
  };

  // What is shown is kept in the address, so that a link to it can be passed on.
  let shownCell = "";
  const keepInAddress = () => {
    const parts = [];
    if (shownCell) parts.push("cell=" + shownCell);
    if (only.getAttribute("aria-pressed") === "true") parts.push("changes");
    try {
      history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.href.split("#")[0]);
    } catch {
      // Some viewers of attachments have no address.
    }
  };

  const close = () => {
    detail.hidden = true;
    shownCell = "";
    keepInAddress();
    document.body.classList.remove("split");
    all(".c.open").forEach((c) => c.classList.remove("open"));
    if (opened) opened.focus();
    opened = null;
  };

  const open = (key, from) => {
    const [s, r] = key.split("-").map(Number);
    const cell = data.cells[key];
    detail.replaceChildren();
    const bar = make("div", "bar");
    bar.append(make("h2", "", data.steps[s][0] + " " + data.steps[s][1] + " \u2014 " + data.runs[r]));
    const button = make("button", "", "close (Esc)");
    button.addEventListener("click", close);
    detail.append(bar);
    const matrixCell = document.querySelector('#matrix [data-cell="' + key + '"]');
    if (!cell) {
      detail.append(make("p", "", matrixCell ? matrixCell.title : "nothing to show"));
      if (matrixCell && /changed|wrong|not-modelled/.test(matrixCell.className)) {
        detail.append(make("p", "note", "The trace of this run is left out to keep the page small."));
      }
    } else {
      for (const text of cell.findings) detail.append(make("pre", "", text));
      const known = new Set(cell.golden.map((d) => d.join("\n")));
      const changes = cell.change.filter((d) => !known.has(d.join("\n")));
      detail.append(list("From the golden trace", ["expected", "got"], cell.golden, cell.goldenMore));
      detail.append(list("From the step before", ["before", "now"], changes, cell.changeMore));
      if (cell.views) detail.append(traces(cell.views, "step " + data.steps[s][0], bar));
    }
    bar.append(make("span", "count"), button);
    all(".c.open").forEach((c) => c.classList.remove("open"));
    if (matrixCell) matrixCell.classList.add("open");
    detail.hidden = false;
    detail.scrollTop = 0;
    document.body.classList.add("split");
    opened = from;
    shownCell = key;
    keepInAddress();
    button.focus({ preventScroll: true });
    move(1);
    // The names of the two sides stay in sight below the bar.
    detail.style.setProperty("--bar", bar.offsetHeight + "px");
  };

  document.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!cell) return;
    event.preventDefault();
    open(cell.dataset.cell, cell);
  });

  // Only the rows and columns of the matrix in which there is something to see.
  const only = document.getElementById("only");
  const toggleOnly = () => {
    const on = only.getAttribute("aria-pressed") !== "true";
    only.setAttribute("aria-pressed", on);
    document.body.classList.toggle("only", on);
    keepInAddress();
    const loud = (c) => /\b(changed|wrong|not-modelled|not-built)\b/.test(c.className);
    const lines = all("#matrix tbody tr").map((row) => [row, [...row.querySelectorAll(".c")]]);
    const names = all("#matrix thead .run");
    const built = lines.filter(([, cells]) => cells.some((c) => !c.classList.contains("not-built")));
    const shown = names.map((_, i) => !on || built.some(([, cells]) => loud(cells[i])));
    names.forEach((name, i) => { name.hidden = !shown[i]; });
    for (const [row, cells] of lines) {
      row.hidden = on && !cells.some(loud);
      cells.forEach((cell, i) => { cell.parentElement.hidden = !shown[i]; });
    }
    let at = 0;
    for (const family of all("#matrix thead .family")) {
      const size = Number(family.dataset.size || family.colSpan);
      const left = shown.slice(at, at + size).filter(Boolean).length;
      family.dataset.size = size;
      family.hidden = left === 0;
      family.colSpan = left || size;
      at += size;
    }
  };

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (text) => words.every((word) => text.toLowerCase().includes(word));
    for (const article of all(".finding, .step")) article.hidden = !has(article.textContent);
    for (const cell of all("#matrix tbody .c")) {
      const [s, r] = cell.dataset.cell.split("-").map(Number);
      const entry = data.cells[cell.dataset.cell];
      const text = data.steps[s].join(" ") + " " + data.runs[r] + " " + cell.title +
        (entry ? JSON.stringify([entry.change, entry.golden]) : "");
      cell.classList.toggle("dim", words.length > 0 && !has(text));
    }
  };
  search.addEventListener("input", filter);

  // Through findings and patches that change something, or through the differences of an open trace.
  const move = (by) => {
    const inTrace = !detail.hidden;
    const places = inTrace
      ? [...detail.querySelectorAll(".differ")]
      : all(".stop").filter((e) => !e.hidden);
    if (inTrace && !places.length) detail.querySelector(".count").textContent = "";
    if (!places.length) return;
    const at = places.findIndex((e) => e.classList.contains("current"));
    const next = at < 0 ? (by > 0 ? 0 : places.length - 1) : Math.min(places.length - 1, Math.max(0, at + by));
    if (at >= 0) places[at].classList.remove("current");
    places[next].classList.add("current");
    places[next].scrollIntoView({ block: "center" });
    if (inTrace) {
      detail.querySelector(".count").textContent = "difference " + (next + 1) + " of " + places.length;
    } else {
      places[next].focus({ preventScroll: true });
    }
  };

  const help = make("dialog");
  help.id = "help";
  help.append(make("h2", "", "Keys"));
  for (const [key, what] of [
    ["n p", "next, previous finding or patch; in a trace: difference; also j k"],
    ["Enter", "the trace of the finding"],
    ["/", "search"],
    ["g", "in a trace: beside the golden trace or the step before"],
    ["Esc", "close"],
    ["c", "only the steps and runs in which something changes"],
    ["t", "light or dark"],
    ["?", "these keys"],
  ]) {
    const line = make("p");
    line.append(make("kbd", "", key), " " + what);
    help.append(line);
  }
  document.body.append(help);
  const toggleHelp = () => (help.open ? help.close() : help.showModal());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search) {
      if (event.key === "Escape") {
        search.value = "";
        filter();
        search.blur();
      }
      return;
    }
    const actions = {
      j: () => move(1),
      k: () => move(-1),
      n: () => move(1),
      p: () => move(-1),
      g: nextChoice,
      "/": () => search.focus(),
      "?": toggleHelp,
      c: toggleOnly,
      t: toggleTheme,
      Escape: () => { if (!detail.hidden) close(); },
    };
    if (event.key === "Enter" && event.target.classList.contains("finding")) {
      const button = event.target.querySelector("[data-cell]");
      if (button) open(button.dataset.cell, event.target);
    } else if (Object.hasOwn(actions, event.key) && !(help.open && event.key !== "?")) {
      if (event.key !== "Escape") event.preventDefault();
      actions[event.key]();
    }
  });
  only.addEventListener("click", toggleOnly);
  document.getElementById("theme").addEventListener("click", toggleTheme);
  document.getElementById("keys").addEventListener("click", toggleHelp);
  all(".tools, .open").forEach((e) => { e.hidden = false; });
  // A link may lead to a run, and to less of the matrix: report.html#cell=3-0&changes
  const asked = location.hash.slice(1).split("&");
  if (asked.includes("changes")) toggleOnly();
  for (const part of asked) {
    const [, s, r] = /^cell=(\d+)-(\d+)$/.exec(part) || [];
    if (s && data.steps[Number(s)] && data.runs[Number(r)]) open(Number(s) + "-" + Number(r), null);
  }
})();
