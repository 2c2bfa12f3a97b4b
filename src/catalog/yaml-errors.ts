/** What is wrong with a piece of YAML, and what to write instead, in an author's words. */
export interface YamlFault {
  readonly message: string;
  readonly remedy: string;
  /** The reader notices at the end of the block what began at an earlier field. */
  readonly unclosed?: true;
}

const FIELD_PER_LINE: YamlFault = {
  message: 'no field stands on this line',
  remedy: 'Write it as "name: value", with a space behind the colon.',
};
const GOES_ON: YamlFault = {
  message: 'the value goes on behind its closing quote or bracket, or behind a sign such as |',
  remedy: 'Put the whole value in quotes; in single ones when it holds double ones.',
};

const FAULTS: Readonly<Record<string, YamlFault>> = {
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second colon makes the value look like another field',
    remedy: 'Put the value in quotes when it holds ": ", and begin each field at the start of its line.',
  },
  BAD_SCALAR_START: {
    message: 'the value begins with a sign that means something else in YAML',
    remedy: 'Put the value in quotes when it begins with a sign such as @, ` or %.',
  },
  MULTILINE_IMPLICIT_KEY: FIELD_PER_LINE,
  UNEXPECTED_TOKEN: GOES_ON,
  BAD_INDENT: {
    message: 'the line is not indented like those around it',
    remedy: 'Indent it with as many spaces as the lines beside it.',
  },
  TAB_AS_INDENT: { message: 'the line is indented with a tab', remedy: 'Indent YAML with spaces.' },
  BAD_DQ_ESCAPE: {
    message: 'a backslash in double quotes stands before a sign it does not go with',
    remedy: 'Put the value in single quotes, or write each backslash twice.',
  },
  BAD_ALIAS: { message: 'a name behind * is never given', remedy: 'Put a value that begins with * or & in quotes.' },
  MISSING_QUOTE: {
    message: 'a quotation mark is never closed',
    remedy: 'Close it at the end of the value.',
    unclosed: true,
  },
  MISSING_BRACKET: {
    message: 'a bracket is never closed',
    remedy: 'Close it, or put the value in quotes.',
    unclosed: true,
  },
  TOO_MANY_ALIASES: {
    message: 'values behind & and * repeat one another too often',
    remedy: 'Write the values out, without & and *.',
  },
  TOO_DEEP: { message: 'values are nested too deeply', remedy: 'Nest fewer lists or fields in one another.' },
};
const ANY: YamlFault = {
  message: 'it cannot be read from here on',
  remedy: 'Correct this line, or put its value in quotes.',
};

/** Explains an error of the YAML reader by its code and, where one code means several things, its text. */
export function explainYamlError(code: string, text: string): YamlFault {
  const faultOf = (name: string) => FAULTS[name] ?? ANY;
  if (/call stack/.test(text)) return faultOf('TOO_DEEP');
  if (/end with an? [\]}]/.test(text)) return faultOf('MISSING_BRACKET');
  if (code !== 'MISSING_CHAR') return faultOf(code);
  return /quote/.test(text) ? faultOf('MISSING_QUOTE') : FIELD_PER_LINE;
}

/** Explains why reading values failed after the YAML itself was understood. */
export function explainYamlFailure(error: unknown): YamlFault {
  if (error instanceof RangeError) return explainYamlError('TOO_DEEP', '');
  if (!(error instanceof ReferenceError)) return ANY;
  return explainYamlError(/excessive/i.test(error.message) ? 'TOO_MANY_ALIASES' : 'BAD_ALIAS', '');
}
