// The list of several reports: a column's head sorts its rows, and once more the other way round; a field finds some.
const body = document.querySelector("tbody");
const heads = [...document.querySelectorAll("thead th")];
const order = new Intl.Collator("zh-CN", { numeric: true });

function valueOf(row, column) {
  const { value } = row.cells[column].dataset;
  return value === undefined ? row.cells[column].textContent : Number(value);
}

function compare(a, b) {
  return typeof a === "number" ? a - b : order.compare(a, b);
}

// Counts begin with the most; words, and what is most urgent by its number, with the first.
function sortBy(column) {
  const head = heads[column];
  const first = head.dataset.first;
  const other = first === "ascending" ? "descending" : "ascending";
  const way = head.getAttribute("aria-sort") === first ? other : first;
  for (const one of heads) one.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", way);
  const sign = way === "ascending" ? 1 : -1;
  body.append(...[...body.rows].sort((a, b) => sign * compare(valueOf(a, column), valueOf(b, column))));
}

heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sortBy(column));
  head.append(button);
});
// What is shown: rows that have all words in them, and of those, where it is asked for, only such as did not pass.
function follow(filters) {
  const [text, open] = filters.querySelectorAll("input");
  const said = filters.querySelector("[role=status]");
  const rows = [...body.rows];
  const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const fill = () => {
    const words = text.value.split(/\s+/).map(plain);
    for (const row of rows) row.hidden = !words.every((word) => texts.get(row).includes(word)) || (open.checked && row.querySelector(".passed") !== null);
    const shown = rows.filter((row) => !row.hidden).length;
    said.textContent = shown === rows.length ? "" : said.dataset.said.replace("{}", shown).replace("{}", rows.length);
  };
  text.addEventListener("input", fill);
  open.addEventListener("change", fill);
  filters.hidden = false;
  fill(); // where the browser kept what was typed
}

function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}

follow(document.querySelector(".filters"));
document.documentElement.dataset.ready = "true";
