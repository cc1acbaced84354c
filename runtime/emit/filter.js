"use strict";
// Filters tables whose rows carry names in data attributes: a name in any role, a role with any name, words in the row.
{
  const marks = /[\u0300-\u036f]/g;
  const bare = (s) => s.normalize("NFD").replace(marks, "").replace(/đ/gi, "d").toLowerCase();
  const setup = (form) => {
    const table = document.getElementById(form.dataset.table);
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, words: bare(row.innerText) }));
    const { name, role, words } = form.elements;
    const status = form.querySelector("[role=status]");
    const roles = [...role.options].map((option) => option.value).filter(Boolean);
    const names = (row, key) => (row.getAttribute("data-" + key) || "").split("|").filter(Boolean);
    const holds = (row, key) => (name.value ? names(row, key).includes(name.value) : names(row, key).length > 0);
    const update = () => {
      const wanted = bare(words.value.trim());
      const keys = role.value ? [role.value] : roles;
      let shown = 0;
      for (const { row, words: own } of rows) {
        const named = (!name.value && !role.value) || keys.some((key) => holds(row, key));
        row.hidden = !(named && own.includes(wanted));
        shown += !row.hidden;
      }
      status.textContent = shown === rows.length ? `Có ${shown} dòng.` : `Hiện ${shown} trong ${rows.length} dòng.`;
    };
    form.addEventListener("input", update);
    form.addEventListener("reset", () => setTimeout(update));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    update();
  };
  document.querySelectorAll("form.filter").forEach(setup);
}
