/** Texts that are one single block, for each kind of block that may be long, and some of very many tiny ones. */
export function oddBooks(characters: number): readonly (readonly [name: string, body: string])[] {
  const repeat = (text: string) => text.repeat(Math.ceil(characters / text.length)).slice(0, characters);
  return [
    ['one paragraph', repeat('Some *words* of a `long` [paragraph](https://example.org/a) that goes on and on. ')],
    ['one word', 'x'.repeat(characters)],
    ['one table', `| a | b |\n| --- | --- |\n${repeat('| some *words* | and `more` of them |\n')}`],
    ['one list', repeat('- an item with some *words* and a [link](https://example.org/b)\n')],
    ['one fence', `\`\`\`ts\n${repeat('const answer = compute(question, 42);\n')}\n\`\`\``],
    ['one HTML block', `<div>\n${repeat('<b>some words</b> and <i>more of them</i><br>\n')}</div>`],
    ['one quote', repeat('> Some *words* that were said once.\n')],
    ['headings only', repeat('## A heading\n\n')],
    ['nested emphasis', repeat('**a *b ')],
    ['open brackets', repeat('[a](')],
    ['footnotes', repeat('Words[^1].\n\n[^1]: A *note*.\n\n')],
  ];
}
