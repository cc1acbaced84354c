"use strict";
// Pictures follow the filter of their table: rows that stand for nothing that is shown are left out, counts are counted again.
{
  const list = (row, key) => (row.getAttribute("data-" + key) || "").split("|").filter(Boolean);

  // Things that the table tells of, each once, with the cells of a picture in which they count.
  const thingsOf = (all) => {
    const things = new Map();
    all.forEach((row, i) => {
      const at = +(row.dataset.of ?? i);
      if (!things.has(at)) things.set(at, { at, rows: [], cells: list(row, "columns").map(Number) });
      things.get(at).rows.push(row);
    });
    return [...things.values()];
  };
  // Who leads a thing has that part alone.
  const partsOf = (things, keys) => {
    const bodies = new Map();
    for (const thing of things)
      keys.slice(0, 2).forEach((key, second) => {
        for (const name of list(thing.rows[0], key)) {
          const own = bodies.get(name) || bodies.set(name, []).get(name);
          if (own.at(-1)?.thing !== thing) own.push({ thing, second });
        }
      });
    return bodies;
  };

  const readRow = (g, figures, things, bodies) => {
    const [from, to] = (g.dataset.rows || "").split("-").map(Number), cells = new Map();
    for (const part of g.querySelectorAll("[data-cell]")) {
      const cell = +part.dataset.cell, own = cells.get(cell) || cells.set(cell, { words: [] }).get(cell);
      if (part.tagName === "rect") own.box = part; else own.words.push(part);
    }
    const parts = g.dataset.body ? bodies.get(g.dataset.body) || []
      : things.filter(({ at }) => from <= at && at <= to).map((thing) => ({ thing, second: 0 }));
    return { g, parts, cells: [...cells], height: +g.dataset.height, figures: g.dataset.figures && figures.rows[g.dataset.figures - 1] };
  };

  const drawCell = ({ box, words }, counts, most, inks, figure) => {
    const both = words.length > 1, sum = counts[0] + counts[1], level = Math.min(Math.ceil(sum * inks.length / most), inks.length);
    words.forEach((text, i) => { text.textContent = both ? counts[i] : sum; });
    for (const part of box ? [box, ...words] : words) part.setAttribute("display", sum ? "inline" : "none");
    if (box && sum) {
      box.setAttribute("fill", inks[level - 1]);
      for (const text of words) text.setAttribute("fill", level >= inks.length - 1 ? "#fff" : "#000");
    }
    if (figure) figure.textContent = !sum ? "" : both ? counts.join("/") : sum;
  };

  // Each change of what is shown: `said` tells it where it is not everything.
  const readPicture = (figure, all, keys) => {
    const things = thingsOf(all), bodies = partsOf(things, keys), table = figure.querySelector("details table");
    const inks = figure.dataset.inks.split(" "), note = figure.querySelector(".follows"), titles = [...table.tHead.rows[0].cells];
    const bars = table.tBodies[0], most = +figure.dataset.most, room = +figure.dataset.piece;
    const rows = [...figure.querySelectorAll("g[data-height]")].map((g) => readRow(g, bars, things, bodies));
    const pieces = [...figure.querySelectorAll("svg")].map((svg) => {
      const { width, height } = svg.viewBox.baseVal, desc = svg.querySelector("desc");
      const used = [...svg.querySelectorAll("g[data-height]")].reduce((sum, g) => sum + +g.dataset.height, 0);
      return { svg, width, desc, words: desc.textContent, head: height - used };
    });
    const drawRow = (row) => {
      const shown = row.parts.filter(({ thing }) => thing.rows.some((one) => !one.hidden)), counts = new Map();
      row.shown = shown.length > 0;
      row.g.setAttribute("display", row.shown ? "inline" : "none");
      if (row.figures) row.figures.hidden = !row.shown;
      for (const { thing, second } of shown)
        for (const cell of thing.cells) (counts.get(cell) || counts.set(cell, [0, 0]).get(cell))[second]++;
      for (const [cell, parts] of row.cells) drawCell(parts, counts.get(cell) || [0, 0], most, inks, row.figures?.cells[cell + 1]);
    };
    // As many rows in a piece as there is room for, as when the page was written.
    const fillPiece = ({ svg, width, desc, words, head }, left, said) => {
      let y = head, n = 0;
      for (; n < left.length && (n === 0 || y + left[n].height <= room); y += left[n++].height) {
        left[n].g.setAttribute("transform", `translate(0 ${y})`);
        svg.append(left[n].g);
      }
      const own = left.splice(0, n), told = own.filter((row) => row.figures).map((row) => tell(row.figures).replace(/[.;]*$/, "."));
      svg.setAttribute("viewBox", `0 0 ${width} ${y}`);
      svg.toggleAttribute("hidden", !n);
      desc.textContent = said ? [said, ...told].join(" ") : words;
    };
    const tell = ({ cells }) => [...cells].slice(1).filter((cell) => cell.textContent)
      .reduce((words, cell) => `${words}; ${titles[cell.cellIndex].textContent}: ${cell.textContent}`, cells[0].textContent.replace(/[.;]+$/, ""));
    return (said) => {
      rows.forEach(drawRow);
      const left = rows.filter((row) => row.shown);
      for (const piece of pieces) fillPiece(piece, left, said);
      note.textContent = said;
      note.hidden = !said;
    };
  };

  // They stand far below the table: they are drawn when the reader pauses, and before anything is printed.
  const setup = (figure, form) => {
    const all = [...document.getElementById(figure.dataset.table).tBodies].flatMap((group) => [...group.rows]);
    const keys = [...form.elements.role.options].map((option) => option.value).filter(Boolean);
    let draw = null, said = "", drawn = "", timer = 0;
    const now = () => {
      clearTimeout(timer);
      if (said === drawn) return;
      draw ||= readPicture(figure, all, keys);
      draw(drawn = said);
    };
    form.addEventListener("shown", ({ detail }) => {
      said = detail;
      clearTimeout(timer);
      timer = setTimeout(now, 150);
    });
    window.addEventListener("beforeprint", now);
  };
  for (const figure of document.querySelectorAll("figure.picture[data-table]")) {
    const form = [...document.querySelectorAll("form.filter")].find(({ dataset }) => dataset.table === figure.dataset.table);
    if (form) setup(figure, form);
  }
}
