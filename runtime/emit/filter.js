"use strict";
// Filters and sorts tables whose rows carry names, lists and spans in data attributes. Each row is read once; a change touches
// only the rows that appear, vanish or move.
{
  const marks = /[\u0300-\u036f]/g;
  const bare = (s) => s.normalize("NFD").replace(marks, "").replace(/đ/gi, "d").toLowerCase();
  // Letters without their marks come first, then the marks; numbers count by their value.
  const orderOf = (s) => { const w = s.trim().replace(/\d+/g, (d) => d.padStart(8, "0")); return w && bare(w) + "\n" + w; };
  const list = (row, key) => (row.getAttribute("data-" + key) || "").split("|").filter(Boolean);
  const fill = (pattern, values) => pattern.replace(/\{(\w)\}/g, (_, name) => values[name]);

  const setup = (form) => {
    const table = document.getElementById(form.dataset.table), groups = [...table.tBodies];
    const all = groups.flatMap((group) => [...group.rows]), size = groups.length ? groups[0].rows.length : 0;
    const { name, role, words, sort } = form.elements;
    const choices = [...form.querySelectorAll("select[name^=list-], select[name^=span-]")];
    const status = form.querySelector("[role=status]"), shown = form.nextElementSibling;
    const roles = [...role.options].map((option) => option.value).filter(Boolean);
    const headers = [...table.tHead.rows[0].cells], titles = headers.map((th) => th.textContent.trim());
    const texts = [], keys = headers.map(() => []), ranks = [];
    let order = all, sorted = "";

    // What words and columns are compared by is made while the reader looks on, or when it is first asked for.
    const textOf = (i) => texts[i] ??= bare([...all[i].cells].map((cell) => cell.textContent).join("\n"));
    const keyOf = (i, column) => keys[column][i] ??= orderOf(all[i].cells[column].dataset.order || all[i].cells[column].textContent);
    const ranksOf = (column) => {
      if (ranks[column]) return ranks[column];
      const own = all.map((_, i) => keyOf(i, column)), rank = ranks[column] = new Uint32Array(all.length);
      let last = "", n = 0;
      for (const i of all.map((_, i) => i).filter((i) => own[i]).sort((a, b) => own[a] < own[b] ? -1 : own[a] > own[b] ? 1 : 0)) {
        rank[i] = own[i] === last ? n : ++n;
        last = own[i];
      }
      return rank;
    };
    function* prepare() {
      for (const i of all.keys()) yield textOf(i);
      for (const column of headers.keys()) {
        for (const i of all.keys()) yield keyOf(i, column);
        yield ranksOf(column);
      }
    }
    const named = (row) => {
      if (!name.value && !role.value) return true;
      return (role.value ? [role.value] : roles).some((key) =>
        name.value ? list(row, key).includes(name.value) : list(row, key).length > 0);
    };
    const chosen = (row, box) => {
      const values = list(row, box.name.slice(5));
      if (box.name.startsWith("list-")) return values.includes(box.value);
      return values.some((span) => { const [from, to] = span.split("-"); return +from <= +box.value && +box.value <= +to; });
    };

    const filter = () => {
      const wanted = bare(words.value.trim()), boxes = choices.filter((box) => box.value);
      all.forEach((row, i) => {
        const hide = !(named(row) && boxes.every((box) => chosen(row, box)) && (!wanted || textOf(i).includes(wanted)));
        if (row.hidden !== hide) row.hidden = hide;
      });
    };

    // Cells without words come last, whichever way.
    const arrange = () => {
      if (sort.value === sorted) return;
      const column = Math.abs(sort.value) - 1, sign = Math.sign(sort.value);
      headers.forEach((th, i) => th.setAttribute("aria-sort", i !== column ? "none" : sign > 0 ? "ascending" : "descending"));
      order = all;
      if (sort.value) {
        const rank = ranksOf(column);
        const compare = (a, b) => rank[a] === rank[b] ? a - b : !rank[a] ? 1 : !rank[b] ? -1 : (rank[a] - rank[b]) * sign;
        order = all.map((_, i) => i).sort(compare).map((i) => all[i]);
      }
      sorted = sort.value;
    };

    // Rows that are shown fill the groups one after the other, so that few groups are in sight.
    const place = () => {
      const seen = order.filter((row) => !row.hidden), rows = seen.concat(order.filter((row) => row.hidden));
      groups.forEach((group, i) => {
        const own = rows.slice(i * size, (i + 1) * size), left = Math.min(Math.max(seen.length - i * size, 0), size);
        if (own.some((row, j) => group.rows[j] !== row)) group.append(...own);
        group.hidden = !left;
        group.style.setProperty("--rows", left);
      });
      return seen.length;
    };

    // On paper the form is gone; a line says what was asked for.
    const tell = (count) => {
      const asked = [...form.querySelectorAll("label")].filter((label) => label.control.value)
        .map(({ control, firstElementChild }) =>
          firstElementChild.textContent + ": " + (control.options ? control.selectedOptions[0].text : control.value));
      status.textContent = fill(count === all.length ? form.dataset.all : form.dataset.some, { n: count, m: all.length });
      shown.textContent = asked.concat(status.textContent).join(". ");
      shown.hidden = !asked.length;
    };
    // Pictures of the table are told what it shows; nothing where that is everything.
    const update = () => {
      filter();
      arrange();
      const count = place();
      tell(count);
      form.dispatchEvent(new CustomEvent("shown", { detail: count === all.length ? "" : shown.textContent }));
    };

    headers.forEach((th, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...th.childNodes);
      th.append(button);
      th.setAttribute("aria-sort", "none");
      const states = ["", String(i + 1), String(-i - 1)];
      button.addEventListener("click", () => { sort.value = states[(states.indexOf(sort.value) + 1) % 3]; update(); });
      sort.append(new Option(fill(form.dataset.up, { c: titles[i] }), states[1]), new Option(fill(form.dataset.down, { c: titles[i] }), states[2]));
    });
    // Some readers no longer see a table where its rows are laid out one by one.
    table.setAttribute("role", "table");
    for (const part of [table.tHead, ...groups]) part.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) cell.setAttribute("role", cell.tagName === "TH" ? "columnheader" : "cell");
    }
    form.addEventListener("input", update);
    form.addEventListener("reset", () => setTimeout(update));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.elements.print.addEventListener("click", () => window.print());
    form.hidden = false;
    update();
    const steps = prepare(), idle = window.requestIdleCallback || ((go) => setTimeout(go, 20));
    idle(function go(deadline) {
      const end = performance.now() + Math.min(deadline?.timeRemaining() ?? 8, 8);
      while (performance.now() < end) if (steps.next().done) return;
      idle(go);
    });
  };
  document.querySelectorAll("form.filter").forEach(setup);
}
