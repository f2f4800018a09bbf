// Which operations work, as README and docs/operations.md tell it.

import { readFileSync, writeFileSync } from "node:fs";
import { FAILS, MISSING, WORKS } from "./walk.js";

const ROOT = new URL("../../../../../../", import.meta.url);
const README = new URL("README.md", ROOT);
const TABLE = new URL("docs/operations.md", ROOT);
const BEGIN = "<!-- operations: written by contract.test.js -->";
const END = "<!-- end of operations -->";

const of = (outcomes, state) => outcomes.filter((outcome) => outcome.state === state);
const count = (outcomes, state) => of(outcomes, state).length;
const inScope = (outcomes, scope) => outcomes.filter(({ operation }) => operation.scope === scope);

export function headline(outcomes) {
  const core = inScope(outcomes, "core");
  const adjacent = inScope(outcomes, "adjacent");
  return `${count(core, WORKS)} of ${core.length} operations work, and ${count(adjacent, WORKS)} of ${adjacent.length} beside them`;
}

/** Every operation that does not work, and why; then the count. */
export function report(outcomes) {
  const lines = outcomes.map(({ operation, state, complaints }) =>
    [`${state.padEnd(5)} ${operation.method} ${operation.path} (${operation.name})`, ...complaints.map((each) => `      ${each}`)].join("\n"),
  );
  return [...lines, headline(outcomes)].join("\n");
}

/** What does not work may not be told as missing: the list says what is honestly so. */
const word = (state) => (state === MISSING ? "501" : WORKS);

function short(outcomes) {
  const rows = [...grouped(outcomes)].map(([group, own]) => {
    const missing = of(own, MISSING).map(({ operation }) => `\`${operation.name.replace(`${group}.`, "")}\``);
    const named = missing.length === own.length && own.length > 1 ? "all" : missing.join(", ");
    return `| ${group} | ${own.length - missing.length} of ${own.length} | ${named} |`;
  });
  return ["| group | work | answer 501 |", "|---|---|---|", ...rows].join("\n");
}

function grouped(outcomes) {
  const groups = new Map();
  outcomes.forEach((outcome) => groups.set(outcome.operation.group, [...(groups.get(outcome.operation.group) ?? []), outcome]));
  return groups;
}

function full(outcomes) {
  const rows = outcomes.map(
    ({ operation, state }) => `| ${operation.method} | \`${operation.path}\` | ${operation.sdk ? `\`${operation.sdk}\`` : ""} | ${word(state)} |`,
  );
  return `# Operations of the contract

Written by \`src/acceptance/src/test/js/contract.test.js\`, which drives each of them by the official JavaScript SDK and is content
with an operation that works or honestly answers 501. ${headline(honest(outcomes))}.

| method | path | in the SDK | |
|---|---|---|---|
${rows.join("\n")}
`;
}

/** What fails at the moment is meant to work. */
const honest = (outcomes) => outcomes.map((outcome) => (outcome.state === FAILS ? { ...outcome, state: WORKS } : outcome));

function readme(outcomes) {
  const text = readFileSync(README, "utf8");
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`README.md has no place for the table, between ${BEGIN} and ${END}`);
  }
  return `${text.slice(0, begin)}${BEGIN}\n${headline(honest(outcomes))}.\n\n${short(honest(outcomes))}\n${text.slice(end)}`;
}

export function write(outcomes) {
  writeFileSync(README, readme(outcomes));
  writeFileSync(TABLE, full(outcomes));
}

/** The files whose tables tell otherwise. */
export function outdated(outcomes) {
  return [
    [README, readme(outcomes)],
    [TABLE, full(outcomes)],
  ]
    .filter(([file, text]) => !readable(file) || readFileSync(file, "utf8") !== text)
    .map(([file]) => file.pathname.slice(ROOT.pathname.length));
}

function readable(file) {
  try {
    return Boolean(readFileSync(file));
  } catch {
    return false;
  }
}
