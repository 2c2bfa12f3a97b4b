const PER_ROW = 3;

/**
 * How many pictures stand in each row when so many are shown as one: never a lone one below others, and the fuller
 * rows last, as Telegram lays out albums.
 */
export function mosaicRows(pictures: number): readonly number[] {
  if (pictures === 3) return [1, 2];
  if (pictures <= PER_ROW) return pictures > 0 ? [pictures] : [];
  const full = Math.floor(pictures / PER_ROW);
  const rest = pictures % PER_ROW;
  if (rest === 1) return [2, 2, ...Array<number>(full - 1).fill(PER_ROW)];
  return [...(rest > 0 ? [rest] : []), ...Array<number>(full).fill(PER_ROW)];
}

/** For each picture of a mosaic, how many share its row. */
export function mosaicPlaces(pictures: number): readonly number[] {
  return mosaicRows(pictures).flatMap((inRow) => Array<number>(inRow).fill(inRow));
}
