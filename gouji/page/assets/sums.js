// Sums of the form, reckoned exactly: a count is a whole number, an amount a decimal that no sum contains.

// The number of a cell: the one that is tried, else as printed, else the one that the sums force; null without.
export function valueOf(result, tried, cell) {
  if (cell in tried) return tried[cell];
  const printed = result.cells[cell];
  return printed ?? result.deduced[cell] ?? null;
}

// The sum of cells; null where one of them has no number.
export function sumOf(result, tried, cells) {
  let sum = 0;
  for (const cell of cells) {
    const value = valueOf(result, tried, cell);
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

// "equal", "unequal", or "open" where a number lacks.
export function standing(result, tried, [left, right]) {
  const sums = [sumOf(result, tried, left), sumOf(result, tried, right)];
  if (sums.includes(null)) return "open";
  return sums[0] === sums[1] ? "equal" : "unequal";
}

// The sums that hold as printed and would not hold any more.
export function newlyBroken(result, tried, sums) {
  return sums.filter(
    (sum) => standing(result, tried, sum) === "unequal" && standing(result, {}, sum) !== "unequal",
  );
}
