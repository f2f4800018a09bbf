// The contract's schemas, as the server itself has them: what fits them, what does not, and what the SDK calls it.

import { readFileSync } from "node:fs";

const FILE = new URL("../../../../../api/src/main/resources/antiphon/api/contract/schemas.json", import.meta.url);
const SCHEMAS = JSON.parse(readFileSync(FILE, "utf8"));

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const choices = (schema) => schema.oneOf ?? schema.anyOf;
const isNull = (schema) => schema.type === "null";

function resolve(schema) {
  let resolved = schema;
  while (resolved.$ref) {
    resolved = SCHEMAS[resolved.$ref];
  }
  return resolved;
}

/** The schema of a body, which may be one of several. */
export function bodySchema(names) {
  return names.length === 1 ? SCHEMAS[names[0]] : { anyOf: names.map((name) => ({ $ref: name })) };
}

/** The least that fits: what is required, and nothing else. */
export function example(stated) {
  const schema = resolve(stated);
  if ("const" in schema) {
    return schema.const;
  }
  if (schema.enum) {
    return schema.enum[0];
  }
  if (choices(schema)) {
    return example(choices(schema).find((choice) => !isNull(choice)));
  }
  switch (schema.type) {
    case "object":
      return Object.fromEntries((schema.required ?? []).map((name) => [name, example(schema.properties[name])]));
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => example(schema.items));
    case "string":
      return "words".repeat(Math.ceil((schema.minLength ?? 5) / 5));
    case "integer":
    case "number":
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    case "boolean":
      return true;
    default:
      return "anything";
  }
}

/** The variant that a value is of, by its tag or by what it holds. */
function variantOf(schema, value) {
  const variants = choices(schema).filter((choice) => !isNull(choice)).map(resolve);
  const tag = isObject(value) && schema.discriminator?.mapping[value[schema.discriminator.propertyName]];
  if (tag) {
    return SCHEMAS[tag];
  }
  const fit = (variant) => {
    if (!isObject(value) || variant.type !== "object") {
      return kindFits(variant, value) ? 1 : -1;
    }
    const known = variant.properties ?? {};
    const lies = Object.entries(known).some(([name, property]) => "const" in property && name in value && value[name] !== property.const);
    const lacks = (variant.required ?? []).some((name) => !(name in value));
    return lies || lacks ? -1 : Object.keys(value).filter((name) => name in known).length;
  };
  return variants.reduce((best, variant) => (fit(variant) > fit(best) ? variant : best));
}

function kindFits(schema, value) {
  switch (schema.type) {
    case "object":
      return isObject(value);
    case "array":
      return Array.isArray(value);
    case "integer":
    case "number":
      return typeof value === "number";
    case undefined:
      return true;
    default:
      return typeof value === schema.type;
  }
}

/** The name that the SDK has for a field of the wire: `call_count_7d` is `callCount7D`. */
export function sdkName(name) {
  return name.replace(/_+([a-zA-Z0-9])/g, (_, letter) => letter.toUpperCase()).replace(/(\d)([a-z])/g, (_, digit, letter) => digit + letter.toUpperCase());
}

/** A document of the wire as the SDK wants it. Only names that the schema knows are translated, for others are data. */
export function asSdk(stated, value) {
  const schema = resolve(stated);
  if (choices(schema) && value !== null) {
    return asSdk(variantOf(schema, value), value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => asSdk(schema.items ?? {}, item));
  }
  if (!isObject(value)) {
    return value;
  }
  const others = isObject(schema.additionalProperties) ? schema.additionalProperties : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const known = schema.properties?.[name];
      return known ? [sdkName(name), asSdk(known, member)] : [name, asSdk(others, member)];
    }),
  );
}

/** Something of another kind than all that would fit, or undefined where everything fits. */
function misfit(stated) {
  const schema = resolve(stated);
  const kinds = choices(schema)
    ? choices(schema).map((choice) => resolve(choice))
    : [schema];
  if (kinds.some((kind) => choices(kind) || (!kind.type && !kind.enum && !("const" in kind)))) {
    return undefined;
  }
  const types = kinds.map((kind) => kind.type ?? "string");
  if (!types.includes("object") && !types.includes("array")) {
    return [["wrong"]];
  }
  return types.some((type) => ["string", "integer", "number", "boolean"].includes(type)) ? undefined : 7;
}

/** The body with one field of a wrong kind, and that field's name; or undefined where nothing can be wrong. */
export function spoilt(names, body) {
  const schema = bodySchema(names);
  const variant = choices(schema) ? variantOf(schema, body) : schema;
  const required = variant.required ?? [];
  const fields = [...required, ...Object.keys(variant.properties ?? {}).filter((name) => !required.includes(name))];
  for (const field of fields) {
    const property = resolve(variant.properties[field]);
    const wrong = "const" in property ? undefined : misfit(property);
    if (wrong !== undefined) {
      return { body: { ...body, [field]: wrong }, field };
    }
  }
  return undefined;
}

/** Whether all that was sent stands in the answer. */
export function missingFrom(answer, sent, path = "") {
  if (Array.isArray(sent)) {
    return !Array.isArray(answer) || answer.length !== sent.length
      ? [`${path} should be a list of ${sent.length}`]
      : sent.flatMap((item, i) => missingFrom(answer[i], item, `${path}[${i}]`));
  }
  if (isObject(sent)) {
    return isObject(answer)
      ? Object.entries(sent).flatMap(([name, value]) => missingFrom(answer[name], value, path ? `${path}.${name}` : name))
      : [`${path} should be an object`];
  }
  return answer === sent ? [] : [`${path} is ${JSON.stringify(answer)}, not ${JSON.stringify(sent)}`];
}
